"""Receipts of deals: recorded, shown with all that became of them, settled, taken back."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import talk
from ip.actions import receipts, settlements
from ip.actions.receiving import receive_and_prepare
from ip.forms.money import PartsForm, ReasonsForm, ReceiptForm
from ip.income import TONES, Stage, staged
from ip.models import Deal, Distribution, Settlement, SettlementPart
from ip.settling import terms_of
from ip.telling import cited
from ledger.models import Entry, Receipt
from record import clock
from record.actions import require
from record.feed import feed
from record.files import keep
from record.pages import find, perform


def page_of(receipt: Receipt) -> str:
    return reverse("ip:receipt", args=[receipt.uid])


def record(request, uid):
    """A bank line for a deal; the main button goes on to settle and prepare it. `uid` is the deal's."""
    deal = find(Deal.objects.select_related("counterparty", "asset"), request.actor, uid=uid)
    require(request.actor.may_all("receipt.record"), _("Only finance records what came in."))
    given = {"received_on": clock.today(request.actor.zone)}
    form = ReceiptForm(request.POST or None, request.FILES or None, deal=deal, actor=request.actor, initial=given)

    def act():
        said = dict(form.said)
        file = said.pop("document")
        blob = keep(file, file.name) if file else None
        if "prepare" in request.POST:
            return _of(receive_and_prepare(actor=request.actor, deal=deal, document=blob, **said))
        return page_of(receipts.record_deal_receipt(actor=request.actor, deal=deal, document=blob, **said))

    context = {"deal": deal, "cancel": reverse("ip:deal", args=[deal.uid]), "terms": terms_of(deal, given["received_on"])}
    return perform(request, form, act, page="ip/receipt/record.html", context=context, done=_("Recorded."))


def _of(row) -> str:
    """The page of what recording led to: a receipt to settle with reasons, a settlement in approval, a distribution."""
    if isinstance(row, Receipt):
        return reverse("ip:settle", args=[row.uid])
    return reverse("ip:settlement" if isinstance(row, Settlement) else "ip:distribution", args=[row.uid])


def receipt(request, uid):
    """What came in, its entries, and how far its sharing has come."""
    row = find(Receipt.objects.select_related("payer", "institution", "document", "for_deal__deal__asset", "recorded_by__person"),
               request.actor, uid=uid, for_deal__isnull=False)  # fmt: skip
    stage = staged(Receipt.objects.visible_to(request.actor)).get(pk=row.pk).stage
    settled = Settlement.objects.visible_to(request.actor).filter(receipt=row).order_by("-pk")
    shared = Distribution.objects.visible_to(request.actor).filter(part__settlement__receipt=row).order_by("-pk")
    entries = Entry.objects.visible_to(request.actor).filter(posting__source=row.uid).select_related("account", "posting")
    context = {
        "receipt": row, "deal": row.for_deal.deal, "stage": Stage(stage).label, "tone": TONES[stage], "settlements": settled,
        "distributions": shared, "banked": row.amount - row.withheld,
        "entries": [(entry, max(entry.amount, 0), max(-entry.amount, 0)) for entry in entries.order_by("pk")],
        "records": request.actor.may_all("receipt.record"), "to_settle": stage == Stage.TO_SETTLE,
        "to_share": settled.first() if stage == Stage.TO_SHARE else None,
        "events": feed(request.actor, row.uid, limit=8), "talk": talk(request.actor, row),
    }  # fmt: skip
    return render(request, "ip/receipt/page.html", context)


def reverse_it(request, uid):
    row = find(Receipt.objects.select_related("payer"), request.actor, uid=uid, for_deal__isnull=False)
    form = ReasonsForm(request.POST or None, initial={"seen": row.version})

    def act():
        return page_of(receipts.reverse_deal_receipt(actor=request.actor, receipt=row, seen=form.cleaned_data["seen"], **form.said))

    context = {"receipt": row, "submit": _("Take the receipt back"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/receipt/reverse.html", context=context, done=_("Taken back."))


def settle(request, uid):
    """Settle a receipt between the owners; parts are asked for only where neither clause nor law states any."""
    row = find(Receipt.objects.select_related("payer"), request.actor, uid=uid, for_deal__isnull=False)
    require(request.actor.may_all("distribution.prepare"), _("Only finance of the institution that received prepares its settlement."))
    terms = terms_of(row.for_deal.deal, row.received_on)
    asked = terms.institutions if terms.parts is None else []
    form = PartsForm(request.POST or None, owners=asked)
    if not asked:
        form.fields["reasons"].required = False
        form.fields["reasons"].widget = form.fields["reasons"].hidden_widget()

    def act():
        said = {"parts": form.parts, "reasons": form.cleaned_data["reasons"]}
        settlement = settlements.prepare_settlement(actor=request.actor, receipt=row, **said)
        if settlement.basis == Settlement.Basis.SOLE_OWNER:
            own = SettlementPart.objects.visible_to(request.actor).get(settlement=settlement)
            return reverse("ip:prepare_distribution", args=[own.uid])
        return reverse("ip:settlement", args=[settlement.uid])

    context = {"receipt": row, "terms": terms, "parts": _told(terms), "cited": cited(terms.citation), "cancel": page_of(row),
               "submit": _("Prepare the settlement")}  # fmt: skip
    return perform(request, form, act, page="ip/receipt/settle.html", context=context, done=_("Prepared."))


def _told(terms) -> list[tuple]:
    return list(zip(terms.institutions, [part for _key, part in terms.parts.parts], strict=True)) if terms.parts else []

