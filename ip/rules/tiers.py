"""Tiers: how the net falls to the parties, exactly, by the height that the counted total has reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.formula import Tier


@dataclass(frozen=True, slots=True)
class TierPart:
    """How much of the net (whole minor units) fell into tier `index`, and what that gives each party, exactly. `counted`:
    how much gross lies in the tier, where tiers count gross."""

    index: int
    amount: int
    parts: tuple[tuple[str, Fraction], ...]
    counted: int | None = None


Exact = dict[str, Fraction]


def through_tiers(
    tiers: tuple[Tier, ...], tiering: str, net: int, before: int, posted: Mapping[str, int]
) -> tuple[Exact, tuple[TierPart, ...]]:
    """`net` minor units, after `before` that count, by party in listed order.

    `marginal`: each tier its own part; `slab`: all by the tier that the total reaches; `slab_whole`: that tier shares the
    whole total, and each party gets what it is behind `posted`. Raises Refused where a partial source says nothing about
    money so high.
    """
    last = tiers[-1].end
    if last is not None and before + net > last:
        raise Refused("tiers", "beyond", limit=last)
    if tiering == "marginal":
        reached = _marginal(tiers, net, before)
    else:
        reached = _slab(tiers, net, before)
    exact = {key: sum((dict(part.parts)[key] for part in reached), Fraction(0)) for key in tiers[0].shares}
    if tiering == "slab_whole" and net:
        exact = _behind(tiers[reached[0].index], net, before, posted)
    return exact, reached


def through_gross_tiers(
    tiers: tuple[Tier, ...], tiering: str, net: int, gross: int, before: int
) -> tuple[Exact, tuple[TierPart, ...]]:
    """The same where the tiers count gross: each shares as much of `net` as of `gross`, after `before`, falls to it."""
    _exact, lying = through_tiers(tiers, "slab" if tiering == "slab" else "marginal", gross, before, {})
    reached = tuple(
        TierPart(part.index, part.amount * net // gross, tuple((key, value * net / gross) for key, value in part.parts), part.amount)
        for part in lying
    )
    return {key: sum((dict(part.parts)[key] for part in reached), Fraction(0)) for key in tiers[0].shares}, reached


def _marginal(tiers: tuple[Tier, ...], net: int, before: int) -> tuple[TierPart, ...]:
    found = []
    for index, tier in enumerate(tiers):
        top = before + net if tier.end is None else min(before + net, tier.end)
        amount = top - max(before, tier.start)
        if amount > 0:
            found.append(_part(tiers, index, amount))
    return tuple(found)


def _slab(tiers: tuple[Tier, ...], net: int, before: int) -> tuple[TierPart, ...]:
    """The tier that holds the total's last unit: what ends exactly at a threshold still lies below it."""
    if not net:
        return ()
    index = next(at for at, tier in enumerate(tiers) if tier.end is None or before + net <= tier.end)
    return (_part(tiers, index, net),)


def _part(tiers: tuple[Tier, ...], index: int, amount: int) -> TierPart:
    return TierPart(index, amount, tuple((key, amount * part / 100) for key, part in tiers[index].shares.items()))


def _behind(tier: Tier, net: int, before: int, posted: Mapping[str, int]) -> Exact:
    targets = {key: (before + net) * part / 100 for key, part in tier.shares.items()}
    return catch_up(net, targets, posted, {key: net * part / 100 for key, part in tier.shares.items()})


def catch_up(net: Fraction | int, targets: Mapping[str, Fraction], posted: Mapping[str, int], plain: Exact) -> Exact:
    """`net` in proportion to what each is behind its target; by `plain` where nobody is."""
    behind = {key: max(Fraction(0), target - posted.get(key, 0)) for key, target in targets.items()}
    weights = behind if any(behind.values()) else plain
    total = sum(weights.values(), Fraction(0))
    return {key: net * weight / total if total else Fraction(0) for key, weight in weights.items()}
