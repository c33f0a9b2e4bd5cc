"""A party's amount among the units of the persons: each person's part counts for the unit that the share set names."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from ip.rules.shares import Path, Shares

UNITS: Final = ("own", "top", "second")


def unit_of(path: Path, word: str) -> str:
    """Which unit of a person's `path` (from the top of the tree down) is meant: the `own` one, the one at the `top` (a
    school, a college), the `second` below it (a department; where there is none, the one at the top)."""
    return {"own": path[-1], "top": path[0], "second": path[:2][-1]}[word]


def among_units(shares: Shares, word: str, own: Mapping[str, int] | None = None) -> dict[str, Fraction]:
    """By unit, in the order of first appearance in the share set, the sum of its persons' parts; `""` is what no unit is
    named for. With `own`, the weights are what each person's own part gave (minor units), as far as there is any."""
    paths = dict(shares.units)
    weights = shares.parts if not own or not any(own.values()) else tuple((key, Fraction(own[key])) for key in shares.keys)
    found: dict[str, Fraction] = {}
    for key, weight in weights:
        unit = unit_of(paths[key], word) if key in paths else ""
        found[unit] = found.get(unit, Fraction(0)) + weight
    return found
