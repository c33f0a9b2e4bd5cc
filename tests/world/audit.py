"""A verification that was begun, by the action that auditors use."""
from audit import actions


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """verification (queued)."""
    return {"verification": actions.start_verification(actor=world.actor(home, "auditor"))}
