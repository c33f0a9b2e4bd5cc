"""A formula tried where it bends: what its persons get of a receipt at every break-point, exactly."""
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ip.rules import Policy, Refused, Standing, distribute

SIZES = [10**power for power in (8, 10, 6, 4, 12)]  # minor units, what people talk of first: a million, a hundred million, …
MOST = 40  # break-points that are tried


@dataclass(frozen=True)
class Probe:
    """A receipt of `gross` minor units after `before` was shared: the exact part of the persons, before rounding."""

    gross: int
    before: int
    to_persons: Fraction


def probes(policy: Policy, currency: str, *amounts: int) -> list[Probe]:
    """What the persons get of `amounts` and of receipts of many sizes, first and at each break-point.

    Between two break-points a formula is straight: what is missed most is missed at one of them. A receipt that the
    formula does not take (beyond a partial source, another currency) is left out.
    """
    found = []
    for variant in _variants(policy):
        bends = _bends(variant)
        for gross in dict.fromkeys((*amounts, *SIZES, *bends, *(2 * bend for bend in bends))):
            for before in (0, *bends):
                if probe := _probe(variant, policy.currency or currency, gross, before):
                    found.append(probe)
    return found


def _variants(policy: Policy) -> Iterator[Policy]:
    """The formula for each kind of income that it shares in its own way."""
    if not policy.schedules:
        yield policy
        return
    for schedule in policy.schedules:
        yield policy.of_income(schedule.kinds[0])


def _bends(policy: Policy) -> list[int]:
    ends = {tier.end for tier in policy.tiers if tier.end}
    return sorted(ends | {end + 1 for end in ends})[:MOST]


def _probe(policy: Policy, currency: str, gross: int, before: int) -> Probe | None:
    try:
        result = distribute(policy, gross, currency=currency, standing=Standing(life_to_date=before))
    except Refused:
        return None
    persons = policy.persons.key if policy.persons else None
    return Probe(gross, before, sum((line.exact for line in result.lines if line.key == persons), Fraction(0)))
