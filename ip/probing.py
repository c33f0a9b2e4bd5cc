"""A formula tried where it bends: what its persons get of a receipt at every break-point, exactly."""
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ip.rules import Distribution, Origin, Policy, Refused, Shares, Standing, distribute
from ip.rules.formula import FixedAmount, Party, Percent
from ip.rules.origin import UNKNOWN

SIZES = [10**power for power in (8, 10, 6, 4, 12)]  # minor units, what people talk of first: a million, a hundred million, …
MOST = 40  # break-points that are tried
ONE = "one"  # the one person of an example whose tiers run person by person, or that caps each person


@dataclass(frozen=True)
class Probe:
    """A receipt of `gross` minor units after `before` was shared: the exact part of the persons, before rounding."""

    gross: int
    before: int
    to_persons: Fraction


def probes(policy: Policy, currency: str, *amounts: int, origin: Origin = UNKNOWN) -> list[Probe]:
    """What the persons get of `amounts` and of receipts of many sizes, first and at each break-point.

    Between two break-points a formula is straight: what is missed most is missed at one of them. A receipt that the
    formula does not take (beyond a partial source, another currency) is left out, and so are schedules that what is known of
    the `origin` excludes.
    """
    found = []
    for variant in _variants(policy, origin):
        bends = _bends(variant)
        for gross in dict.fromkeys((*amounts, *SIZES, *bends, *(2 * bend for bend in bends))):
            for before in (0, *bends):
                if probe := _probe(variant, policy.currency or currency, gross, before):
                    found.append(probe)
    return found


def alone(policy: Policy) -> Shares | None:
    """One person who has everything, where the formula cannot be computed without persons."""
    needs_one = policy.counts_by == "person" or any(cap.each for cap in policy.caps)
    return Shares.read([(ONE, 1)]) if needs_one else None


def counts_each(policy: Policy) -> bool:
    """Whether how many persons there are changes what all of them get together."""
    firsts = any(isinstance(step, FixedAmount) and step.each for step in policy.deductions)
    return firsts or policy.counts_by == "person" or any(cap.each for cap in policy.caps)


def undivided(policy: Policy) -> Policy:
    """As long as no person is named, no unit is known: a party that units divide keeps its part, and nothing of it falls to
    whom the source names where there is no unit."""
    return replace(policy, parties=tuple(_whole(party) for party in policy.parties))


def _whole(party: Party) -> Party:
    below = tuple((_whole(one), percent) for one, percent in party.split)
    return replace(party, units="", no_unit_to="", split=below)


def latest(policy: Policy) -> date | None:
    """A day of the last entry by which thresholds are indexed."""
    return (policy.indexation.table[-1].since or policy.indexation.table[-1].until) if policy.indexation else None


def to_persons(result: Distribution) -> tuple[int, Fraction]:
    """What goes to the persons, whether or not they are named: in minor units, and before rounding. Those of every group: the law
    counts who made important contributions to completing and to transforming the result (促进科技成果转化法 art. 45)."""
    keys = {party.key for party in result.policy.walk() if party.of_people}
    lines = [line for line in result.lines if line.kind == "person" or line.key in keys]
    return sum(line.amount for line in lines), sum((line.exact for line in lines), Fraction(0))


def _variants(policy: Policy, origin: Origin) -> Iterator[Policy]:
    """As it shares money of each of its schedules that may fit, and the formula itself unless one of them surely does."""
    may = [schedule for schedule in policy.schedules if not schedule.excluded(origin)]
    surely = next((n for n, schedule in enumerate(may, 1) if all(condition.holds(origin) for condition in schedule.when)), 0)
    if not surely:
        yield policy.under(None)
    for schedule in may[: surely or None]:
        yield policy.under(schedule)


def _bends(policy: Policy) -> list[int]:
    ends = [tier.end for tier in policy.tiers if tier.end] + [cap.amount for cap in policy.caps]
    ends += [rule.amount for rule in policy.thresholds]
    ends += [end for step in policy.deductions if isinstance(step, Percent) for end in step.bends]
    ends += [step.amount for step in policy.deductions if isinstance(step, FixedAmount)]
    return sorted({bend for end in ends for bend in (end, end + 1)})[:MOST]


def _probe(policy: Policy, currency: str, gross: int, before: int) -> Probe | None:
    shares = alone(policy)
    standing = Standing(by_person={ONE: before}) if policy.counts_by == "person" else Standing(life_to_date=before)
    try:
        result = distribute(policy, gross, currency=currency, standing=standing, shares=shares, on=latest(policy))
    except Refused:
        return None
    return Probe(gross, before, to_persons(result)[1])
