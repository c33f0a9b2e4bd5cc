"""Receipts of deals: recorded, shown with all that became of them, settled, taken back."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import talk
from ip.actions import receipts, refunds, settlements
from ip.actions.receiving import receive_and_prepare
from ip.allocating import assets_of, slices_of
from ip.exchange import counting
from ip.forms.money import PartsForm, ReasonsForm, ReceiptForm, RefundForm
from ip.income import TONES, Stage, staged
from ip.models import Deal, Distribution, Settlement, SettlementPart
from ip.settling import terms_of
from ip.telling import cited
from ledger.models import Entry, Receipt
from record import clock
from record.actions import require
from record.errors import WrongState
from record.feed import feed
from record.files import keep
from record.pages import find, perform

B = Settlement.Basis


def page_of(receipt: Receipt) -> str:
    return reverse("ip:receipt", args=[receipt.uid])


def record(request, uid):
    """A bank line for a deal; the main button goes on to settle and prepare it. `uid` is the deal's."""
    deal = find(Deal.objects.select_related("counterparty", "asset"), request.actor, uid=uid)
    require(request.actor.may_all("receipt.record"), _("Only finance records what came in."))
    if deal.state not in Deal.CONCLUDED:
        raise WrongState(_("Money is recorded for a deal that is signed; this one is not, or not yet."))
    today = clock.today(request.actor.zone)
    form = ReceiptForm(request.POST or None, request.FILES or None, deal=deal, counts_in=counting(deal, today), actor=request.actor,
                       initial={"received_on": today})  # fmt: skip

    def act():
        said = dict(form.said)
        file = said.pop("document")
        blob = keep(file, file.name) if file else None
        if "prepare" in request.POST:
            return _next(request.actor, receive_and_prepare(actor=request.actor, deal=deal, document=blob, **said))
        return page_of(receipts.record_deal_receipt(actor=request.actor, deal=deal, document=blob, **said))

    terms = [terms_of(deal, asset, today) for asset in assets_of(deal, today)]
    context = {"deal": deal, "cancel": reverse("ip:deal", args=[deal.uid]), "alone": all(t.basis == B.SOLE_OWNER for t in terms),
               "stated": all(t.parts for t in terms)}  # fmt: skip
    return perform(request, form, act, page="ip/receipt/record.html", context=context, done=_("Recorded."))


def _next(actor, receipt: Receipt) -> str:
    """The page of what recording led to: to be settled with reasons, a settlement or distribution in approval, or all of them."""
    settled = list(Settlement.objects.visible_to(actor).filter(receipt=receipt).order_by("pk"))
    if not settled:
        return reverse("ip:settle", args=[receipt.uid])
    if len(settled) > 1:
        return page_of(receipt)
    shared = Distribution.objects.visible_to(actor).filter(part__settlement=settled[0]).first()
    return reverse("ip:distribution" if shared else "ip:settlement", args=[shared.uid if shared else settled[0].uid])


def receipt(request, uid):
    """What came in, its entries, and how far its sharing has come."""
    row = find(Receipt.objects.select_related("payer", "institution", "document", "for_deal__deal__asset", "recorded_by__person",
                                               "corrects"),
               request.actor, uid=uid, for_deal__isnull=False)  # fmt: skip
    stage = staged(Receipt.objects.visible_to(request.actor)).get(pk=row.pk).stage
    settled = Settlement.objects.visible_to(request.actor).filter(receipt=row).select_related("asset").order_by("-pk")
    shared = Distribution.objects.visible_to(request.actor).filter(part__settlement__receipt=row).select_related("scope__asset")
    entries = Entry.objects.visible_to(request.actor).filter(posting__source=row.uid).select_related("account", "posting")
    context = {
        "receipt": row, "deal": row.for_deal.deal, "stage": Stage(stage).label, "tone": TONES[stage], "settlements": settled,
        "distributions": shared.order_by("-pk"), "slices": slices_of(row), "banked": row.amount - row.withheld,
        "refundable": stage in (Stage.SHARED, Stage.HELD) and not row.corrects_id,
        "refunds": Receipt.objects.visible_to(request.actor).filter(corrects=row).order_by("pk"),
        "entries": [(entry, max(entry.amount, 0), max(-entry.amount, 0)) for entry in entries.order_by("pk")],
        "records": request.actor.may_all("receipt.record"), "to_settle": stage == Stage.TO_SETTLE,
        "to_share": _to_share(request.actor, row) if stage == Stage.TO_SHARE else None,
        "events": feed(request.actor, row.uid, limit=8), "talk": talk(request.actor, row),
    }  # fmt: skip
    return render(request, "ip/receipt/page.html", context)


