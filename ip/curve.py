"""A formula as a curve: what one receipt of a height gives to each, where that bends, and what one more unit would give.

Found by computing, not by reading the formula, so that it holds for every feature: a bend lies where a computation begins
to take another way (another tier, a cap, an advance that is used up), found to the unit.
"""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from ip.probing import latest
from ip.rules import Distribution, Policy, Refused
from ip.rules.formula import FixedAmount, Percent
from ip.trying import Example, compute, names_of
from ip.unrounded import unrounded
from record.currencies import exponent

FAR = 64  # times the largest amount that a formula names: beyond that nothing is expected to bend
USUAL = 1_000_000  # major units that are drawn where the formula names no amount
WAYS = ("tier", "below", "credit", "least", "cap", "own_part")


@dataclass(frozen=True)
class Segment:
    """Between two bends (minor units of the receipt) every party gets the same of each further unit. `net` at its end."""

    start: int
    end: int
    net: int
    rates: dict[str, Fraction]


@dataclass
class Curve:
    """Of the first receipt of a case without costs, of money that no schedule takes. `points`: by party (receipt, amount), minor units."""

    policy: Policy
    currency: str

    @cached_property
    def top(self) -> int:
        """How far it is drawn: to twice the last bend, as a round number."""
        if not self.bends:
            return USUAL * 10 ** exponent(self.currency)
        wanted, step = 2 * self.bends[-1], 1
        while step * 10 < wanted:
            step *= 10
        return next(step * n for n in (1, 2, 3, 5, 10) if step * n >= wanted)

    @cached_property
    def names(self) -> dict[str, str]:
        found = self._at(self.top).amounts()
        return {key: name for key, name in names_of(self.policy).items() if found.get(key)}

    @cached_property
    def bends(self) -> list[int]:
        """The last receipt that still goes the way before each bend."""
        named = _amounts(self.policy)
        far = FAR * max(named, default=0)
        looked = sorted({0, *named, *(far >> n for n in range(far.bit_length()))})
        return [bend for low, high in pairwise(looked) for bend in self._between(low, high)]

    @cached_property
    def segments(self) -> list[Segment]:
        ends = [*self.bends, self.top]
        starts = [0, *(bend + 1 for bend in self.bends)]
        return [self._segment(start, end) for start, end in zip(starts, ends, strict=True) if end > start]

    @cached_property
    def points(self) -> dict[str, list[tuple[int, int]]]:
        places = sorted({at for segment in self.segments for at in (segment.start, segment.end)})
        amounts = {at: self._at(at).amounts() for at in places}
        return {key: [(at, amounts[at].get(key, 0)) for at in places] for key in self.names}

    def _segment(self, start: int, end: int) -> Segment:
        before, after = unrounded(self._at(start)), unrounded(self._at(end))
        rates = {key: (after.get(key, Fraction(0)) - before.get(key, Fraction(0))) / (end - start) for key in self.names}
        return Segment(start, end, self._at(end).net, rates)

    def _between(self, low: int, high: int) -> Iterator[int]:
        """Every change of way between two receipts, by halving."""
        if self._way(low) == self._way(high):
            return
        if high - low == 1:
            if low:  # nothing comes from nothing: that the first unit goes some way is no bend
                yield low
            return
        middle = (low + high) // 2
        yield from self._between(low, middle)
        yield from self._between(middle, high)

    def _way(self, gross: int) -> tuple:
        steps = self._at(gross).steps
        layers = tuple(_reached(step) for step in steps if step["code"] == "percent" and BOUNDS & step.keys())
        return (*layers, *((step["code"], step.get("number"), step.get("party")) for step in steps if step["code"] in WAYS))

    def _at(self, gross: int) -> Distribution:
        if gross not in self._found:
            self._found[gross] = compute(self.policy.under(None), Example(self.currency, gross, on=latest(self.policy)))
        return self._found[gross]

    @cached_property
    def _found(self) -> dict[int, Distribution]:
        return {}


BOUNDS = {"above", "up_to", "least", "limit"}


def _reached(step: Mapping[str, Any]) -> str:
    """Whether a percentage between two heights has begun, and has ended; or whether it is at its least or its most."""
    base, end, exactly = Fraction(step["base"]), step.get("up_to"), Fraction(step["exact"])
    for bound in ("least", "limit"):
        if exactly == step.get(bound):
            return bound
    return "full" if end is not None and base == end - step.get("above", 0) else "begun" if base else "not yet"


def _amounts(policy: Policy) -> list[int]:
    """Every amount that the formula names, in minor units: where bends are to be expected, and how far is drawn."""
    found = [tier.end for tier in policy.tiers if tier.end] + [cap.amount for cap in policy.caps]
    found += [rule.amount for rule in policy.thresholds]
    found += [end for step in policy.deductions if isinstance(step, Percent) for end in step.bends]
    return found + [step.amount for step in policy.deductions if isinstance(step, FixedAmount)]


def curve_of(policy: Policy, currency: str) -> Curve | None:
    """None where the formula cannot be computed yet, or only up to an end that its source gives."""
    curve = Curve(policy, currency)
    try:
        return curve if curve.segments else None
    except Refused:
        return None
