"""Marginal tiers: each unit of the net is shared by the tier in which the life-to-date total has arrived."""

from dataclasses import dataclass
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.lines import Line, rounded
from ip.rules.money import largest_remainder
from ip.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class TierPart:
    """How much of the net (minor units) fell into tier `index`, and what that gives each party, exactly."""

    index: int
    amount: int
    parts: tuple[tuple[str, Fraction], ...]


def through_tiers(policy: Policy, net: int, life_to_date: int) -> tuple[tuple[Line, ...], tuple[TierPart, ...]]:
    """`net` minor units, after `life_to_date` before them, as lines of the parties in their listed order.

    Raises Refused where a partial source says nothing about money so high.
    """
    reached = []
    exact = {party.key: Fraction(0) for party in policy.parties}
    for index, tier in enumerate(policy.tiers):
        top = life_to_date + net if tier.end is None else min(life_to_date + net, tier.end)
        amount = top - max(life_to_date, tier.start)
        if amount <= 0:
            continue
        parts = tuple((key, amount * percent / 100) for key, percent in tier.shares.items())
        for key, part in parts:
            exact[key] += part
        reached.append(TierPart(index, amount, parts))
    last = policy.tiers[-1].end
    if last is not None and life_to_date + net > last:
        raise Refused("tiers", "beyond", limit=last)
    amounts = largest_remainder(net, list(exact.values()))
    lines = tuple(
        rounded(key, "party", amount, part) for (key, part), amount in zip(exact.items(), amounts, strict=True)
    )
    return lines, tuple(reached)
