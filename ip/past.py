"""What past receipts would have become under another formula: computed from what stood at the time, and saved nowhere.

Receipts follow one another in the order in which they were posted. Where the other formula shares more or less of one,
the next one of the same case begins from there, as it would have: every total is summed as it was before the posting
(ip.standing), with what the formula gave in the place of what was given; a refund takes its part of that.
"""
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from ip import standing
from ip.computing import set_in_force
from ip.correcting import standing_of, taken_of
from ip.groups import divided, group_sets, sets_on
from ip.models import Distribution, DistributionLine, ShareSet
from ip.origin import origin_of
from ip.past_sharing import Shared
from ip.refusals import sentence
from ip.rules import Line, Policy, Refused, Shares, distribute
from ip.rules.formula import CostRecovery
from ip.sharing import pool_of
from ip.wording.origins import own_of

RELATED = ("scope__asset", "deal__asset", "posting", "share_set",
           "part__institution", "part__settlement__asset__disclosure", "part__settlement__deal",
           "part__settlement__receipt__for_deal")


@dataclass(frozen=True)
class Again:
    """One past receipt: minor units by key of line, by what it is compared with and by the formula; else why not."""

    distribution: Distribution
    old: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    why: str = ""


@dataclass
class Course:
    """One formula taken through receipts in their order: what it would have shared stands `instead` of what was, and every
    total that it counts (life-to-date, caps, what each party has, persons' own parts) is summed over that. `pools`: by scope
    and name, what more (or less) of costs would be open."""

    policy: Policy
    instead: dict[int, Shared] = field(default_factory=dict)
    pools: Counter = field(default_factory=Counter)

    def take(self, row: Distribution) -> dict[str, int]:
        """Minor units by key of line. Raises Refused where the formula does not take it; it then stands as it really did."""
        if row.corrects_id:
            return self._back(row)
        shares = _shares(self.policy, row)
        origin = origin_of(self.policy, row.part, row.trace["inputs"].get("circumstances", {}), before=row.posting).among(shares)
        used = self.policy.of(origin)
        rows = [self.instead.get(one.pk, one) for one in standing.rows_of(used, row.scope, row.posting)]
        now = standing.summed(used, row.scope, row.deal, row.on, rows, row.posting, lambda counted: sum(one.net for one in counted))
        where = replace(now, pool=now.pool + self.pools[row.scope_id, ""],
                        pools={name: amount + self.pools[row.scope_id, name] for name, amount in now.pools.items()})  # fmt: skip
        offered = {step.key for step in used.optional}
        choices = {key: value for key, value in row.trace["inputs"]["choices"].items() if key in offered}
        result = distribute(
            self.policy, row.amount, currency=row.currency, standing=where, shares=shares, choices=choices,
            origin=origin, on=row.on, groups=_groups(self.policy, row),
        )  # fmt: skip
        self.instead[row.pk] = Shared(row.uid, row.pk, row.on, row.deal_id, row.amount, result.policy, result.lines, dict(result.granted),
                                      dict(result.own_parts), row.scope_id)  # fmt: skip
        self._recover(row, result.policy, result.lines)
        return result.amounts()

    def _back(self, row: Distribution) -> dict[str, int]:
        """A refund's part, from each line of what the formula had shared of the receipt and had not given back."""
        of = self.instead[row.corrects_id]
        left = standing_of([of, *(one for one in self.instead.values() if one.corrects == row.corrects_id)])
        lines, _net, own, granted = taken_of(left, -row.amount)
        self.instead[row.pk] = Shared(row.uid, row.pk, row.on, row.deal_id, row.amount, of.policy, lines, granted, own,
                                      row.scope_id, row.corrects_id)  # fmt: skip
        self._recover(row, of.policy, lines)
        amounts: Counter = Counter()
        for line in lines:
            amounts[line.key] += line.amount
        return dict(amounts)

    def _recover(self, row: Distribution, used: Policy, lines: Iterable[Line]) -> None:
        """Costs that were recovered and would not have been are open, and the other way round."""
        for line in row.lines.all():
            if line.kind == DistributionLine.Kind.COSTS:
                self.pools[row.scope_id, pool_of(row.trace, line.key)] += line.amount
        names = {step.key: step.pool for step in used.deductions if isinstance(step, CostRecovery)}
        for found in lines:
            if found.key in names:
                self.pools[row.scope_id, names[found.key]] -= found.amount


def again(rows: Iterable[Distribution], new: Policy, old: Policy | None) -> Iterator[Again]:
    """Each receipt by both formulas; `old` None compares with what was posted. Rows in the order of their postings."""
    courses = [Course(policy) for policy in (new, old) if policy]
    for row in rows:
        try:
            amounts = [course.take(row) for course in courses]
        except Refused as refused:
            yield Again(row, why=sentence(refused, own_of(new) | (own_of(old) if old else {})))
            continue
        except KeyError:  # a refund of a receipt that the formula did not take
            yield Again(row, why=_("The receipt that it takes back is left out, too."))
            continue
        before = amounts[1] if old else posted(row)
        yield Again(row, before, amounts[0])


def posted(row: Distribution) -> dict[str, int]:
    """What the distribution gave, by key of line as its trace has it."""
    amounts: Counter = Counter()
    for line in row.trace["lines"]:  # a party can have its own line, and one of a part that fell to it
        amounts[line["key"]] += line["amount"]
    return dict(amounts)


def in_order(distributions) -> Iterator[Distribution]:
    """As they were posted, with all that is needed to take them again."""
    rows = distributions.select_related(*RELATED).prefetch_related("lines")
    return rows.order_by("posting").iterator(chunk_size=200)


def _shares(policy: Policy, row: Distribution) -> Shares | None:
    """As signed for this receipt; where it had none and the formula names persons, the set that held on its day."""
    share_set: ShareSet | None = row.share_set if policy.persons else None
    if policy.persons and share_set is None:
        share_set = set_in_force(policy, row.scope, row.on)
    return share_set.divided() if share_set else None


def _groups(policy: Policy, row: Distribution) -> dict[str, Shares]:
    """The same of other groups that the formula names; a group without a set keeps its part as one."""
    held = sets_on(policy, row.scope.asset, row.scope.institution, row.on) if policy.groups else {}
    used = group_sets(row) if policy.groups else {}
    return divided({party.group: found for party in policy.groups if (found := used.get(party.group) or held.get(party.group))})
