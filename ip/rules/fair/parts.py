"""From an exact allocation to what can be paid or agreed: cents, and parts of a whole."""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from ip.rules.errors import Refused
from ip.rules.money import largest_remainder


def to_cents(allocation: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole minor units by largest remainder, ties in listed order. Raises Refused for a negative part or a broken sum."""
    total = _total(allocation)
    if total.denominator != 1:
        raise Refused("allocation", "not_integer")
    return dict(zip(allocation, largest_remainder(total.numerator, list(allocation.values())), strict=True))


def to_parts(allocation: Mapping[str, Fraction], most: int) -> tuple[int, dict[str, int]]:
    """The whole and each part above zero, as whole numbers in their lowest terms: 50/3 and 100/3 are 1 and 2 of 3.

    Where the whole would exceed `most`, it is `most` and the parts are rounded by largest remainder. Raises Refused for a
    negative part, and where nothing is divided.
    """
    if not (total := _total(allocation)):
        raise Refused("allocation", "nothing_to_divide", amount=total)
    scale = lcm(*(value.denominator for value in allocation.values()))
    parts = [int(value * scale) for value in allocation.values()]
    common = gcd(*parts)
    parts = [part // common for part in parts]
    if (whole := sum(parts)) > most:
        whole, parts = most, list(largest_remainder(most, parts))
    return whole, {name: part for name, part in zip(allocation, parts, strict=True) if part}


def _total(allocation: Mapping[str, Fraction]) -> Fraction:
    for name, part in allocation.items():
        if part < 0:
            raise Refused(f"allocation[{name}]", "range", value=part, low=0, high="any")
    return sum(allocation.values(), Fraction(0))
