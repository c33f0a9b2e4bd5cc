"""A sharing policy as the library computes with it: frozen, exact, checked; `read_policy` makes it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.documents import Words

APPLIES_BY = ("reported", "licence_signed", "received", "reported_and_received")
SCOPES = ("flat", "asset", "licence")


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a step stands in the published rule, and what it says there in our own words."""

    section: str = ""
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of `gross` (the institution's part of this receipt) or of what `remaining` deductions left.

    `percent` is None where the rule only allows it: it is then chosen for each receipt, from 0 to `most`.
    """

    key: str
    name: Words
    clause: Clause
    of: str
    percent: Fraction | None
    most: Fraction = Fraction(100)


@dataclass(frozen=True, slots=True)
class CostRecovery:
    """The open pool of costs, as far as the money reaches, at most `at_most` percent of the receipt."""

    key: str
    name: Words
    clause: Clause
    at_most: Fraction = Fraction(100)


@dataclass(frozen=True, slots=True)
class ChosenAmount:
    """An amount that the rule allows to set aside, chosen for each receipt (a reserve for forecast costs)."""

    key: str
    name: Words
    clause: Clause


Deduction = Percent | CostRecovery | ChosenAmount


@dataclass(frozen=True, slots=True)
class Party:
    """A payee of the formula; one of them may stand for persons, who divide it by their share set."""

    key: str
    name: Words
    persons: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """One marginal tier of the net, in minor units of the life-to-date total; `end` is None where it is open."""

    start: int
    end: int | None
    shares: Mapping[str, Fraction]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Question:
    """What the source leaves open and the institution must answer before the first use."""

    path: str
    options: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Policy:
    """A published or own formula. Its order of deductions and of parties is part of its fingerprint."""

    key: str
    name: Words
    institution: Words
    citation: str
    url: str
    currency: str | None
    applies_by: str | None
    holds: tuple[Bounds, ...]
    questions: tuple[Question, ...]
    unconfirmed: tuple[Note, ...]
    partial: Words | None
    note: Words | None
    parties: tuple[Party, ...]
    deductions: tuple[Deduction, ...]
    scope: str
    tiers: tuple[Tier, ...]
    rounding: str
    fingerprint: str

    @property
    def persons(self) -> Party | None:
        """The party that the share set divides."""
        return next((party for party in self.parties if party.persons), None)

    @property
    def counts_by(self) -> str:
        """Whose life-to-date total the caller hands over: `asset` (a flat formula's, too) or `licence`."""
        return "licence" if self.scope == "licence" else "asset"

    @property
    def optional(self) -> tuple[Percent | ChosenAmount, ...]:
        """The deductions that are chosen for each receipt."""
        return tuple(
            step
            for step in self.deductions
            if isinstance(step, ChosenAmount) or (isinstance(step, Percent) and step.percent is None)
        )

    def doubts(self, path: str) -> tuple[Words, ...]:
        """What is unconfirmed at `path` of the document or below it."""
        below = (f"{path}.", f"{path}[")
        return tuple(note.words for note in self.unconfirmed if note.path == path or note.path.startswith(below))
