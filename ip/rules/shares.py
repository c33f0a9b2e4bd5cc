"""Share sets: who has which part of one whole. The order is part of the set, since it breaks ties between cents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ip.rules.canonical import fingerprint
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text
from ip.rules.money import largest_remainder

Path = tuple[str, ...]
TO_PARTY: Final = "party:"  # before a party's key: this part is not a person's any more but goes to it


@dataclass(frozen=True, slots=True)
class Shares:
    """Ordered exact parts that sum to one: inventors' shares, co-owners' parts, an allocation schedule.

    `units`: by key, the units that an inventor's part counts for, from the top of the tree down to the own one.
    """

    parts: tuple[tuple[str, Fraction], ...]
    units: tuple[tuple[str, Path], ...] = ()

    @classmethod
    def read(
        cls,
        pairs: Iterable[tuple[str, object]],
        path: str = "shares",
        *,
        whole: int = 1,
        units: Mapping[str, Sequence[str]] | None = None,
    ) -> "Shares":
        """Shares from `(key, part)` pairs: parts of 1 as text (`"1/3"`), or whole numbers of `whole` as rows keep them;
        `units` of those who have some.

        Raises Refused where a key repeats, a part is negative or not exact, the sum is not the whole, or units are of
        nobody. Nothing is normalised.
        """
        parts: list[tuple[str, Fraction]] = []
        seen: set[str] = set()
        for key, part in pairs:
            if key in seen:
                raise Refused(path, "duplicate", name=key)
            seen.add(key)
            value = exact(part, f"{path}.{key}") / whole
            if value < 0:
                raise Refused(f"{path}.{key}", "range", value=exact_text(value), low=0, high=1)
            parts.append((key, value))
        total = sum((part for _, part in parts), Fraction(0))
        if total != 1:
            raise Refused(path, "sum", sum=exact_text(total * whole), whole=whole)
        if strange := [key for key in units or {} if key not in seen]:
            raise Refused(path, "not_person", name=strange[0])
        return cls(tuple(parts), tuple((key, tuple(units[key])) for key, _part in parts if units and units.get(key)))

    @property
    def without_units(self) -> "Shares":
        """The same parts, for a policy that divides nothing among units."""
        return replace(self, units=())

    def split(self, amount: int) -> dict[str, int]:
        """`amount` (minor units) by these shares, largest remainder, in the order of the set."""
        return dict(zip(self.keys, largest_remainder(amount, [part for _, part in self.parts]), strict=True))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.parts)

    @property
    def persons(self) -> tuple[str, ...]:
        """Who has a part: a person, and no party to which a part fell."""
        return tuple(key for key, part in self.parts if part and not key.startswith(TO_PARTY))

    def data(self) -> list[list[object]]:
        """As JSON data: pairs in order, exact; a third item are the units, where there are any."""
        units = dict(self.units)
        return [[key, exact_text(part), *([list(units[key])] if key in units else [])] for key, part in self.parts]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over keys, exact parts and units in their order."""
        return fingerprint(self.data())
