"""Rewards that were proposed by hand, by the actions that people use."""
from datetime import date

from incentives import actions
from incentives.models import Reward
from tests.world import projects

SAID = {
    "kind": "money", "basis": "law", "citation": "专利法实施细则 (2023) art. 93", "title_en": "Reward for the grant", "title_zh": "",
    "owed_since": date(2026, 3, 2), "due": date(2026, 6, 2), "currency": "CNY", "amount": 400_000,
}  # fmt: skip


def proposed(world, at="linhai", role="officer", who="contributor", **said) -> Reward:
    return actions.propose_reward(actor=world.actor(at, role), person=world.person(at, who), **{**SAID, **said})


def decided(world, value="yes", at="linhai", **said) -> Reward:
    """Approved, or returned, by the approver."""
    reward = proposed(world, at, **said)
    projects.vote(world.actor(at, "approver"), reward, value, "As the law says.")
    return Reward.objects.get(pk=reward.pk)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """reward (proposed), returned, approved (money), honour (approved)."""
    title = {"title_en": f"Reward for the grant {mark}"}
    return {
        "reward": proposed(world, home, **title),
        "returned": decided(world, "return", home, **title),
        "approved": decided(world, "yes", home, **title),
        "honour": decided(world, "yes", home, **title, kind="honour", amount=None, currency=""),
    }
