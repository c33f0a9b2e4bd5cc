"""Where money comes from: what a policy asks of a receipt to know which of its schedules shares it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ip.rules.documents import Fields, Read, T, text
from ip.rules.exact import whole
from ip.rules.shares import Shares

# A schedule's word, and the fact that it asks for.
FACTS: Final[Mapping[str, str]] = {"kinds": "income", "assets": "asset", "deals": "deal"}
SINCE: Final = ("reported", "licence_signed", "first_income")
YEARS: Final = "years."  # before one of SINCE: the fact of how many years have run
PERSONS: Final = "persons"  # how many persons the share set of the inventors names
OWN: Final = "circumstances."  # before a key that the policy declares: what was chosen for this money


def _none() -> Mapping[str, int]:
    return {}


def _nothing() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of the money: its kind of income, the kinds of asset and of deal that brought it, and by date of SINCE
    in which year from then on it came (`running_year`), what was chosen of circumstances that the policy itself names, by
    their keys, and how many persons share it. None is not known; a word that no schedule names is any other kind."""

    income: str | None = None
    asset: str | None = None
    deal: str | None = None
    years: Mapping[str, int] = field(default_factory=_none)
    circumstances: Mapping[str, str] = field(default_factory=_nothing)
    persons: int | None = None

    def among(self, shares: Shares | None) -> "Origin":
        """The same with how many persons share it by this set."""
        return self if shares is None else replace(self, persons=len(shares.persons))

    def says(self, fact: str) -> str | int | None:
        """A fact by the name that `Policy.asks` has for it."""
        if fact.startswith(YEARS):
            return self.years.get(fact.removeprefix(YEARS))
        if fact.startswith(OWN):
            return self.circumstances.get(fact.removeprefix(OWN))
        found: str | None = getattr(self, fact)
        return found

    def only(self, names: Iterable[str]) -> "Origin":
        """What of it is asked for by these names."""
        asked = set(names)
        years = {since: year for since, year in self.years.items() if f"{YEARS}{since}" in asked}
        own = {key: value for key, value in self.circumstances.items() if f"{OWN}{key}" in asked}
        persons = self.persons if PERSONS in asked else None
        plain = {name: getattr(self, name) for name in FACTS.values() if name in asked}
        return Origin(**plain, years=years, circumstances=own, persons=persons)

    def data(self) -> dict[str, object]:
        """As JSON data, without what is not known: part of a trace's `inputs`."""
        found: dict[str, object] = {name: value for name in FACTS.values() if (value := getattr(self, name)) is not None}
        found |= {"years": dict(self.years)} if self.years else {}
        found |= {PERSONS: self.persons} if self.persons is not None else {}
        return found | ({"circumstances": dict(self.circumstances)} if self.circumstances else {})

    @classmethod
    def read(cls, data: object, path: str = "inputs") -> "Origin":
        """From what stands in a trace's `inputs`, among other words. Raises Refused."""
        fields = Fields(data, path)
        return cls(
            **{name: fields.maybe(name, _word) for name in FACTS.values()},
            years=fields.maybe("years", _each(whole)) or {},
            circumstances=fields.maybe("circumstances", chosen) or {},
            persons=fields.maybe(PERSONS, whole),
        )


def _word(value: object, path: str) -> str:
    """Empty where it is known to be none of the words that schedules name."""
    return "" if value == "" else text(value, path)


def _each(read: Read[T]) -> Read[Mapping[str, T]]:
    def read_all(value: object, path: str) -> Mapping[str, T]:
        fields = Fields(value, path)
        return {name: fields.need(name, read) for name in fields.data}

    return read_all


chosen: Final[Read[Mapping[str, str]]] = _each(text)  # circumstances as they come in: a word for each key
UNKNOWN: Final = Origin()


def running_year(since: datetime.date, on: datetime.date) -> int:
    """The year from `since` on in which a day lies: 1 up to the day before the first anniversary; 0 before it began.

    Years that begin on 29 February begin on 1 March where there is none.
    """
    if on < since:
        return 0
    return on.year - since.year + ((on.month, on.day) >= (since.month, since.day))


@dataclass(frozen=True, slots=True)
class OneOf:
    """The condition that a fact of the origin (`asks`) is one of `values`; `word` is the schedule's word for it."""

    word: str
    asks: str
    values: tuple[str, ...]

    def holds(self, origin: Origin) -> bool | None:
        """None where the fact is not known."""
        said = origin.says(self.asks)
        return None if said is None else said in self.values

    def common(self, other: "Condition") -> str:
        """What can hold of one origin by both, empty if nothing; `other` asks the same."""
        return next((value for value in self.values if value in other.values), "")

    def covers(self, other: "Condition") -> bool:
        """Whether it holds wherever `other`, which asks the same, does."""
        return all(value in self.values for value in other.values)


@dataclass(frozen=True, slots=True)
class Between:
    """The condition that a number of the origin (`asks`) lies from `first` to `last` (None: without end): the year since a date
    of SINCE in which the money came, or how many persons share; `word` is the schedule's word for it."""

    word: str
    asks: str
    first: int
    last: int | None

    @property
    def values(self) -> tuple[str, ...]:
        return (f"{self.first}-{self.last or ''}",)

    def holds(self, origin: Origin) -> bool | None:
        said = origin.says(self.asks)
        return None if said is None else int(said) >= self.first and (self.last is None or int(said) <= self.last)

    def common(self, other: "Condition") -> str:
        assert isinstance(other, Between)
        first = max(self.first, other.first)
        ends = [end for end in (self.last, other.last) if end is not None]
        return str(first) if not ends or first <= min(ends) else ""

    def covers(self, other: "Condition") -> bool:
        assert isinstance(other, Between)
        return self.first <= other.first and (self.last is None or (other.last is not None and other.last <= self.last))


Condition = OneOf | Between
