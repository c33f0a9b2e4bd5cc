"""Tiers that count each person's own money: the net is divided among the persons first, then runs through for each."""

from dataclasses import dataclass
from fractions import Fraction

from ip.rules.formula import Tier
from ip.rules.policy import Policy
from ip.rules.rounding import apportion
from ip.rules.shares import Shares
from ip.rules.standing import Standing
from ip.rules.tiers import TierPart, through_tiers


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A person's part of the net (minor units), where it lies in the tiers, and what that gives each party."""

    key: str
    part: Fraction
    amount: int
    before: int
    reached: tuple[TierPart, ...]
    exact: dict[str, Fraction]
    amounts: dict[str, int]


def person_by_person(
    policy: Policy, tiers: tuple[Tier, ...], net: int, standing: Standing, shares: Shares
) -> tuple[list[OwnPart], int]:
    """Each person's part, rounded, through the tiers, rounded again; and what rounding leaves apart."""
    parts, rest = apportion(net, [part for _key, part in shares.parts], policy.rounds)
    found = []
    for (key, part), amount in zip(shares.parts, parts, strict=True):
        before = 0 if policy.period == "receipt" else standing.by_person.get(key, 0)
        exact, reached = through_tiers(tiers, policy.tiering, amount, before, {})
        amounts, apart = apportion(amount, list(exact.values()), policy.rounds)
        rest += apart
        found.append(OwnPart(key, part, amount, before, reached, exact, dict(zip(exact, amounts, strict=True))))
    return found, rest
