"""Direct costs as a law's net income counts them: each is borne once, by the first receipt that can, whatever a policy recovers.

促进科技成果转化法 art. 45 names 净收入 and does not define it; where a provincial text does (北京 2019, 上海, 浙江), it takes the
upkeep of the result and the direct costs of the deal off the income. A policy that recovers a part of its costs, or none,
changes nothing of that.
"""
from django.db.models import Sum

from ip.models import Distribution
from ledger.models import Account, Entry


def borne(distribution: Distribution) -> int:
    """What of its receipt direct costs bear, in minor units: those recorded so far, less what earlier receipts bore."""
    recorded = _recorded(distribution)
    so_far, gross = 0, 0
    for posting, amount in _earlier(distribution):
        gross += amount
        known = sum(cost for uid, cost in recorded if uid < posting)
        so_far = min(gross, max(so_far, min(so_far + max(amount, 0), known)))
    known = sum(cost for uid, cost in recorded if not distribution.posting_id or uid < distribution.posting_id)
    return min(distribution.amount, max(0, known - so_far))


def _recorded(distribution: Distribution) -> list[tuple]:
    """Costs of institution and asset, and what of them was taken back, by the posting that recorded them."""
    scope = distribution.scope
    costs = Entry.objects.filter(
        account__book=scope.institution_id, account__kind=Account.Kind.COSTS, account__party=scope.asset.uid,
        account__currency=scope.currency,
    ).exclude(posting__kind="distribution")  # fmt: skip
    return list(costs.order_by("posting").values_list("posting").annotate(Sum("amount")))


def _earlier(distribution: Distribution) -> list[tuple]:
    """What of the case was shared before and stands: posting and gross, refunds below zero."""
    rows = Distribution.objects.filter(scope=distribution.scope, state=Distribution.State.POSTED).exclude(pk=distribution.pk)
    if distribution.posting_id:
        rows = rows.filter(posting__lt=distribution.posting_id)
    return list(rows.order_by("posting").values_list("posting", "amount"))
