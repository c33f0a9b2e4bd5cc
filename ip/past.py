"""What past receipts would have become under another formula: computed from what stood at the time, and saved nowhere.

Receipts follow one another in the order in which they were posted. Where the other formula shares more or less of one,
the next one of the same case begins from there, as it would have: life-to-date and open costs are those of the ledger
before each posting, moved by what the formula made different up to then.
"""
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ip import standing
from ip.computing import set_in_force
from ip.models import Distribution, DistributionLine, ShareSet
from ip.refusals import sentence
from ip.rules import Distribution as Result
from ip.rules import Policy, Refused, Shares, distribute

RELATED = ("scope__asset", "deal__asset", "posting", "share_set")


@dataclass(frozen=True)
class Again:
    """One past receipt: minor units by key of line, by what it is compared with and by the formula; else why not."""

    distribution: Distribution
    old: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    why: str = ""


@dataclass
class Course:
    """One formula taken through receipts in their order. `net` and `pool` are what it has made different so far."""

    policy: Policy
    net: Counter = field(default_factory=Counter)
    pool: Counter = field(default_factory=Counter)

    def take(self, row: Distribution) -> Result:
        """Raises Refused where the formula does not take this receipt; the case then stands as it really did."""
        by_deal = row.deal if self.policy.counts_by == "licence" else None
        case = (row.scope_id, by_deal and by_deal.pk)
        income = row.trace["inputs"].get("income")
        now = standing.standing(self.policy.of_income(income), row.scope, row.deal, row.on, before=row.posting)
        where = replace(now, life_to_date=now.life_to_date + self.net[case], pool=now.pool + self.pool[row.scope_id])
        offered = {step.key for step in self.policy.optional}
        choices = {key: value for key, value in row.trace["inputs"]["choices"].items() if key in offered}
        result = distribute(
            self.policy, row.amount, currency=row.currency, standing=where, shares=_shares(self.policy, row), choices=choices,
            income=income, on=row.on,
        )  # fmt: skip
        self.net[case] += result.net - row.net
        self.pool[row.scope_id] += recovered(row) - (where.pool - result.after.pool)
        return result


def recovered(row: Distribution) -> int:
    """Costs that the posted distribution recovered, in minor units."""
    return sum(line.amount for line in row.lines.all() if line.kind == DistributionLine.Kind.COSTS)


def again(rows: Iterable[Distribution], new: Policy, old: Policy | None) -> Iterator[Again]:
    """Each receipt by both formulas; `old` None compares with what was posted. Rows in the order of their postings."""
    courses = [Course(policy) for policy in (new, old) if policy]
    for row in rows:
        try:
            amounts = [course.take(row).amounts() for course in courses]
        except Refused as refused:
            yield Again(row, why=sentence(refused))
            continue
        before = amounts[1] if old else posted(row)
        yield Again(row, before, amounts[0])


def posted(row: Distribution) -> dict[str, int]:
    """What the distribution gave, by key of line as its trace has it."""
    return {line["key"]: line["amount"] for line in row.trace["lines"]}


def in_order(distributions) -> Iterator[Distribution]:
    """As they were posted, with all that is needed to take them again."""
    rows = distributions.filter(corrects=None).select_related(*RELATED).prefetch_related("lines")
    return rows.order_by("posting").iterator(chunk_size=200)


def _shares(policy: Policy, row: Distribution) -> Shares | None:
    """As signed for this receipt; where it had none and the formula names persons, the set that held on its day."""
    share_set: ShareSet | None = row.share_set if policy.persons else None
    if policy.persons and share_set is None:
        share_set = set_in_force(policy, row.scope, row.on)
    if share_set is None:
        return None
    pairs = share_set.shares.order_by("line").values_list("person__uid", "part")
    return Shares.read([(str(uid), part) for uid, part in pairs], whole=share_set.whole)
