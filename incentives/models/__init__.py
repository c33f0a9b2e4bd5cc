from incentives.models.reward import Reward

__all__ = ["Reward"]
