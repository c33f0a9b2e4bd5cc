"""Recording that somebody was paid, and what an asset cost; trying out an amount without saving anything."""
from collections.abc import Sequence

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access
from ip.actions import costs, payments
from ip.exchange import counting
from ip.forms.money import CostForm, PayForm, WhatIfForm
from ip.models import Asset, Cost, Deal, DistributionLine, SettlementPart
from ip.owed import lines_owed, parts_owed
from ip.whatif import formulas_of, together, whatif
from partners.models import Institution
from record import clock
from record.actions import require
from record.currencies import SHARES
from record.files import keep
from record.pages import ActionForm, find, perform


def pay_person(request, uid, currency):
    """Everything owed to a person in one currency."""
    person = find(Person.objects, request.actor, uid=uid)
    require(request.actor.may_all("payment.record"), _("Only finance records payments."))
    rows = DistributionLine.objects.visible_to(request.actor).filter(distribution__institution=request.actor.institution)
    owed = lines_owed(rows).filter(person=person, distribution__currency=currency)
    owed = owed.select_related("distribution__scope__asset", "distribution__deal__counterparty").order_by("pk")
    deals = list(dict.fromkeys(line.distribution.deal for line in owed)) if currency == SHARES else []

    def pay(**said):
        payments.pay_person(actor=request.actor, person=person, currency=currency, **said)

    covered = [(line.distribution.number, line.distribution.scope.asset, line.owed) for line in owed]
    return _pay(request, person, currency, covered, pay, deals)


def pay_institution(request, uid, currency):
    """Everything settled and owed to another institution in one currency."""
    institution = find(Institution.objects, request.actor, uid=uid)
    require(request.actor.may_all("payment.record"), _("Only finance records payments."))
    rows = SettlementPart.objects.visible_to(request.actor).filter(settlement__institution=request.actor.institution)
    owed = parts_owed(rows).filter(institution=institution, settlement__currency=currency)
    owed = owed.select_related("settlement__receipt", "settlement__asset").order_by("pk")

    def pay(**said):
        payments.pay_institution(actor=request.actor, institution=institution, currency=currency, **said)

    covered = [(part.settlement.receipt.number, part.settlement.asset, part.owed) for part in owed]
    return _pay(request, institution, currency, covered, pay)


def _pay(request, payee, currency: str, rows: list[tuple], pay, deals: Sequence[Deal] = ()):
    """`rows`: (document number, asset, amount owed) for each part that the payment covers; `deals` of shares: one is chosen."""
    form = PayForm(request.POST or None, deals=deals, initial={"paid_on": clock.today(request.actor.zone)})
    back = reverse("ip:owed")

    def act():
        pay(**form.said)
        return back

    context = {"payee": payee, "currency": currency, "rows": rows, "sum": sum(amount for _number, _asset, amount in rows),
               "submit": _("Record the payment"), "cancel": back}  # fmt: skip
    return perform(request, form, act, page="ip/owed/pay.html", context=context, done=_("The payment was recorded."))


def record_cost(request, uid):
    """What the own institution spent on an asset; `uid` is the asset's."""
    asset = find(Asset.objects, request.actor, uid=uid)
    require(access.bears_costs(request.actor, asset), costs.ONLY_OWNERS)
    today = clock.today(request.actor.zone)
    counted = {counting(deal, today) for deal in Deal.objects.visible_to(request.actor).over(asset)}
    own = Institution.objects.visible_to(request.actor).get(pk=request.actor.institution).currency
    return _cost(request, asset, None, sorted(counted | {own}), reverse("ip:asset", args=[asset.uid]))


def record_common_cost(request, uid):
    """What was spent for all who share the income of a deal: it comes back before they share. `uid` is the deal's."""
    deal = find(Deal.objects.select_related("asset", "owner"), request.actor, uid=uid)
    require(access.bears_costs(request.actor, deal.asset), costs.ONLY_OWNERS)
    return _cost(request, deal.asset, deal, [counting(deal, clock.today(request.actor.zone))], reverse("ip:deal", args=[deal.uid]))


def _cost(request, asset: Asset, deal: Deal | None, currencies: list[str], back: str):
    given = {"spent_on": clock.today(request.actor.zone), "currency": currencies[0]}
    own = Institution.objects.visible_to(request.actor).get(pk=request.actor.institution)
    form = CostForm(request.POST or None, request.FILES or None, currencies=currencies, initial=given,
                    pools=[] if deal else costs.pools_of(own))  # fmt: skip

    def act():
        said = dict(form.said)
        file = said.pop("document")
        blob = keep(file, file.name) if file else None
        costs.record_cost(actor=request.actor, asset=asset, deal=deal, document=blob, **said)
        return reverse("ip:costs")

    context = {"asset": asset, "deal": deal, "submit": _("Record the cost"), "cancel": back}
    return perform(request, form, act, page="ip/costs/record.html", context=context,
                   done=_("Recorded: it is recovered before the next income is shared."))  # fmt: skip


def reverse_cost(request, uid):
    """A cost that was recorded wrongly is taken back, while no income has recovered it."""
    cost = find(Cost.objects.select_related("asset"), request.actor, uid=uid)
    require(request.actor.may_all("receipt.record"), _("Only finance records costs."))
    back = reverse("ip:costs")

    def act():
        costs.reverse_cost(actor=request.actor, cost=cost)
        return back

    context = {"cost": cost, "submit": _("Take it back"), "cancel": back}
    return perform(request, ActionForm(request.POST or None), act, page="ip/costs/reverse.html", context=context,
                   done=_("The cost was taken back."))  # fmt: skip


def what_if(request, uid):
    """How an amount would be shared today; nothing is saved. `uid` is the deal's."""
    deal = find(Deal.objects.select_related("asset", "owner"), request.actor, uid=uid)
    require(request.actor.may_all("money.read"), _("Only finance, approvers, administrators and auditors read the money."))
    currency = counting(deal, clock.today(request.actor.zone))
    form = WhatIfForm(request.GET if "amount" in request.GET else None, currency=currency, formulas=formulas_of(request.actor, deal))
    found = []
    if form.is_bound and form.is_valid():
        found = whatif(request.actor, deal, form.cleaned_data["amount"], form.cleaned_data)
    context = {"deal": deal, "form": form, "found": found, "currency": currency, "several": len(found) > 1,
               "together": together(request.actor, found) if len(found) > 1 else []}  # fmt: skip
    return render(request, "ip/whatif/page.html", context, status=422 if form.errors else 200)
