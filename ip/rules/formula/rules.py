"""What a policy says besides how money is shared: persons, payment, its own dates, what its source leaves open."""

import datetime
from dataclasses import dataclass, field

from ip.rules.documents import Words
from ip.rules.formula.clauses import Clause
from ip.rules.periods import Period


@dataclass(frozen=True, slots=True)
class PersonsRule:
    """How the persons' parts come about (`agreed`, `equal`, `equal_unless_agreed`), and what becomes of the part of who
    `leaves` or `dies`: keeps, lost_to_others, lost_to (then `…_to` is a party), heirs; empty where nothing is said.
    `unit_lost`: the part of who leaves counts for no unit any more."""

    shares: str = "agreed"
    leaves: str = ""
    leaves_to: str = ""
    dies: str = ""
    dies_to: str = ""
    unit_lost: bool = False
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
