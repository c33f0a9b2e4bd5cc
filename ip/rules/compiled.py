"""The same amounts without their reasons, fast: a policy made into whole-number arithmetic once, then used for many receipts.

For what-ifs over years of receipts, where nobody reads the steps. What is paid goes through `distribute`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from ip.rules.by_unit import among_units
from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.formula import CostRecovery, Party, Percent
from ip.rules.policy import Policy
from ip.rules.rounding import LARGEST
from ip.rules.shares import Shares

GROSS, REMAINING, COSTS = range(3)


def compilable(policy: Policy) -> bool:
    """Whether the policy is one of percentages, one pool of costs, marginal tiers, splits and largest remainders."""
    plain = all(
        (isinstance(step, Percent) and step.percent is not None and not step.less and not step.payee and not step.per and not step.least)
        or (isinstance(step, CostRecovery) and not step.above and not step.pool and step.limit is None)
        for step in policy.deductions
    )
    beside = (policy.questions, policy.caps, policy.least, policy.thresholds, policy.schedules, policy.indexation, policy.scope == "person")
    usual = (policy.tiering, policy.counts, policy.rounds.convention, policy.rounds.ties) == ("marginal", "net", LARGEST, "listed")
    return plain and usual and not any(beside)


@dataclass(frozen=True, slots=True)
class Divider:
    """Whole weights of what divides an amount; `below` divides a part again, None where it is a line."""

    weights: tuple[int, ...]
    whole: int
    below: tuple["Divider | None", ...]

    def into(self, amount: int, lines: list[int]) -> None:
        """Append the lines of `amount`, in order."""
        numerators = [amount * weight for weight in self.weights]
        for part, below in zip(units(numerators, self.whole, amount), self.below, strict=True):
            if below is None:
                lines.append(part)
            else:
                below.into(part, lines)


def units(numerators: Sequence[int], whole_of: int, amount: int) -> list[int]:
    """`numerators` of `whole_of` as whole units that sum to `amount`: largest remainder, ties as listed."""
    given = [numerator // whole_of for numerator in numerators]
    left = amount - sum(given)
    if left:
        rests = [numerator % whole_of for numerator in numerators]
        if left == 1:
            given[rests.index(max(rests))] += 1
        else:
            for index in sorted(range(len(rests)), key=rests.__getitem__, reverse=True)[:left]:
                given[index] += 1
    return given


class Compiled:
    """`amounts(gross, life_to_date, pool)` gives the lines' minor units in the order of `keys`, as `distribute` does.

    Raises Refused where the policy has features that need more than these three numbers: use `distribute`.
    """

    def __init__(self, policy: Policy, shares: Shares | None = None, groups: Mapping[str, Shares] | None = None) -> None:
        if not compilable(policy):
            raise Refused("document", "not_compiled")
        self.policy = policy
        self.counts = policy.period != "receipt"
        self.keys = [*(step.key for step in policy.deductions), *_keys(policy, shares, groups or {})]
        self._read_deductions()
        self._read_tiers()
        self.dividers = tuple(_divider(party, shares, groups or {}) for party in policy.parties)

    def _read_deductions(self) -> None:
        """Each step's fraction over one common scale that all of them divide, one after the other."""
        parts = []
        for step in self.policy.deductions:
            assert isinstance(step, Percent | CostRecovery)
            fraction = (step.at_most if isinstance(step, CostRecovery) else step.percent or Fraction(0)) / 100
            kind = COSTS if isinstance(step, CostRecovery) else GROSS if step.of == "gross" else REMAINING
            parts.append((kind, fraction.numerator, fraction.denominator))
        self.scale = prod(part[2] for part in parts)
        self.steps = tuple(parts)

    def _read_tiers(self) -> None:
        tiers = self.policy.tiers
        self.tier_whole = lcm(*(share.denominator for tier in tiers for share in tier.shares.values())) * 100
        self.tiers = tuple(
            (tier.start, tier.end, tuple(int(share * self.tier_whole / 100) for share in tier.shares.values())) for tier in tiers
        )

    def amounts(self, gross: int, life_to_date: int = 0, pool: int = 0) -> list[int]:
        """Minor units of every line; they sum to `gross`. Raises Refused for negative numbers, and money beyond a partial source."""
        if gross < 0 or life_to_date < 0 or pool < 0:
            for name, value in (("gross", gross), ("standing.life_to_date", life_to_date), ("standing.pool", pool)):
                whole(value, name)
        scale = self.scale
        left = total = gross * scale
        pool *= scale
        taken = []
        for kind, above, below in self.steps:
            if kind == GROSS:
                part = total // below * above
            elif kind == REMAINING:
                part = left // below * above
            else:
                part = min(pool, total // below * above)
                pool -= min(part, left)
            part = min(part, left)
            taken.append(part)
            left -= part
        taken.append(left)
        lines = units(taken, scale, gross)
        net = lines.pop()
        self._share(net, life_to_date if self.counts else 0, lines)
        return lines

    def _share(self, net: int, before: int, lines: list[int]) -> None:
        after = before + net
        if len(self.tiers) == 1 and self.tiers[0][1] is None:
            numerators = [net * weight for weight in self.tiers[0][2]]
        else:
            numerators = self._through(before, after)
        for part, divider in zip(units(numerators, self.tier_whole, net), self.dividers, strict=True):
            if divider is None:
                lines.append(part)
            else:
                divider.into(part, lines)

    def _through(self, before: int, after: int) -> list[int]:
        numerators = [0] * len(self.dividers)
        for start, end, weights in self.tiers:
            if after <= start:
                break
            top = after if end is None or after < end else end
            inside = top - (before if before > start else start)
            if inside > 0:
                numerators = [had + inside * weight for had, weight in zip(numerators, weights, strict=True)]
        last = self.tiers[-1][1]
        if last is not None and after > last:
            raise Refused("tiers", "beyond", limit=last)
        return numerators


def _keys(policy: Policy, shares: Shares | None, groups: Mapping[str, Shares]) -> list[str]:
    def below(party: Party) -> list[str]:
        if party.split:
            return [key for part, _percent in party.split for key in below(part)]
        if (among := _people(party, shares, groups)) is not None:
            return [key.removeprefix("party:") for key in among.keys]
        if party.units and shares is not None:
            return [unit or party.no_unit_to or party.key for unit in among_units(shares, party.units)]
        return [party.key]

    return [key for party in policy.parties for key in below(party)]


def _people(party: Party, shares: Shares | None, groups: Mapping[str, Shares]) -> Shares | None:
    """The share set that divides a party among persons."""
    return shares if party.persons else groups.get(party.group)


def _divider(party: Party, shares: Shares | None, groups: Mapping[str, Shares]) -> Divider | None:
    if party.split:
        parts = [percent / 100 for _part, percent in party.split]
        return _weighted(parts, tuple(_divider(part, shares, groups) for part, _percent in party.split))
    if (among := _people(party, shares, groups)) is not None:
        return _weighted([part for _key, part in among.parts], (None,) * len(among.parts))
    if party.units and shares is not None:
        weights = list(among_units(shares, party.units).values())
        return _weighted(weights, (None,) * len(weights))
    return None


def _weighted(parts: list[Fraction], below: tuple[Divider | None, ...]) -> Divider:
    common = lcm(*(part.denominator for part in parts))
    return Divider(tuple(int(part * common) for part in parts), common, below)
