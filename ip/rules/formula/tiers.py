"""How the net is shared, what bounds a party’s part of it, and what counts towards both."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from ip.rules.formula.clauses import Clause


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of the net, in minor units of the total that counts; `end` is None where it is open.

    `printed` are the source's rounded figures: shown, never used.
    """

    start: int
    end: int | None
    shares: Mapping[str, Fraction]
    clause: Clause
    printed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a party gets per life, year or receipt (minor units); what is above goes to `to`, parts of 100.

    `each`: the party is that of the persons, and it is the most that each of them gets, here or, if `everywhere`, of all
    that the institution shares.
    """

    party: str
    amount: int
    per: str
    to: tuple[tuple[str, Fraction], ...]
    clause: Clause
    each: bool = False
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below `amount` (minor units; of this `receipt`'s net, or of the `total` that counts) `parties` get nothing; their
    parts go to `to`."""

    parties: tuple[str, ...]
    amount: int
    counts: str
    to: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Least:
    """Of each receipt `party` gets no less than `percent` of the gross; what the rest of the formula leaves it short of is
    taken from the part of `source`, as far as that goes."""

    party: str
    percent: Fraction
    source: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """From `since` to `until` (both inclusive) the thresholds are multiplied by `factor`, or are `ends` (minor units)."""

    since: datetime.date | None
    until: datetime.date | None
    factor: Fraction | None
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Indexation:
    """A dated table of an index; the day of receipt picks the entry."""

    index: str
    base: datetime.date | None
    table: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """Whose posted net the tiers count: `by` asset, licence, case, person or institution, over its `period` (life, the
    year that begins on `year_begins`, MM-DD, or this receipt alone); of a `schedule`, only money that it shared."""

    by: str = "asset"
    period: str = "life"
    year_begins: str = "01-01"
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class CapsCount:
    """Of which money caps count what a party got: `among` the schedules that are named (the policy's other money is ""),
    or of all others."""

    schedules: tuple[str, ...] = ()
    among: bool = False

    def __contains__(self, schedule: str) -> bool:
        return (schedule in self.schedules) == self.among


EVERY_MONEY: Final = CapsCount()
