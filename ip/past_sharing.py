"""What stood shared at a moment: posted distributions with their lines, read from the traces that approval was bound to."""
import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ip.models import Distribution
from ip.rules import Line, Origin, Policy, exact
from ip.rules.granting import read_granted
from ip.rules.lines import SHARED
from ledger.models import Posting


@dataclass(frozen=True)
class Shared:
    """A posted distribution: the formula it used, what it gave whom (minor units), and for which day and deal.

    `granted`: what deductions gave to parties besides the net, by the deduction. `own`: persons' parts of the net, where
    tiers count by person. Of a refund everything is below zero, so that sums over what stands need not know of it.
    """

    uid: UUID
    pk: int
    on: datetime.date
    deal: int
    amount: int
    policy: Policy
    lines: tuple[Line, ...]
    granted: dict[str, int]
    own: dict[str, int]
    scope: int
    corrects: int | None = None

    @property
    def net(self) -> int:
        """What of it ran through the tiers: lines that are no deductions, without what was granted besides."""
        return sum(line.amount for line in self.lines if line.kind in SHARED) - sum(self.granted.values())


def shared_before(before: Posting | None = None, **where) -> list[Shared]:
    """Distributions that stand (or stood before a posting), in the order in which they were posted."""
    rows = Distribution.objects.filter(**where, posting__isnull=False)
    if before is None:
        rows = rows.filter(posting__reversed_by=None)
    else:
        stood = Q(posting__reversed_by=None) | Q(posting__reversed_by__gte=before.uid)
        rows = rows.filter(stood, posting__lt=before.uid)
    formulas: dict[int, Policy] = {}
    found = []
    for row in rows.select_related("policy_version").order_by("posting"):
        if row.policy_version_id not in formulas:
            formulas[row.policy_version_id] = row.policy_version.formula
        found.append(_read(row, formulas[row.policy_version_id]))
    return found


def _read(row: Distribution, policy: Policy) -> Shared:
    steps = row.trace["steps"]
    lines = tuple(
        Line(line["key"], line["kind"], line["amount"], exact(line["exact"]), line["extra"], line["of"]) for line in row.trace["lines"]
    )
    used = policy.of(Origin.read(row.trace["inputs"]))
    if row.corrects_id:
        granted, own = row.trace["granted"], row.trace["own"]
        return Shared(row.uid, row.pk, row.on, row.deal_id, row.amount, used, lines, granted, own, row.scope_id, row.corrects_id)
    granted = read_granted(steps)
    own = {step["key"]: step["amount"] for step in steps if step["code"] == "own_part"}
    return Shared(row.uid, row.pk, row.on, row.deal_id, row.amount, used, lines, granted, own, row.scope_id)
