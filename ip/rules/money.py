"""Amounts: whole minor units in, whole minor units out, nothing lost between.

The conventions are those of the project's facts (scenarios.json): largest remainder for splits, halves away from
zero for conversion and included tax.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from ip.rules.errors import Refused

# ISO 4217: the currencies whose minor unit is not a hundredth; XXX, which is none, counts whole shares in a company.
_DECIMALS: Final[Mapping[int, str]] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XXX",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}


def decimals(currency: str) -> int:
    """How many decimals the minor unit of an ISO 4217 currency stands for: CNY 2, JPY 0, KWD 3."""
    return next((places for places, codes in _DECIMALS.items() if currency in codes.split()), 2)


def largest_remainder(amount: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Split `amount` (minor units) in proportion to `weights`; the result sums to it exactly.

    Each exact part is cut down to whole units; the units left go one each to the largest fractions, equal fractions in
    listed order, never to a weight of zero. A negative amount mirrors the positive one. Raises Refused for a negative
    weight, and for weights that sum to zero unless the amount is zero, too.
    """
    for index, weight in enumerate(weights):
        if weight < 0:
            raise Refused(f"weights[{index}]", "range", value=weight, low=0, high="any")
    if amount < 0:
        return tuple(-part for part in largest_remainder(-amount, weights))
    common = lcm(*(weight.denominator for weight in weights))
    whole = [weight.numerator * (common // weight.denominator) for weight in weights]
    total = sum(whole)
    if not total:
        if amount:
            raise Refused("weights", "nothing_to_divide", amount=amount)
        return (0,) * len(weights)
    floors = [amount * weight // total for weight in whole]
    left = amount - sum(floors)
    if left:
        rests = [amount * weight % total for weight in whole]
        for index in sorted(range(len(rests)), key=rests.__getitem__, reverse=True)[:left]:  # stable: ties as listed
            floors[index] += 1
    return tuple(floors)


def half_away_from_zero(value: Fraction | int) -> int:
    """The nearest whole number, halves away from zero."""
    nearest = int(abs(Fraction(value)) + Fraction(1, 2))
    return nearest if value >= 0 else -nearest


def round_up(value: Fraction | int) -> int:
    """The least whole number that is not below `value`: floors of the law round up."""
    return -(-Fraction(value) // 1)


def convert(amount: int, rate: Fraction, *, source: str, target: str) -> int:
    """`amount` minor units of `source` as minor units of `target`, `rate` target major units for one source major."""
    if rate <= 0:
        raise Refused("rate", "not_positive")
    return half_away_from_zero(amount * rate * Fraction(10) ** (decimals(target) - decimals(source)))


def included_tax(amount: int, percent: Fraction) -> int:
    """The value-added tax that an amount including it holds: amount · rate / (100 + rate), in minor units."""
    if percent < 0:
        raise Refused("percent", "range", value=percent, low=0, high="any")
    return half_away_from_zero(amount * percent / (100 + percent))
