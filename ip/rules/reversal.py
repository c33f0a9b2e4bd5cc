"""Taking a receipt back: the mirror of its lines. What was posted later stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.lines import Line, scaled, total
from ip.rules.money import largest_remainder


@dataclass(frozen=True, slots=True)
class Reversal:
    """Negative lines in the order of those taken back, and how far the standing goes back with them (minor units)."""

    lines: tuple[Line, ...]

    @property
    def life_to_date(self) -> int:
        """What the life-to-date total changes by (zero or below): the lines that are shares of the net."""
        return sum(line.amount for line in self.lines if line.kind in ("party", "person"))

    @property
    def pool(self) -> int:
        """What comes back into the cost pool (zero or above)."""
        return -sum(line.amount for line in self.lines if line.kind == "cost_recovery")

    @property
    def common_pool(self) -> int:
        """What comes back into the pool of common costs (zero or above)."""
        return -sum(line.amount for line in self.lines if line.kind == "common_costs")


def reverse(lines: Sequence[Line], amount: int | None = None) -> Reversal:
    """The negative of every line, or, for a part, of `amount` (minor units) split over them by largest remainder.

    `lines` are those that still stand: after a partial reversal, what it left of them. In the listed order; zero lines
    take nothing. Raises Refused where `amount` is not between 1 and what stands.
    """
    standing = total(lines)
    if amount is None or amount == standing:
        return Reversal(tuple(scaled(line, -line.amount, Fraction(-line.amount)) for line in lines))
    whole(amount, "amount", low=1, high=max(standing, 1))
    if not standing:
        raise Refused("amount", "exceeds", value=amount, left=0)
    parts = largest_remainder(amount, [line.amount for line in lines])
    return Reversal(
        tuple(
            scaled(line, -part, -Fraction(amount * line.amount, standing))
            for line, part in zip(lines, parts, strict=True)
        )
    )
