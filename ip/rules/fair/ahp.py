"""AHP: weights from judgements in pairs, with their consistency, the method named.

T. L. Saaty, The Analytic Hierarchy Process (1980): the principal eigenvector; or the geometric mean of the rows
(G. Crawford and C. Williams, 1985). Weights are roots of equations and have no exact form: they are computed with 60
digits, cut to PLACES decimals by largest remainder, so that they sum to one, and are never money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from ip.rules.errors import Refused
from ip.rules.fair.games import check_players
from ip.rules.money import largest_remainder

PLACES: Final = 9
DIGITS: Final = 60
METHODS: Final = ("eigenvector", "geometric_mean")
CONSISTENT: Final = Fraction(1, 10)
MOST: Final = 15
# Saaty's average index of random judgements, by number of things compared, from 1 on.
RANDOM_INDEX: Final = (
    "0", "0", "0.58", "0.90", "1.12", "1.24", "1.32", "1.41", "1.45", "1.49", "1.51", "1.48", "1.56", "1.57", "1.59",
)  # fmt: skip

Judgements = Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True)
class Weighing:
    """`weights` sum to one; λ, index and ratio have PLACES decimals. `ratio` is None for one or two: these always agree."""

    method: str
    weights: dict[str, Fraction]
    eigenvalue: Fraction
    index: Fraction
    ratio: Fraction | None

    @property
    def consistent(self) -> bool:
        """Saaty's rule of thumb: a ratio of at most a tenth."""
        return self.ratio is None or self.ratio <= CONSISTENT


def weigh(names: Sequence[str], judgements: Judgements, method: str = "eigenvector") -> Weighing:
    """`judgements[a, b]`: how many times as much a counts as b, from 1/9 to 9; each pair once, in either order.

    Raises Refused for a pair that is missing, named twice or beyond Saaty's scale, and for an unknown method.
    """
    check_players(names, MOST)
    if method not in METHODS:
        raise Refused("method", "unknown_value", value=method, known=", ".join(METHODS))
    matrix = _matrix(names, judgements)
    with localcontext() as context:
        context.prec = DIGITS
        table = [[Decimal(cell.numerator) / cell.denominator for cell in row] for row in matrix]
        raw = _eigenvector(table) if method == "eigenvector" else _geometric(table)
        image = [sum(cell * part for cell, part in zip(row, raw, strict=True)) for row in table]
        eigenvalue = sum(high / low for high, low in zip(image, raw, strict=True)) / len(names)
    whole = 10**PLACES
    parts = largest_remainder(whole, [Fraction(part) for part in raw])
    count, top = len(names), _cut(Fraction(eigenvalue))
    index = (Fraction(eigenvalue) - count) / (count - 1) if count > 1 else Fraction(0)
    ratio = _cut(index / Fraction(RANDOM_INDEX[count - 1])) if count > 2 else None
    weights = {name: Fraction(part, whole) for name, part in zip(names, parts, strict=True)}
    return Weighing(method, weights, top, _cut(index), ratio)


@dataclass(frozen=True)
class Hierarchy:
    """Weights over several criteria: each criterion's own, what each is worth, and what that comes to. `weights` sum to one."""

    weights: dict[str, Fraction]
    between: Weighing
    within: dict[str, Weighing]

    @property
    def consistent(self) -> bool:
        """Whether every set of judgements is: one that contradicts itself spoils what it carries."""
        return self.between.consistent and all(weighing.consistent for weighing in self.within.values())


def weigh_by_criteria(
    names: Sequence[str], criteria: Sequence[str], between: Judgements, within: Mapping[str, Judgements], method: str = "eigenvector"
) -> Hierarchy:
    """`between`: the criteria compared in pairs; `within`: the names, by criterion. The weight of a name is the sum over
    the criteria of the criterion's weight times the name's in it (Saaty 1980, chapter 4, distributive mode).

    Raises Refused as `weigh` does, and for judgements under a criterion that there is not, or under none of one that there is.
    """
    if odd := set(criteria) ^ set(within):
        raise Refused("within", "not_party", name=min(odd))
    upper = weigh(criteria, between, method)
    lower = {criterion: weigh(names, within[criterion], method) for criterion in criteria}
    weights = {name: sum((upper.weights[one] * lower[one].weights[name] for one in criteria), Fraction(0)) for name in names}
    return Hierarchy(weights, upper, lower)


def _matrix(names: Sequence[str], judgements: Judgements) -> list[list[Fraction]]:
    matrix = [[Fraction(1)] * len(names) for _name in names]
    seen: set[frozenset[str]] = set()
    for (first, second), value in judgements.items():
        at = f"judgements[{first}, {second}]"
        if stranger := next((name for name in (first, second) if name not in names), None):
            raise Refused(at, "not_party", name=stranger)
        if first == second or frozenset((first, second)) in seen:
            raise Refused(at, "duplicate", name=second)
        if not Fraction(1, 9) <= value <= 9:
            raise Refused(at, "range", value=value, low="1/9", high=9)
        seen.add(frozenset((first, second)))
        row, column = names.index(first), names.index(second)
        matrix[row][column], matrix[column][row] = value, 1 / value
    for row, first in enumerate(names):
        for second in names[row + 1 :]:
            if frozenset((first, second)) not in seen:
                raise Refused(f"judgements[{first}, {second}]", "missing")
    return matrix


def _eigenvector(table: list[list[Decimal]]) -> list[Decimal]:
    """The principal eigenvector of a positive matrix: its power 2^16, scaled after each squaring, has nothing else left."""
    count = range(len(table))
    for _squaring in range(16):
        squared = [[sum((table[i][k] * table[k][j] for k in count), Decimal(0)) for j in count] for i in count]
        scale = max(max(row) for row in squared)
        table = [[cell / scale for cell in row] for row in squared]
    return [sum(row, Decimal(0)) for row in table]


def _geometric(table: list[list[Decimal]]) -> list[Decimal]:
    return [(sum((cell.ln() for cell in row), Decimal(0)) / len(row)).exp() for row in table]


def _cut(value: Fraction) -> Fraction:
    return Fraction(round(value * 10**PLACES), 10**PLACES)
