"""A cooperative game: what every group of the parties would have by itself, and who says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final

from ip.rules.errors import Refused
from ip.rules.exact import exact

MOST: Final = 20  # 2^20 values of a game fit in memory; what is stated by hand ends long before


@dataclass(frozen=True)
class Game:
    """`units[mask] / scale` is the value of the group whose members are the bits of `mask`; units[0] is 0.

    Values are whatever the parties share: money in minor units, or points. A game of costs has negative values, and an
    allocation of it is negative, too. `sources[mask]` says who stated the value and on which evidence, where that is known.
    """

    players: tuple[str, ...]
    units: tuple[int, ...]
    scale: int = 1
    sources: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def everybody(self) -> int:
        return len(self.units) - 1

    @cached_property
    def total(self) -> Fraction:
        return self.value(self.everybody)

    def value(self, mask: int) -> Fraction:
        return Fraction(self.units[mask], self.scale)

    def members(self, mask: int) -> tuple[str, ...]:
        """The names in a group, in the order of the players."""
        return tuple(name for index, name in enumerate(self.players) if mask >> index & 1)

    def alone(self) -> dict[str, Fraction]:
        """What each player has without the others."""
        return {name: self.value(1 << index) for index, name in enumerate(self.players)}

    def groups(self) -> Iterator[int]:
        """Every group that is neither empty nor everybody, the smallest first."""
        return iter(sorted(range(1, self.everybody), key=lambda mask: (mask.bit_count(), mask)))


def read_game(players: Sequence[str], values: Mapping[str, object]) -> Game:
    """A game from `{"a": "5", "b": 0, "a,b": {"value": "12", "by": "…", "evidence": "…"}}`, names joined by commas.

    Every group needs its value: none is guessed. Raises Refused at the group: unknown or repeated names, a group named
    twice in another order, values missing or inexact; and for more than MOST players.
    """
    check_players(players)
    found: dict[int, Fraction] = {}
    sources: dict[int, Mapping[str, str]] = {}
    for key, given in values.items():
        mask = _mask(players, key)
        if mask in found:
            raise Refused("v", "duplicate", name=key)
        said = given if isinstance(given, Mapping) else {"value": given}
        found[mask] = exact(said.get("value"), f"v({key})")
        sources |= {mask: {name: str(text) for name, text in said.items() if name != "value"}} if len(said) > 1 else {}
    return game_of(players, found, sources)


def game_of(
    players: Sequence[str], found: Mapping[int, Fraction], sources: Mapping[int, Mapping[str, str]] | None = None
) -> Game:
    """A game from values by mask. Raises Refused("v(a,b)", "missing") for the first group without a value."""
    for mask in range(1, 1 << len(players)):
        if mask not in found:
            raise Refused(f"v({','.join(name for i, name in enumerate(players) if mask >> i & 1)})", "missing")
    scale = lcm(*(value.denominator for value in found.values()))
    units = (0, *(int(found[mask] * scale) for mask in range(1, 1 << len(players))))
    return Game(tuple(players), units, scale, sources or {})


def check_players(players: Sequence[str], most: int = MOST) -> None:
    """From one to `most` different names. Raises Refused."""
    if not 1 <= len(players) <= most:
        raise Refused("players", "range", value=len(players), low=1, high=most)
    if twice := next((name for name in players if players.count(name) > 1), None):
        raise Refused("players", "duplicate", name=twice)


def sums(parts: Sequence[int]) -> list[int]:
    """What each group has together, by mask, of what each player has."""
    found = [0]
    for part in parts:
        found += [had + part for had in found]
    return found


def _mask(players: Sequence[str], key: str) -> int:
    mask = 0
    for name in key.split(","):
        if name not in players:
            raise Refused(f"v({key})", "not_party", name=name)
        bit = 1 << players.index(name)
        if mask & bit:
            raise Refused(f"v({key})", "duplicate", name=name)
        mask |= bit
    return mask
