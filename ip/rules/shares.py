"""Share sets: who has which part of one whole. The order is part of the set, since it breaks ties between cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.canonical import fingerprint
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text
from ip.rules.money import largest_remainder


@dataclass(frozen=True, slots=True)
class Shares:
    """Ordered exact parts that sum to one: inventors' shares, co-owners' parts, an allocation schedule."""

    parts: tuple[tuple[str, Fraction], ...]

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, object]], path: str = "shares", *, whole: int = 1) -> "Shares":
        """Shares from `(key, part)` pairs: parts of 1 as text (`"1/3"`), or whole numbers of `whole` as rows keep them.

        Raises Refused where a key repeats, a part is negative or not exact, or the sum is not the whole. Nothing is
        normalised.
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
        return cls(tuple(parts))

    def split(self, amount: int) -> dict[str, int]:
        """`amount` (minor units) by these shares, largest remainder, in the order of the set."""
        return dict(zip(self.keys, largest_remainder(amount, [part for _, part in self.parts]), strict=True))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.parts)

    def data(self) -> list[list[str]]:
        """As JSON data: pairs in order, exact."""
        return [[key, exact_text(part)] for key, part in self.parts]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over keys and exact parts in their order."""
        return fingerprint(self.data())
