"""The pieces of a formula as the library computes with them: frozen, exact, amounts in minor units."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from ip.rules.documents import Words
from ip.rules.errors import Refused
from ip.rules.origin import Condition, Origin
from ip.rules.periods import Period
from ip.rules.rounding import LARGEST, Rounding

ALL: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a step stands in the published rule, and what it says there in our own words."""

    section: str = ""
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of `gross` (the institution's part of this receipt) or of what is left (`remaining`).

    `percent` is None where the rule only allows it: it is then chosen for each receipt, from 0 to `most`. `less` names
    deductions that are taken off the gross first (`of` is then `gross_less`). With `payee` the money is that party's;
    `third_party`: it is owed to others by contract, and every party's part shrinks in proportion. `statutory`: a law
    grants it of the gross (ArbnErfG § 42 Nr. 4), so it comes before the formula; `law` cites it. With `per` it is taken
    only of what the gross total of the case's life, of its year or of this receipt has between `above` and `up_to` (minor
    units; None: without end): a fee that slides, or ends. Of each receipt it is no less than `least`, and never more than
    `limit` over that time (minor units; None: without), as far as the money reaches.
    """

    key: str
    name: Words
    clause: Clause
    of: str
    percent: Fraction | None
    most: Fraction = ALL
    less: tuple[str, ...] = ()
    payee: str = ""
    third_party: bool = False
    statutory: bool = False
    law: str = ""
    above: int = 0
    up_to: int | None = None
    per: str = ""
    least: int = 0
    limit: int | None = None

    @property
    def between(self) -> bool:
        """Whether it is taken only between two heights."""
        return bool(self.above) or self.up_to is not None

    @property
    def bends(self) -> tuple[int, ...]:
        """Receipts (minor units) at which it takes another way: the heights, and where the least or the most is reached."""
        found = [self.above, self.up_to or 0, self.least, self.limit or 0]
        if self.percent:
            found += [int(amount * 100 / self.percent) for amount in (self.least, self.limit or 0)]
        return tuple(end for end in found if end)


@dataclass(frozen=True, slots=True)
class CostRecovery:
    """The open costs of `pool`, as far as the money reaches, at most `at_most` percent of the receipt, and only from
    what the case's gross total has above `above` (minor units).

    `limit` (minor units; None: without) is the most that this step recovers in the `per` of the case: its life, a year,
    one receipt.
    """

    key: str
    name: Words
    clause: Clause
    at_most: Fraction = ALL
    above: int = 0
    pool: str = ""
    limit: int | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class ChosenAmount:
    """An amount that the rule allows to set aside, chosen for each receipt (a reserve for forecast costs)."""

    key: str
    name: Words
    clause: Clause


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """`amount` (minor units) of the first gross money of the case in its `life` or each `year`, or of each `receipt`.

    With `payee` it is that party's; `credited`: it stays in the net and counts against the payee's share.
    """

    key: str
    name: Words
    clause: Clause
    amount: int
    payee: str = ""
    credited: bool = False
    per: str = "life"


Deduction = Percent | CostRecovery | ChosenAmount | FixedAmount


@dataclass(frozen=True, slots=True)
class Party:
    """A payee of the formula. One of them may stand for persons, who divide it by their share set; another may be
    divided again by `split`, to any depth, or among the `units` of these persons (a word of `UNITS`: which of them)."""

    key: str
    name: Words
    persons: bool = False
    split: tuple[tuple["Party", Fraction], ...] = ()
    clause: Clause = field(default_factory=Clause)
    units: str = ""

    def walk(self) -> Iterator["Party"]:
        """The party and all those below it."""
        yield self
        for part, _percent in self.split:
            yield from part.walk()


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


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What only the policy asks of money (who found the buyer), with the answers of which one is chosen: (word, name)."""

    key: str
    name: Words
    options: tuple[tuple[str, Words], ...]
    clause: Clause

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for value, _name in self.options)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where all conditions of `when` hold, the formula is another: what is None stays as the policy has it."""

    key: str
    name: Words
    when: tuple[Condition, ...]
    scope: str
    period: str
    tiering: str
    tiers: tuple[Tier, ...]
    deductions: tuple[Deduction, ...] | None
    clause: Clause
    counts: str = "net"
    caps: tuple[Cap, ...] | None = None
    thresholds: tuple[Threshold, ...] | None = None

    def fits(self, origin: Origin) -> bool:
        """Raises Refused for a fact that would decide and is not known."""
        if self.excluded(origin):
            return False
        for condition in self.when:
            if condition.holds(origin) is None:
                raise Refused(condition.asks, "undecided", known=", ".join(condition.values))
        return True

    def excluded(self, origin: Origin) -> bool:
        """Whether what is known rules it out."""
        return any(condition.holds(origin) is False for condition in self.when)


@dataclass(frozen=True, slots=True)
class PersonsRule:
    """How the persons' parts come about (`agreed`, `equal`, `equal_unless_agreed`), and what becomes of the part of who
    `leaves` or `dies`: keeps, lost_to_others, lost_to (then `…_to` is a party), heirs; empty where nothing is said."""

    shares: str = "agreed"
    leaves: str = ""
    leaves_to: str = ""
    dies: str = ""
    dies_to: str = ""
    clause: Clause = field(default_factory=Clause)


@dataclass(frozen=True, slots=True)
class Payout:
    """When money is paid: not before `minimum` (minor units) is owed, to persons or to `parties`; unclaimed for
    `forfeit_years` it goes to `forfeit_to` (`other_persons` or a party); to persons `within` days or months of its receipt."""

    minimum: int = 0
    parties: tuple[str, ...] = ()
    forfeit_years: int = 0
    forfeit_to: str = ""
    within: Period | None = None
    clause: Clause = field(default_factory=Clause)


@dataclass(frozen=True, slots=True)
class Question:
    """What the source leaves open and the institution must answer before the first use.

    `path` is where it stands, `key` its word in `answers`, `answer` what is typed: `choice` of `options` (with their
    names in `labels`), or percent, amount, tiers, tier, parties, deductions, word, date.
    """

    path: str
    options: tuple[str, ...]
    key: str = ""
    words: Words = field(default_factory=Words)
    answer: str = "choice"
    labels: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that no source confirms, at its path in the document: pages show it beside the step."""

    path: str
    words: Words


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which day (inclusive) and before which day (exclusive) one of the dates of `applies_by` must lie."""

    date: str
    since: datetime.date | None
    before: datetime.date | None


EVERY_MONEY: Final = CapsCount()
DEFAULT_ROUNDING: Final = Rounding(LARGEST)
