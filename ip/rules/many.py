"""Many splits at once by largest remainder: numpy where the numbers fit into 64 bits, Python's integers where not."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

import numpy

from ip.rules.errors import Refused
from ip.rules.money import largest_remainder

Table = numpy.ndarray
LIMIT = 2**62


def split_many(amounts: Sequence[int] | Table, weights: Sequence[Fraction | int]) -> Table:
    """Each amount (minor units) in proportion to the same `weights`: one row each, one column for each weight.

    Row by row what `largest_remainder` gives, ties in listed order, negative amounts mirrored. int64, or whole Python
    numbers (dtype object) where amounts or weights are too large for it. Raises Refused as `largest_remainder` does.
    """
    whole = _whole(weights)
    total = sum(whole)
    given = numpy.asarray(amounts)
    small = given.dtype.kind == "i" and total * total < LIMIT and not (len(given) and int(given.min()) == -(2**63))
    if not small:
        rows = [largest_remainder(int(amount), whole) for amount in amounts]
        return numpy.array(rows, dtype=object).reshape(len(rows), len(whole))
    given = given.astype(numpy.int64, copy=False)
    if not total:
        if given.any():
            raise Refused("weights", "nothing_to_divide", amount=int(given[given != 0][0]))
        return numpy.zeros((len(given), len(whole)), numpy.int64)
    if len(given) and given.min() < 0:
        return numpy.sign(given)[:, None] * _positive(numpy.abs(given), whole, total)
    return _positive(given, whole, total)


def _positive(given: Table, whole: list[int], total: int) -> Table:
    """In blocks that stay in the cache: column by column, never more than 64 bits since the amount is divided first."""
    found = numpy.empty((len(given), len(whole)), numpy.int64)
    for begin in range(0, len(given), BLOCK):
        block = slice(begin, begin + BLOCK)
        _block(given[block], whole, total, found[block])
    return found


BLOCK = 1 << 14


def _block(given: Table, whole: list[int], total: int, found: Table) -> None:
    times, rest = numpy.divmod(given, total)
    count = len(whole)
    rests = numpy.empty((count, len(given)), numpy.int64)
    left = rest.copy()
    for index, weight in enumerate(whole):
        floor, over = numpy.divmod(rest * weight, total)
        left -= floor
        found[:, index] = floor + times * weight
        # One number for each part: its fraction first, then its place, so that ties fall to who is listed first.
        rests[index] = over * count + (count - 1 - index)
    ordered = numpy.sort(rests, axis=0)
    # The lowest fraction that still gets a unit; where none is left over, one that nobody reaches.
    lowest = ordered[numpy.minimum(count - left, count - 1), numpy.arange(len(given))]
    lowest = numpy.where(left > 0, lowest, count * total)
    for index in range(count):
        found[:, index] += rests[index] >= lowest


def _whole(weights: Sequence[Fraction | int]) -> list[int]:
    for index, weight in enumerate(weights):
        if weight < 0:
            raise Refused(f"weights[{index}]", "range", value=weight, low=0, high="any")
    common = lcm(*(Fraction(weight).denominator for weight in weights)) if weights else 1
    found = [int(weight * common) for weight in weights]
    return [weight // (gcd(*found) or 1) for weight in found]
