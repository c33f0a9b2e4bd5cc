"""Asymmetric Nash bargaining: each keeps what it has without a deal and a share of what the deal adds."""

from collections.abc import Mapping
from fractions import Fraction

from ip.rules.errors import Refused


def nash(
    total: Fraction | int, fallbacks: Mapping[str, Fraction], powers: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """xᵢ = dᵢ + αᵢ(V − Σd), in the units of `total`.

    `fallbacks` (d): what each has without a deal; `powers` (α): bargaining weights from 0, summing to one. Raises Refused
    for other names, another sum, a negative power, and where the fallbacks exceed the total: then nobody would agree.
    """
    if set(powers) != set(fallbacks):
        raise Refused("powers", "not_party", name=next(iter(set(powers) ^ set(fallbacks))))
    if (negative := next((power for power in powers.values() if power < 0), None)) is not None:
        raise Refused("powers", "range", value=negative, low=0, high=1)
    if (whole := sum(powers.values())) != 1:
        raise Refused("powers", "sum", sum=whole, whole=1)
    surplus = total - sum(fallbacks.values())
    if surplus < 0:
        raise Refused("fallbacks", "exceeds", value=sum(fallbacks.values()), left=total)
    return {name: fallback + powers[name] * surplus for name, fallback in fallbacks.items()}