def _to_share(actor, receipt: Receipt) -> SettlementPart | None:
    """The first own part of it that nobody has shared yet."""
    shared = Distribution.objects.visible_to(actor).filter(state__in=Distribution.STANDING)
    parts = SettlementPart.objects.visible_to(actor).to_share().filter(settlement__receipt=receipt, settlement__state="posted")
    own = parts.filter(institution=actor.institution).exclude(pk__in=shared.values("part"))
    return own.order_by("pk").first()


def reverse_it(request, uid):
    row = find(Receipt.objects.select_related("payer"), request.actor, uid=uid, for_deal__isnull=False)
    form = ReasonsForm(request.POST or None, initial={"seen": row.version})

    def act():
        return page_of(receipts.reverse_deal_receipt(actor=request.actor, receipt=row, seen=form.cleaned_data["seen"], **form.said))

    context = {"receipt": row, "submit": _("Take the receipt back"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/receipt/reverse.html", context=context, done=_("Taken back."))


def refund(request, uid):
    """A part of it went back: every line of what was shared gives back its proportion, and another person approves it."""
    row = find(Receipt.objects.select_related("payer"), request.actor, uid=uid, for_deal__isnull=False)
    form = RefundForm(request.POST or None, request.FILES or None, receipt=row,
                      initial={"seen": row.version, "received_on": clock.today(request.actor.zone)})  # fmt: skip

    def act():
        said = dict(form.said)
        file = said.pop("document")
        made = refunds.record_deal_refund(actor=request.actor, receipt=row, document=keep(file, file.name) if file else None,
                                          seen=form.cleaned_data["seen"], **said)  # fmt: skip
        return _next(request.actor, made)

    context = {"receipt": row, "left": row.left["amount"], "submit": _("Record the refund"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/receipt/refund.html", context=context,
                   done=_("Recorded. Another person approves what is taken back."))  # fmt: skip


def settle(request, uid):
    """Settle a receipt between the owners of each asset; parts are asked for only where neither clause nor law states any."""
    row = find(Receipt.objects.select_related("payer"), request.actor, uid=uid, for_deal__isnull=False)
    require(request.actor.may_all("distribution.prepare"), _("Only finance of the institution that received prepares its settlement."))
    told = [(slice_, terms_of(row.for_deal.deal, slice_.asset, row.received_on)) for slice_ in slices_of(row)]
    asked = {slice_.asset: terms.institutions for slice_, terms in told if terms.parts is None and not row.corrects_id}
    form = PartsForm(request.POST or None, asked=asked)

    def act():
        said = {"parts": form.parts, "reasons": form.cleaned_data["reasons"]}
        made = settlements.settle_receipt(actor=request.actor, receipt=row, **said)
        own = _to_share(request.actor, row)
        if len(made) == 1 and made[0].basis == B.SOLE_OWNER and own:
            return reverse("ip:prepare_distribution", args=[own.uid])
        return reverse("ip:settlement", args=[made[0].uid]) if len(made) == 1 else page_of(row)

    context = {"receipt": row, "told": [(slice_, terms, _parts(terms), cited(terms.citation)) for slice_, terms in told], "asked": asked,
               "submit": _("Prepare the settlement"), "cancel": page_of(row)}  # fmt: skip
    return perform(request, form, act, page="ip/receipt/settle.html", context=context, done=_("Prepared."))


def _parts(terms) -> list[tuple]:
    return list(zip(terms.institutions, [part for _key, part in terms.parts.parts], strict=True)) if terms.parts else []
