"""Remuneration of employed inventors by licence analogy (ArbnErfG § 9, § 11): what a free inventor would have been paid.

Part of the library, held to published cases; no page asks for it yet.
"""

from collections.abc import Sequence
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.money import half_away_from_zero, largest_remainder


def licence_analogy(
    turnover: int, *, rate: Fraction, factor: Fraction, parts: Sequence[Fraction | int] = (1,)
) -> tuple[int, int, tuple[int, ...]]:
    """(value of the invention, remuneration of all, that of each inventor), in minor units.

    `turnover`: net, minor units. `rate`: the usual licence rate, `factor`: the share factor (Anteilsfaktor), both parts
    of one. The amounts are rounded once, half away from zero; inventors share by `parts`, largest remainder. Raises
    Refused for a rate or factor outside 0 to 1.
    """
    whole(turnover, "turnover")
    for name, part in (("rate", rate), ("factor", factor)):
        if not 0 <= part <= 1:
            raise Refused(name, "range", value=part, low=0, high=1)
    value = turnover * rate
    paid = half_away_from_zero(value * factor)
    return half_away_from_zero(value), paid, largest_remainder(paid, parts)
