"""Thresholds that follow an index: the day of receipt picks the entry of a dated table."""

import datetime
from dataclasses import replace
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.formula import Indexation, IndexEntry, Tier
from ip.rules.money import half_away_from_zero
from ip.rules.policy import Policy


def indexed_tiers(policy: Policy, on: datetime.date | None) -> tuple[Tier, ...]:
    """The tiers as they stand on the day; one at any height has nothing to follow an index. Raises Refused where the day is
    missing, or the table silent about it."""
    if policy.indexation is None or policy.tiers[0].end is None:
        return policy.tiers
    if on is None:
        raise Refused("on", "no_day")
    entry = _entry(policy.indexation, on)
    ends = [tier.end for tier in policy.tiers if tier.end is not None]
    if entry.factor is not None:
        ends = [_times(end, entry.factor) for end in ends]
    else:
        ends = list(entry.ends)
    starts = [0, *ends]
    closed: list[int | None] = [*ends]
    if len(closed) < len(policy.tiers):
        closed.append(None)
    return tuple(
        replace(tier, start=start, end=end) for tier, start, end in zip(policy.tiers, starts, closed, strict=False)
    )


def _times(end: int, factor: Fraction) -> int:
    """Each from its own base with the whole factor, never from a threshold that was rounded before."""
    return half_away_from_zero(end * factor)


def _entry(indexation: Indexation, on: datetime.date) -> IndexEntry:
    begun = [entry for entry in indexation.table if entry.since is None or entry.since <= on]
    if begun and (begun[-1].until is None or on <= begun[-1].until):
        return begun[-1]
    raise Refused("on", "no_index", index=indexation.index, day=on.isoformat())
