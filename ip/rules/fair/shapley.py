"""The Shapley value, exact: what each party adds, averaged over every order in which the parties could join.

L. S. Shapley, A Value for n-Person Games (1953). The risk-adjusted form is φ' = φ + V(N)(R − 1/n).
"""

from collections.abc import Mapping
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np

from ip.rules.errors import Refused
from ip.rules.fair.games import Game


def shapley(game: Game) -> dict[str, Fraction]:
    """Each player's value; they sum to the total of the game exactly.

    Σ over groups of s!(n−s−1)!/n! · (v(S∪i) − v(S)) needs the values only summed by size of the group and member.
    """
    count = len(game.players)
    by_size, with_member = _sums(game)
    weights = [factorial(size) * factorial(count - size - 1) for size in range(count)] + [0]
    whole = factorial(count) * game.scale
    values = {}
    for index, name in enumerate(game.players):
        gained = sum(with_member[index][size] * weights[size - 1] for size in range(1, count + 1))
        without = sum((by_size[size] - with_member[index][size]) * weights[size] for size in range(count))
        values[name] = Fraction(gained - without, whole)
    return values


def risk_adjusted(game: Game, risks: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """φ' = φ + V(N)(R − 1/n): who bears more than an equal part of the risk gets more.

    `risks`: each player's part of the risk, summing to one. Raises Refused for other names or another sum; a value may
    become negative, and individual rationality says so.
    """
    if set(risks) != set(game.players):
        raise Refused("risks", "not_party", name=next(iter(set(risks) ^ set(game.players))))
    if (total := sum(risks.values())) != 1:
        raise Refused("risks", "sum", sum=total, whole=1)
    equal = Fraction(1, len(game.players))
    return {name: value + game.total * (risks[name] - equal) for name, value in shapley(game).items()}


def _sums(game: Game) -> tuple[list[int], list[list[int]]]:
    """Sums of units by size of the group, and for each member by size of the groups that hold it.

    The units stand as a square, upper bits against lower bits; products with 0/1 matrices of sizes and members give
    the sums. Floating point adds whole numbers below 2^53 exactly, so the units go in slices that stay below it.
    """
    count = len(game.players)
    low, high = count // 2, count - count // 2
    sizes_low, members_low = _faces(low)
    sizes_high, members_high = _faces(high)
    width = 52 - count  # 2^count numbers below 2^width sum to less than 2^53
    by_size, with_member = [0] * (count + 1), [[0] * (count + 1) for _player in range(count)]
    for power, part in _slices(game.units, width):
        square = part.reshape(1 << high, 1 << low)
        by_high = sizes_high @ square  # sizes of the upper half × groups of the lower
        by_low = square @ sizes_low.T
        _add(by_size, by_high @ sizes_low.T, power)
        for member in range(low):
            _add(with_member[member], (by_high * members_low[member]) @ sizes_low.T, power)
        for member in range(high):
            _add(with_member[low + member], sizes_high @ (by_low.T * members_high[member]).T, power)
    return by_size, with_member


def _faces(bits: int) -> tuple[Any, Any]:
    """0/1 matrices over the groups of `bits` players: by size, and by member."""
    masks = np.arange(1 << bits)
    members = (masks >> np.arange(bits)[:, None]) & 1
    sizes = members.sum(axis=0) == np.arange(bits + 1)[:, None]
    return sizes.astype(float), members.astype(float)


def _slices(units: tuple[int, ...], width: int) -> list[tuple[int, Any]]:
    """The units as Σ 2^power · part with |part| < 2^width, each with its sign."""
    largest = max(map(abs, units))
    if largest < 1 << width:
        return [(0, np.array(units, dtype=float))]
    exact = np.array(units, dtype=object)
    signs, sizes = np.where(exact < 0, -1, 1), abs(exact)
    powers = range(0, largest.bit_length(), width)
    return [(power, (signs * ((sizes >> power) & ((1 << width) - 1))).astype(float)) for power in powers]


def _add(sums: list[int], table: Any, power: int) -> None:
    """Adds a table (size in the upper half × size in the lower) to the sums by whole size."""
    for upper, row in enumerate(table.tolist()):
        for lower, value in enumerate(row):
            sums[upper + lower] += int(value) << power
