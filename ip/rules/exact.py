"""Exact numbers as text. A binary fraction never enters the library."""

import re
from fractions import Fraction
from typing import Final

from ip.rules.errors import Refused

_EXACT: Final = re.compile(r"(-?[0-9]{1,18}(?:\.[0-9]{1,18})?)(?:/([0-9]{1,18}))?", re.ASCII)


def exact(value: object, path: str = "number") -> Fraction:
    """`33.34`, `100/3`, `5` (text) or a whole number, as a Fraction. Raises Refused: floats, NaN, signs alone, 1/0."""
    if isinstance(value, Fraction):
        return value
    if type(value) is int and abs(value) < 10**18:
        return Fraction(value)
    if isinstance(value, float):
        raise Refused(path, "float")
    match = _EXACT.fullmatch(value) if isinstance(value, str) else None
    if match is None or (match[2] is not None and ("." in match[1] or not int(match[2]))):
        raise Refused(path, "not_exact", value=value[:40] if isinstance(value, str) else type(value).__name__)
    return Fraction(match[1]) / int(match[2] or 1)


def exact_text(value: Fraction | int) -> str:
    """The number in full: as a decimal where it ends, else as a fraction. `exact` reads it back unchanged."""
    if value.denominator == 1:
        return str(value.numerator)
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > 18:
        return str(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def whole(value: object, path: str, *, low: int = 0, high: int = 2**63 - 1) -> int:
    """A whole number of minor units between `low` and `high` (by default what a bigint column holds)."""
    if type(value) is not int:
        raise Refused(path, "not_integer")
    if not low <= value <= high:
        raise Refused(path, "range", value=value if abs(value) < 10**30 else "huge", low=low, high=high)
    return value
