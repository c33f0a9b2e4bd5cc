"""What whole units leave over: the conventions in published use, each exact, each mirrored for negative amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from ip.rules.errors import Refused
from ip.rules.exact import exact_text
from ip.rules.money import largest_remainder

LARGEST: Final = "largest_remainder"
CONVENTIONS: Final = (
    LARGEST, "to_first", "to_last", "all_to_first", "all_to_last", "separate", "block_separate", "cascade",
)  # fmt: skip
TIES: Final = ("listed", "reversed", "largest_share")


@dataclass(frozen=True, slots=True)
class Rounding:
    """A convention for what whole units leave over. `separate` and `block_separate` give it a line of its own.

    `to_first`, `to_last`: a unit each, from the first (last) part on that is not zero; `all_to_first`, `all_to_last`: all
    of it; `block_separate`: only whole rounds of the ratio are given; `cascade`: from the last part on, each its part of
    what is left, cut down. `ties` says which of equal fractions is first (largest remainder only).
    """

    convention: str = LARGEST
    ties: str = "listed"


DEFAULT_ROUNDING: Final = Rounding()


def apportion(amount: int, weights: Sequence[Fraction | int], rounding: Rounding) -> tuple[tuple[int, ...], int]:
    """`amount` (minor units) in proportion to `weights`, and what stands apart (zero unless the convention says so).

    Parts and rest sum to the amount exactly. Raises Refused as `largest_remainder` does.
    """
    if amount < 0:
        parts, rest = apportion(-amount, weights, rounding)
        return tuple(-part for part in parts), -rest
    if rounding.convention == LARGEST and rounding.ties == "listed":
        return largest_remainder(amount, weights), 0
    whole = _whole(weights, amount)
    total = sum(whole)
    if not total:
        return (0,) * len(weights), 0
    if rounding.convention == "block_separate":
        blocks = amount // total
        return tuple(blocks * weight for weight in whole), amount - blocks * total
    if rounding.convention == "cascade":
        return _cascade(amount, whole), 0
    floors = [amount * weight // total for weight in whole]
    rest = amount - sum(floors)
    if rounding.convention == "separate":
        return tuple(floors), rest
    order = _order(amount, whole, rounding)
    if rounding.convention.startswith("all_to"):
        floors[order[0]] += rest
    else:
        for index in order[:rest]:
            floors[index] += 1
    return tuple(floors), 0


def _whole(weights: Sequence[Fraction | int], amount: int) -> list[int]:
    """The weights as the smallest whole numbers in the same ratio."""
    for index, weight in enumerate(weights):
        if weight < 0:
            raise Refused(f"weights[{index}]", "range", value=exact_text(weight), low=0, high="any")
    common = lcm(*(Fraction(weight).denominator for weight in weights)) if weights else 1
    whole = [int(weight * common) for weight in weights]
    if not any(whole) and amount:
        raise Refused("weights", "nothing_to_divide", amount=amount)
    return [weight // (gcd(*whole) or 1) for weight in whole]


def _cascade(amount: int, whole: list[int]) -> tuple[int, ...]:
    left, weight_left, found = amount, sum(whole), []
    for weight in reversed(whole):
        part = left * weight // weight_left if weight_left else 0
        found.append(part)
        left, weight_left = left - part, weight_left - weight
    return tuple(reversed(found))


def _order(amount: int, whole: list[int], rounding: Rounding) -> list[int]:
    """The parts that are not zero, in the order in which units left over go to them."""
    able = [index for index, weight in enumerate(whole) if weight]
    if rounding.convention.endswith("first"):
        return able
    if rounding.convention.endswith("last"):
        return able[::-1]
    if rounding.ties == "reversed":
        able.reverse()
    elif rounding.ties == "largest_share":
        able.sort(key=lambda index: -whole[index])
    total = sum(whole)
    return sorted(able, key=lambda index: -(amount * whole[index] % total))
