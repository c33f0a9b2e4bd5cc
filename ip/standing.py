"""Where a case stands: life-to-date and the open cost pool, always summed from what is posted, never kept beside it.

`before` takes the same sums as they were before a posting: what an auditor computes with. Postings of one scope follow
each other (its row is locked while one is written), and so do their uids.
"""
from django.db.models import Q
from django.utils.translation import gettext as _

from ip.models import Asset, Deal, Distribution, Scope
from ip.rules import Policy, Standing
from ledger.balances import total
from ledger.models import Account, Entry, Posting
from partners.models import Institution
from record.errors import Invalid

K = Account.Kind
SHARED = (K.UNIT, K.PERSON, K.HELD)  # where the net of a distribution goes: what is deducted before does not count


def scope_of(institution: Institution, asset: Asset, currency: str) -> Scope:
    """The row that is locked while money of this institution and asset is shared. Called inside an action."""
    return Scope.objects.get_or_create(institution=institution, asset=asset, currency=currency)[0]


def life_to_date(scope: Scope, deal: Deal | None = None, before: Posting | None = None) -> int:
    """Minor units that ran through the tiers so far: over the asset, or over one deal. What was reversed is out again."""
    shared = Distribution.objects.filter(scope=scope)
    if deal is not None:
        shared = shared.filter(deal=deal)
    entries = Entry.objects.filter(
        posting__kind="distribution", posting__source__in=shared.values("uid"), account__kind__in=SHARED
    )
    return -total(entries.filter(_earlier(before)))


def open_pool(scope: Scope, before: Posting | None = None) -> int:
    """Costs of this institution and asset that are still to be recovered, in minor units."""
    costs = Entry.objects.filter(
        account__book=scope.institution_id, account__kind=K.COSTS, account__party=scope.asset.uid, account__currency=scope.currency
    )
    return total(costs.filter(_earlier(before)))


def standing(policy: Policy, scope: Scope, deal: Deal, before: Posting | None = None) -> Standing:
    """Both, as the policy counts them. Invalid where it counts something else: refused, never taken for nothing."""
    needs = policy.needs
    grants = any(getattr(step, "payee", "") for step in policy.deductions)
    beyond = (needs.gross, needs.capped, needs.posted, needs.pools, grants, policy.period != "life", policy.schedules)
    if any(beyond) or policy.counts_by not in ("asset", "licence"):
        raise Invalid(_("This formula counts more than life-to-date and open costs; the ledger does not sum that up."))
    counted = life_to_date(scope, deal if policy.counts_by == "licence" else None, before)
    return Standing(life_to_date=counted, pool=open_pool(scope, before))


def _earlier(before: Posting | None) -> Q:
    return Q(posting__lt=before.uid) if before else Q()
