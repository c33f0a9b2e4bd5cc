"""Costs of an asset, recovered before its income is shared."""
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip import access
from ip.allocating import assets_of
from ip.models import Asset, Cost, Deal, PolicyVersion
from ip.rules.formula import CostRecovery
from ip.standing import common_pool, open_pool, scope_of
from ledger import actions as ledger
from ledger.actions import Place
from ledger.models import Account, Posting
from partners.models import Institution
from record import clock
from record.actions import action, lock, record, require, see
from record.amounts import MOST
from record.append import Ref
from record.currencies import check_currency
from record.errors import Invalid, WrongState
from record.models import Blob, new_uid

K = Account.Kind
ONLY_OWNERS = gettext_lazy("Only finance of those who manage or own an asset records what it cost.")


@action
def record_cost(
    *, actor, asset: Asset, currency: str, amount: int, spent_on: date, what: str, document: Blob | None = None,
    deal: Deal | None = None, pool: str = "",
) -> Cost:  # fmt: skip
    """Money that the own institution spent on an asset, in minor units: it adds to the pool of institution and asset.

    With `deal` (an own one over this asset), it was borne for all who share its income: it comes back before they share.
    `pool`: the name of a pool of its own that a published policy of the institution recovers; without it the common one.
    """
    see(actor, asset)
    book = Institution.objects.get(pk=actor.institution)
    require(access.bears_costs(actor, asset), ONLY_OWNERS)
    if deal is not None:
        see(actor, deal)
        if deal.owner_id != actor.institution or asset not in assets_of(deal, spent_on):
            raise Invalid(_("This deal is not over the asset, or another institution runs it."), field="deal")
    check_currency(currency)
    if pool and (deal is not None or pool not in pools_of(book)):
        raise Invalid(_("No published policy of your institution recovers costs from a pool of this name."), field="pool")
    if not 0 < amount <= MOST:
        raise Invalid(_("This amount is larger than the ledger can hold, or not above zero."), field="amount")
    if spent_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="spent_on")
    if not what.strip():
        raise Invalid(_("Say what the money was spent on."), field="what")
    lock(scope_of(book, asset, currency), deal)
    uid = new_uid()
    posting = ledger.post_at(book, spent_on, "cost", Ref(Cost._meta.label_lower, uid), currency,
                             [(Place(K.COSTS, deal or asset, pool), amount), (Place(K.BANK), -amount)])  # fmt: skip
    cost = Cost.objects.create(
        uid=uid, institution=book, asset=asset, deal=deal, currency=currency, amount=amount, spent_on=spent_on, what=what.strip(),
        pool=pool, document=document, recorded_by_id=actor.membership, posting=posting,
    )  # fmt: skip
    about = {"asset": asset, "deal": deal, "project": asset.project}
    record("cost.recorded", cost, about=about, amount=amount, currency=currency, on=spent_on)
    return cost


def pools_of(institution: Institution) -> list[str]:
    """Names of pools of their own that its published policies recover costs from, in their order."""
    published = PolicyVersion.objects.published_by(institution).order_by("pk")
    steps = [step for version in published for step in version.formula.all_deductions]
    return list(dict.fromkeys(step.pool for step in steps if isinstance(step, CostRecovery) and step.pool))


@action
def reverse_cost(*, actor, cost: Cost) -> Posting:
    """Take back a cost that was recorded wrongly, as long as it is not recovered."""
    see(actor, cost)
    scope, deal = lock(scope_of(cost.institution, cost.asset, cost.currency), cost.deal)
    require(cost.institution_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records costs."))
    if Posting.objects.filter(reverses=cost.posting).exists():
        raise WrongState(_("This cost was taken back already."))
    if (common_pool(deal, cost.currency) if deal else open_pool(scope, name=cost.pool)) < cost.amount:
        raise WrongState(_("It is recovered already: reverse the distribution that recovered it first."))
    posting = ledger.reverse(cost.posting, clock.today(actor.zone))
    record("cost.reversed", cost, about={"asset": cost.asset, "project": cost.asset.project},
           amount=cost.amount, currency=cost.currency)  # fmt: skip
    return posting
