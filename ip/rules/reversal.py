"""Taking a receipt back: the mirror of its lines. What was posted later stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.lines import SHARED, Line, scaled, total
from ip.rules.money import largest_remainder


@dataclass(frozen=True, slots=True)
class Reversal:
    """Negative lines in the order of those taken back, and how far the standing goes back with them (minor units)."""

    lines: tuple[Line, ...]
    net: int | None = None

    @property
    def gross(self) -> int:
        """What the gross so far changes by (zero or below)."""
        return total(self.lines)

    @property
    def life_to_date(self) -> int:
        """What the life-to-date total changes by (zero or below): the lines that are no deductions, but never more than
        the net that stood, since what a deduction gave to a party never counted."""
        shared = sum(line.amount for line in self.lines if line.kind in SHARED)
        return shared if self.net is None else max(shared, -self.net)

    @property
    def pool(self) -> int:
        """What comes back into the cost pools (zero or above); a line's key says which pool it came from."""
        return -sum(line.amount for line in self.lines if line.kind == "cost_recovery")

    @property
    def common_pool(self) -> int:
        """What comes back into the pool of common costs (zero or above)."""
        return -sum(line.amount for line in self.lines if line.kind == "common_costs")


def reverse(lines: Sequence[Line], amount: int | None = None, *, net: int | None = None) -> Reversal:
    """The negative of every line, or, for a part, of `amount` (minor units) split over them by largest remainder.

    `lines` are those that still stand, `net` what of the distribution's net still counts (`Distribution.net`, less what
    earlier partial reversals took); without it all lines that are no deductions count. In the listed order; zero lines
    take nothing. Raises Refused where `amount` is not between 1 and what stands.
    """
    standing = total(lines)
    if amount is None or amount == standing:
        return Reversal(tuple(scaled(line, -line.amount, Fraction(-line.amount)) for line in lines), net)
    whole(amount, "amount", low=1, high=max(standing, 1))
    if not standing:
        raise Refused("amount", "exceeds", value=amount, left=0)
    parts = largest_remainder(amount, [line.amount for line in lines])
    return Reversal(
        tuple(
            scaled(line, -part, -Fraction(amount * line.amount, standing))
            for line, part in zip(lines, parts, strict=True)
        ),
        net,
    )


def back_from(parts: Mapping[str, int], amount: int) -> dict[str, int]:
    """What each part goes back by (minor units, zero or above) where `amount` of a distribution does: persons' own parts
    with the net, what deductions granted with the lines that were shared besides.

    In proportion, never more than there is: what a rounding line of its own keeps belongs to nobody.
    """
    found = largest_remainder(min(amount, sum(parts.values())), list(parts.values())) if any(parts.values()) else [0] * len(parts)
    return dict(zip(parts, found, strict=True))
