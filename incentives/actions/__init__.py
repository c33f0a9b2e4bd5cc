from incentives.actions.rewards import (
    confer_honour,
    decided,
    pay_reward,
    propose_again,
    propose_reward,
    withdraw_reward,
)

__all__ = ["confer_honour", "decided", "pay_reward", "propose_again", "propose_reward", "withdraw_reward"]
