"""Where money comes from: what a policy asks of a receipt to know which of its schedules shares it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ip.rules.documents import Fields, text

# A schedule's word, and the fact that it asks for.
FACTS: Final[Mapping[str, str]] = {"kinds": "income", "assets": "asset", "deals": "deal"}


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of the money: its kind of income, the kinds of asset and of deal that brought it. None is not known;
    a word that no schedule names is any other kind."""

    income: str | None = None
    asset: str | None = None
    deal: str | None = None

    def only(self, names: Iterable[str]) -> "Origin":
        """What of it is asked for by these names."""
        return Origin(**{name: getattr(self, name) for name in names})

    def data(self) -> dict[str, object]:
        """As JSON data, without what is not known: part of a trace's `inputs`."""
        return {name: value for name in FACTS.values() if (value := getattr(self, name)) is not None}

    @classmethod
    def read(cls, data: object, path: str = "inputs") -> "Origin":
        """From what stands in a trace's `inputs`, among other words. Raises Refused."""
        fields = Fields(data, path)
        return cls(**{name: fields.maybe(name, text) for name in FACTS.values()})


UNKNOWN: Final = Origin()


@dataclass(frozen=True, slots=True)
class Condition:
    """That a fact of the origin (`asks`) is one of `values`; `word` is the schedule's word for it."""

    word: str
    asks: str
    values: tuple[str, ...]

    def holds(self, origin: Origin) -> bool | None:
        """None where the fact is not known."""
        said = getattr(origin, self.asks)
        return None if said is None else said in self.values

    def meets(self, other: "Condition") -> bool:
        """Whether both can hold of one origin; `other` asks the same."""
        return any(value in other.values for value in self.values)

    def covers(self, other: "Condition") -> bool:
        """Whether it holds wherever `other`, which asks the same, does."""
        return all(value in self.values for value in other.values)
