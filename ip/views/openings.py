"""Opening balances: the list, one with its evidence, entering one, deciding on it, taking it back."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import latest, panel, talk
from ip import access
from ip.actions import openings as actions
from ip.actions.costs import pools_of
from ip.exchange import counting
from ip.forms.income import OpeningFilter
from ip.forms.money import ReasonsForm
from ip.forms.openings import OpeningForm
from ip.models import Asset, Deal, Opening, OpeningLine
from ip.views.income import money_only, tabs
from ip.views.voting import vote
from partners.models import Institution
from record import clock
from record.actions import require
from record.downloads import sent
from record.feed import feed
from record.files import keep
from record.lists import browse, summable
from record.pages import find, perform


def page_of(row: Opening) -> str:
    return reverse("ip:opening", args=[row.uid])


def _found(request, uid) -> Opening:
    related = ("scope__asset", "deal__asset", "institution", "evidence", "prepared_by__person", "approved_by__person")
    return find(Opening.objects.select_related(*related), request.actor, uid=uid)


def openings(request):
    """What cases had brought before these books began."""
    money_only(request)
    rows = Opening.objects.visible_to(request.actor).select_related("scope__asset", "deal__asset")
    sorts = {"on": ("on",), "amount": ("scope__currency", "life_to_date"), "state": ("state",)}
    found = browse(request, rows, OpeningFilter, sorts, first="-on")
    if found.exported:
        heads = [_("Asset"), _("Deal"), _("As of"), _("Currency"), _("Net shared so far"), _("Open costs"), _("State")]
        return found.csv("openings", heads, _cells)
    return found.shown("ip/openings", {"tabs": tabs("openings")})


def _cells(row: Opening) -> list:
    currency = row.scope.currency
    return [row.scope.asset.title, row.deal or "", row.on, currency, summable(row.life_to_date, currency),
            summable(row.pool, currency), row.get_state_display()]  # fmt: skip


def opening(request, uid):
    row, actor = _found(request, uid), request.actor
    decision = latest(actor, row)
    context = {
        "opening": row, "currency": row.scope.currency, "panel": panel(decision, actor), "decision": decision, "talk": talk(actor, row),
        "lines": OpeningLine.objects.visible_to(actor).filter(opening=row).select_related("person").order_by("line"),
        "fingerprint": actions.opening_fingerprint(row), "events": feed(actor, row.uid, limit=8),
        "prepares": actor.may_all("distribution.prepare"),
        "counted_as": dict(actions.schedules_of(row.institution)).get(row.schedule, row.schedule) if row.schedule else "",
    }  # fmt: skip
    return render(request, "ip/opening/page.html", context)


def prepare(request, uid):
    """Enter what an asset had brought; `uid` is the asset's."""
    actor = request.actor
    asset = find(Asset.objects, actor, uid=uid)
    require(access.bears_costs(actor, asset) and actor.may_all("distribution.prepare"), _("Only finance enters opening balances."))
    today = clock.today(actor.zone)
    counted = {counting(deal, today) for deal in Deal.objects.visible_to(actor).over(asset)}
    own = Institution.objects.visible_to(actor).get(pk=actor.institution)
    currencies = sorted(counted | {own.currency})
    form = OpeningForm(request.POST or None, request.FILES or None, actor=actor, asset=asset, currencies=currencies,
                       pools=pools_of(own), parties=actions.parties_of(own), schedules=actions.schedules_of(own),
                       initial={"on": today, "currency": currencies[0]})  # fmt: skip

    def act():
        file = form.cleaned_data["evidence"]
        return page_of(actions.prepare_opening(actor=actor, asset=asset, evidence=keep(file, file.name), **form.given))

    context = {"asset": asset, "cancel": reverse("ip:asset", args=[asset.uid])}
    return perform(request, form, act, page="ip/opening/prepare.html", context=context, done=_("Prepared. Another person approves it now."))


def decide(request, uid):
    row = _found(request, uid)
    return vote(request, row, page_of(row))


def reverse_it(request, uid):
    """Propose to take it back, while nothing of its case is shared."""
    row = _found(request, uid)
    form = ReasonsForm(request.POST or None, initial={"seen": row.version})

    def act():
        actions.propose_opening_reversal(actor=request.actor, opening=row, seen=form.cleaned_data["seen"], **form.said)
        return page_of(row)

    context = {"opening": row, "submit": _("Propose to take it back"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/opening/reverse.html", context=context, done=_("Proposed. Another person decides now."))


def evidence(request, uid):
    row = _found(request, uid)
    return sent(row.evidence, f"opening-{row.on}")
