"""Deals: the list, one on its page, its draft, and its way through approval to its end."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import latest, panel, talk
from ip import access, actions
from ip.allocating import last_schedule, parts_of
from ip.fingerprints import deal_fingerprint
from ip.floors import of_deal
from ip.forms import DealFilter, DealForm, EndForm
from ip.hearings import heard
from ip.models import Asset, Deal
from ip.views import schedules
from ip.wording import tell_floors
from record import clock, registry
from record.actions import expect, require
from record.feed import feed
from record.lists import browse, summable
from record.numbers import as_counted
from record.pages import ActionForm, find, perform
from record.texts import picked
from record.wording import figure

S = Deal.State
SORTS = {"number": as_counted(), "asset": (picked("asset__title"),), "with": (picked("counterparty__name"),),
         "signed": ("signed_on",), "state": ("state",), "newest": ("-pk",)}  # fmt: skip


def _page(deal) -> str:
    return reverse("ip:deal", args=[deal.uid])


def deals(request):
    """Every deal of the own institution that the reader may see."""
    require(bool(request.actor.scopes("deal.read")))
    rows = Deal.objects.visible_to(request.actor).select_related("asset", "counterparty")
    found = browse(request, rows, DealFilter, SORTS, first="newest")
    if found.exported:
        return found.table("deals", _heads(), _cells)
    context = {"records": request.actor.may_all("receipt.record"), "drafts": bool(request.actor.scopes("deal.write"))}
    return found.shown("ip/deals", context)


def _heads() -> list[str]:
    return [_("Number"), _("Asset"), _("Counterparty"), _("Kind"), _("Licence"), _("Currency"), _("Fixed amount"),
            _("Signed on"), _("Starts on"), _("Ends on"), _("State")]  # fmt: skip


def _cells(deal: Deal) -> list:
    return [deal.number, deal.asset.title, deal.counterparty.name, deal.get_kind_display(), deal.get_scope_display(),
            deal.currency, summable(deal.amount, deal.currency), deal.signed_on,
            deal.starts_on, deal.ends_on, deal.get_state_display()]  # fmt: skip


def deal(request, uid):
    """One deal: what was agreed, who approves it, and, from others, what it brought."""
    actor = request.actor
    row = find(Deal.objects.select_related("asset__project__unit", "counterparty", "owner"), actor, uid=uid)
    return render(request, "ip/deal/page.html", {
        "deal": row, "asset": row.asset, "schedules": schedules.of_deal(actor, row),
        "panel": panel(latest(actor, row), actor), "talk": talk(actor, row),
        "sections": registry.sections("deal", actor, row), "events": feed(actor, row.uid, limit=12),
        "undecided": row.state in (S.DRAFT, S.IN_APPROVAL), "floors": tell_floors(of_deal(row, clock.today(row.owner.zone)), row.currency),
        "heard": heard(actor, row), "fingerprint": deal_fingerprint(row), "writes": access.deals(actor, row.asset.project),
    })  # fmt: skip


def draft(request, uid):
    """A new deal over an asset; `uid` is the asset's."""
    asset = find(Asset.objects.select_related("project__unit"), request.actor, uid=uid)
    require(access.deals(request.actor, asset.project), _("Your role does not include preparing deals."))
    form = DealForm(request.POST or None, actor=request.actor, asset=asset, rows=[])

    def act():
        return _page(actions.draft_deal(actor=request.actor, asset=asset, parts=form.parts, **form.said))

    context = {"asset": asset, "cancel": reverse("ip:asset", args=[asset.uid]), "heading": _("Draft a deal")}
    return perform(request, form, act, page="ip/deal/edit.html", context=context, done=_("A draft: nobody outside sees it."))


def edit(request, uid):
    row = _own(request, uid, S.DRAFT)
    given = DealForm.said_by(row)
    if row.amount is not None:
        given["amount"] = figure(row.amount, row.currency)
    (_asset, first), *others = parts_of(row, last_schedule(row))
    given["first_part"] = first if others else None
    rows = [{"asset": asset.uid, "part": part} for asset, part in others]
    form = DealForm(request.POST or None, actor=request.actor, asset=row.asset, rows=rows, initial=given)

    def act():
        said = {"seen": form.cleaned_data["seen"], "parts": form.parts, **form.said}
        return _page(actions.change_deal(actor=request.actor, deal=row, **said))

    context = {"asset": row.asset, "cancel": _page(row), "heading": _("Change the deal")}
    return perform(request, form, act, page="ip/deal/edit.html", context=context, done=_("Saved."))


def propose(request, uid):
    row = _own(request, uid, S.DRAFT)
    form = ActionForm(request.POST or None, initial={"seen": deal_fingerprint(row)})

    def act():
        actions.propose_deal(actor=request.actor, deal=row, seen=form.cleaned_data["seen"])
        return _page(row)

    context = {"deal": row, "cancel": _page(row), "submit": _("Ask for approval")}
    return perform(request, form, act, page="ip/deal/propose.html", context=context, done=_("An approver is asked now."))


def withdraw(request, uid):
    row = _own(request, uid, S.DRAFT, S.IN_APPROVAL)

    def act():
        return _page(actions.withdraw_deal(actor=request.actor, deal=row))

    submit, done = (_("Put away"), _("Put away.")) if row.state == S.DRAFT else (_("Take it back"), _("Taken back."))
    context = {"deal": row, "cancel": _page(row), "submit": submit}
    return perform(request, ActionForm(request.POST or None), act, page="ip/deal/withdraw.html", context=context, done=done)


def end(request, uid):
    row = _own(request, uid, S.SIGNED)
    form = EndForm(request.POST or None, initial={"seen": row.version})

    def act():
        return _page(actions.end_deal(actor=request.actor, deal=row, seen=form.cleaned_data["seen"], **form.said))

    context = {"deal": row, "cancel": _page(row), "submit": _("End the deal")}
    return perform(request, form, act, page="ip/deal/end.html", context=context, done=_("Ended."))


def _own(request, uid, *states) -> Deal:
    row = find(Deal.objects.select_related("asset__project__unit", "counterparty", "owner"), request.actor, uid=uid)
    require(access.deals(request.actor, row.asset.project), _("Your role does not include preparing deals."))
    expect(row, *states)
    return row
