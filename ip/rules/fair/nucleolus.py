"""The nucleolus, exact: the imputation that makes the unhappiest group as happy as can be, then the next one, and so on.

D. Schmeidler (1969), by the sequence of linear programmes of M. Maschler, B. Peleg and L. Shapley (1979): each fixes the
groups whose excess no optimal solution changes, which a positive multiplier proves.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from operator import mul
from typing import Final

from ip.rules.errors import Refused
from ip.rules.fair.games import Game, check_players, sums
from ip.rules.fair.simplex import Dots, minimise

MOST_EXACT: Final = 12


def nucleolus(game: Game, *, individual: bool = True) -> dict[str, Fraction]:
    """Over the imputations (each gets at least what it has alone); with `individual=False` the prenucleolus, over all
    divisions. Raises Refused beyond MOST_EXACT players, and where together there is less than alone."""
    check_players(game.players, MOST_EXACT)
    alone = sum(game.alone().values())
    if individual and alone > game.total:
        raise Refused("v", "no_imputation", alone=alone, total=game.total)
    if len(game.players) == 1:
        return {game.players[0]: game.total}
    programme = _Programme(game, individual)
    while not programme.settle():
        pass
    return dict(zip(game.players, programme.parts, strict=True))


def least_excess(game: Game) -> Fraction:
    """The most that every group can be given above its own value at once; below zero the core is empty, by that much.

    Raises Refused unless there are from 2 to MOST_EXACT players: one alone has no other group."""
    check_players(game.players, MOST_EXACT)
    if len(game.players) == 1:
        raise Refused("players", "range", value=1, low=2, high=MOST_EXACT)
    programme = _Programme(game, individual=False)
    programme.settle()
    return programme.excess


class _Programme:
    """Max ε with x(S) − ε ≥ v(S) for open groups, x(i) ≥ v(i), and x(S) fixed for settled groups; its dual is minimised.

    What are rows in (x, ε) are columns there: an open group (members, −1), a settled one (members, 0) in both signs.
    """

    def __init__(self, game: Game, individual: bool) -> None:
        self.game, self.individual = game, individual
        self.settled = {game.everybody: game.total}
        self.span = _Span(len(game.players))
        self.span.add(self._members(game.everybody))
        self.parts: list[Fraction] = []
        self.excess = Fraction(0)

    def settle(self) -> bool:
        """One programme: fixes what its multipliers prove; true where that leaves one division only."""
        rows = self._rows()
        columns = [*(column for _mask, column, _low in rows), *self._fixed()]
        costs = [*(-low for _mask, _column, low in rows)]
        costs += [sign * -value for value in self.settled.values() for sign in (1, -1)]
        count = len(self.game.players)
        solution = minimise(columns, costs, [0] * count + [-1], self._dots(rows))
        *self.parts, self.excess = [-price for price in solution.prices]
        for at, multiplier in solution.basic.items():
            if multiplier and at < len(rows) and self.span.add(self._members(mask := rows[at][0])):
                self.settled[mask] = sum((self.parts[i] for i in range(count) if mask >> i & 1), Fraction(0))
        return not self.span.free

    def _rows(self) -> list[tuple[int, list[int], Fraction]]:
        """(group, column, lower bound): groups that are not settled yet, and each player's own."""
        is_open = self.span.open()
        open_groups = [mask for mask in self.game.groups() if is_open[mask]]
        rows = [(mask, [*self._members(mask), -1], self.game.value(mask)) for mask in open_groups]
        if self.individual:
            rows += [(mask, [*column[:-1], 0], low) for mask, column, low in rows if mask.bit_count() == 1]
        return rows

    def _fixed(self) -> list[list[int]]:
        return [
            [sign * member for member in self._members(mask)] + [0] for mask in self.settled for sign in (1, -1)
        ]

    def _dots(self, rows: list[tuple[int, list[int], Fraction]]) -> Dots:
        """Products of every column with prices: what a group costs is summed once, from the groups that it is made of."""
        of_rows = [(mask, column[-1]) for mask, column, _low in rows]

        def dots(prices: Sequence[int]) -> list[int]:
            *of_members, of_excess = prices
            found = sums(of_members)
            fixed = [sign * found[mask] for mask in self.settled for sign in (1, -1)]
            return [*(found[mask] + sign * of_excess for mask, sign in of_rows), *fixed]

        return dots

    def _members(self, mask: int) -> list[int]:
        return [mask >> index & 1 for index in range(len(self.game.players))]


class _Span:
    """What some groups settle for all: kept as the directions in which a division can still move, in whole numbers."""

    def __init__(self, count: int) -> None:
        self.free = [[int(place == at) for place in range(count)] for at in range(count)]

    def open(self) -> list[bool]:
        """By mask: whether what the group gets together can still change."""
        moves = [sums(way) for way in self.free]
        return [any(moved) for moved in zip(*moves, strict=True)]

    def add(self, row: Sequence[int]) -> bool:
        """Settles what a group gets; whether it was open."""
        along = [sum(map(mul, row, way)) for way in self.free]
        at = next((place for place, moved in enumerate(along) if moved), None)
        if at is None:
            return False
        gone, moved = self.free.pop(at), along.pop(at)
        self.free = [
            _shortened([moved * a - step * b for a, b in zip(way, gone, strict=True)]) for way, step in zip(self.free, along, strict=True)
        ]
        return True


def _shortened(way: list[int]) -> list[int]:
    common = gcd(*way)
    return [step // common for step in way]
