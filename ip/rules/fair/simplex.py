"""A small exact simplex: min c·y with A·y = b, y ≥ 0, over fractions; columns many, rows few.

Revised method on the inverse of the basis, two phases, R. G. Bland's rule (1977) where it would circle, so that it always ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul

Column = Sequence[int]


@dataclass(frozen=True)
class Solution:
    """`basic`: index of a column → its y above or at zero (all others are zero); `prices`: the dual solution π."""

    basic: dict[int, Fraction]
    prices: list[Fraction]


def minimise(columns: Sequence[Column], costs: Sequence[Fraction], right: Sequence[Fraction]) -> Solution:
    """The minimum. ArithmeticError where nothing fulfils the equations, or the minimum has no bound."""
    rows = len(right)
    signs = [1 if value >= 0 else -1 for value in right]
    artificial = [[signs[row] if row == at else 0 for row in range(rows)] for at in range(rows)]
    widened, first = [*columns, *artificial], len(columns)
    inverse = [[Fraction(signs[row]) if row == at else Fraction(0) for at in range(rows)] for row in range(rows)]
    state = _State(widened, list(range(first, first + rows)), inverse, [abs(Fraction(value)) for value in right])
    _walk(state, [Fraction(0)] * first + [Fraction(1)] * rows, first)
    if any(value for at, value in zip(state.basis, state.values, strict=True) if at >= first):
        raise ArithmeticError("infeasible")
    _drive_out(state, first)
    prices = _walk(state, [*costs, *([Fraction(0)] * rows)], first)
    return Solution({at: value for at, value in zip(state.basis, state.values, strict=True) if at < first}, prices)


@dataclass
class _State:
    columns: Sequence[Column]
    basis: list[int]
    inverse: list[list[Fraction]]
    values: list[Fraction]

    def direction(self, column: Column) -> list[Fraction]:
        """The column in terms of the basis."""
        return [_dot(row, column) for row in self.inverse]

    def pivot(self, leaving: int, entering: int, way: list[Fraction]) -> None:
        factor = way[leaving]
        self.inverse[leaving] = [cell / factor for cell in self.inverse[leaving]]
        self.values[leaving] /= factor
        for row, part in enumerate(way):
            if row != leaving and part:
                self.inverse[row] = [
                    cell - part * other for cell, other in zip(self.inverse[row], self.inverse[leaving], strict=True)
                ]
                self.values[row] -= part * self.values[leaving]
        self.basis[leaving] = entering


def _walk(state: _State, costs: Sequence[Fraction], usable: int) -> list[Fraction]:
    """Pivots until no column makes it cheaper; gives the prices. The steepest column enters, after a step that gained
    nothing the first one (Bland), until one gains again."""
    cautious = False
    while True:
        bought = [costs[at] for at in state.basis]
        prices = [_weighted(bought, [row[at] for row in state.inverse]) for at in range(len(bought))]
        entering = _entering(prices, state.columns, costs, usable, cautious)
        if entering is None:
            return prices
        way = state.direction(state.columns[entering])
        steps = [(state.values[row] / part, state.basis[row], row) for row, part in enumerate(way) if part > 0]
        if not steps:
            raise ArithmeticError("unbounded")
        length, _at, leaving = min(steps)
        cautious = not length
        state.pivot(leaving, entering, way)


def _entering(
    prices: Sequence[Fraction], columns: Sequence[Column], costs: Sequence[Fraction], usable: int, cautious: bool
) -> int | None:
    """A column that costs less than the prices say; counted in whole numbers over one denominator."""
    whole = lcm(*(number.denominator for number in (*prices, *costs)))
    scaled = [price.numerator * (whole // price.denominator) for price in prices]
    best, least = None, 0
    for at in range(usable):
        left = costs[at].numerator * (whole // costs[at].denominator) - sum(map(mul, scaled, columns[at]))
        if left < least:
            best, least = at, left
            if cautious:
                break
    return best


def _drive_out(state: _State, first: int) -> None:
    """Takes artificial columns at zero out of the basis; one that cannot go stands for a redundant row."""
    for row, at in enumerate(state.basis):
        if at >= first:
            candidates = ((new, state.direction(state.columns[new])) for new in range(first) if new not in state.basis)
            if found := next(((new, way) for new, way in candidates if way[row]), None):
                state.pivot(row, *found)


def _weighted(weights: Sequence[Fraction], numbers: Sequence[Fraction]) -> Fraction:
    return sum((weight * number for weight, number in zip(weights, numbers, strict=True) if weight), Fraction(0))


def _dot(row: Sequence[Fraction], column: Column) -> Fraction:
    """Columns hold small whole numbers, mostly 0 and ±1."""
    total = Fraction(0)
    for cell, times in zip(row, column, strict=True):
        if times:
            total += cell if times == 1 else cell * times
    return total
