"""A small exact simplex: min c·y with A·y = b, y ≥ 0, over whole numbers and fractions; columns many, rows few.

Revised method on the inverse of the basis, two phases, R. G. Bland's rule (1977) where it would circle, so that it always ends.
The inverse is kept in whole numbers over one denominator, which J. Edmonds (1967) showed to divide without a rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul

Column = Sequence[int]
PATIENCE = 50  # steps
Dots = Callable[[Sequence[int]], Sequence[int]]  # whole prices → the product of each column with them


@dataclass(frozen=True)
class Solution:
    """`basic`: index of a column → its y above or at zero (all others are zero); `prices`: the dual solution π."""

    basic: dict[int, Fraction]
    prices: list[Fraction]


def minimise(columns: Sequence[Column], costs: Sequence[Fraction], right: Sequence[int], dots: Dots | None = None) -> Solution:
    """The minimum. ArithmeticError where nothing fulfils the equations, or the minimum has no bound.

    `dots` may know a quicker way to all products than one column after the other."""
    rows, first = len(right), len(columns)
    signs = [1 if value >= 0 else -1 for value in right]
    artificial = [[signs[row] if row == at else 0 for row in range(rows)] for at in range(rows)]
    inverse = [[signs[row] if row == at else 0 for at in range(rows)] for row in range(rows)]
    state = _State([*columns, *artificial], list(range(first, first + rows)), inverse, [abs(value) for value in right])
    dots = dots or (lambda prices: [sum(map(mul, prices, column)) for column in columns])
    _walk(state, [0] * first + [1] * rows, dots)
    if any(value for at, value in zip(state.basis, state.values, strict=True) if at >= first):
        raise ArithmeticError("infeasible")
    _drive_out(state, first)
    scale = lcm(*(cost.denominator for cost in costs))
    whole = [cost.numerator * (scale // cost.denominator) for cost in costs]
    prices = _walk(state, [*whole, *([0] * rows)], dots)
    basic = {at: Fraction(value, state.whole) for at, value in zip(state.basis, state.values, strict=True) if at < first}
    return Solution(basic, [Fraction(price, state.whole * scale) for price in prices])


@dataclass
class _State:
    """`inverse` and `values` (the y of the basis) are whole numbers over `whole`, which is above zero."""

    columns: Sequence[Column]
    basis: list[int]
    inverse: list[list[int]]
    values: list[int]
    whole: int = 1

    def direction(self, column: Column) -> list[int]:
        """The column in terms of the basis, over `whole`."""
        return [sum(map(mul, row, column)) for row in self.inverse]

    def pivot(self, leaving: int, entering: int, way: list[int]) -> None:
        factor, kept, value = way[leaving], self.inverse[leaving], self.values[leaving]
        for row, part in enumerate(way):
            if row != leaving:
                self.inverse[row] = [
                    (cell * factor - part * other) // self.whole for cell, other in zip(self.inverse[row], kept, strict=True)
                ]
                self.values[row] = (self.values[row] * factor - part * value) // self.whole
        self.whole, self.basis[leaving] = factor, entering
        if factor < 0:
            self.whole, self.values = -factor, [-number for number in self.values]
            self.inverse = [[-cell for cell in row] for row in self.inverse]


def _walk(state: _State, costs: Sequence[int], dots: Dots) -> list[int]:
    """Pivots until no column makes it cheaper; gives the prices, over `whole`. The steepest column enters; after PATIENCE steps
    that gained nothing the first one (Bland), until one gains again."""
    idle = 0
    while True:
        bought = [costs[at] for at in state.basis]
        prices = [sum(map(mul, bought, row)) for row in zip(*state.inverse, strict=True)]
        left = [cost * state.whole - dot for cost, dot in zip(costs, dots(prices), strict=False)]
        least = min(left, default=0)
        if least >= 0:
            return prices
        entering = next(at for at, rest in enumerate(left) if rest < 0) if idle > PATIENCE else left.index(least)
        way = state.direction(state.columns[entering])
        steps = [(Fraction(state.values[row], part), state.basis[row], row) for row, part in enumerate(way) if part > 0]
        if not steps:
            raise ArithmeticError("unbounded")
        length, _at, leaving = min(steps)
        idle = 0 if length else idle + 1
        state.pivot(leaving, entering, way)


def _drive_out(state: _State, first: int) -> None:
    """Takes artificial columns at zero out of the basis; one that cannot go stands for a redundant row."""
    for row, at in enumerate(state.basis):
        if at >= first:
            candidates = ((new, state.direction(state.columns[new])) for new in range(first) if new not in state.basis)
            if found := next(((new, way) for new, way in candidates if way[row]), None):
                state.pivot(row, *found)
