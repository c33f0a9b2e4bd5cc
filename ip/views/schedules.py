"""How the income of a deal is allocated to its assets: what holds, what held, what is asked for; asking for another."""
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import Panel, latest, panel
from ip import access
from ip.actions.schedules import propose_amendment
from ip.allocating import parts_of, schedule_on
from ip.forms import AllocationForm
from ip.models import Amendment, Deal, Schedule
from record import clock
from record.actions import expect, require
from record.pages import find, perform


@dataclass
class Shown:
    """A version: its assets with their fractions, whether it holds today, and who decides on it."""

    schedule: Schedule
    parts: list[tuple[Any, Fraction]]
    holds: bool
    amendment: Amendment | None
    panel: Panel | None


def of_deal(actor, deal: Deal) -> list[Shown]:
    """The versions of a deal's schedule that count or may come to count, the latest first; none where there is one asset."""
    held = schedule_on(deal, clock.today(deal.owner.zone))
    rows = Schedule.objects.visible_to(actor).filter(deal=deal).select_related("amendment", "deal").order_by("-number")
    drafts = [row for row in rows if not hasattr(row, "amendment")][1:]  # of the draft, rewritten before it was signed
    return [_shown(actor, row, row == held) for row in rows if row not in drafts]


def _shown(actor, row: Schedule, holds: bool) -> Shown:
    parts = parts_of(row.deal, row)
    amendment = getattr(row, "amendment", None)
    asked = amendment if amendment and amendment.state == Amendment.State.IN_APPROVAL else None
    return Shown(row, [(asset, Fraction(part, row.whole)) for asset, part in parts], holds, amendment,
                 panel(latest(actor, asked), actor) if asked else None)  # fmt: skip


def allocate(request, uid):
    """Ask that what comes in from a day on is allocated otherwise; an approver decides. `uid` is the deal's."""
    deal = find(Deal.objects.select_related("asset__project__unit", "counterparty", "owner"), request.actor, uid=uid)
    require(access.deals(request.actor, deal.asset.project), _("Your role does not include preparing deals."))
    expect(deal, *Deal.CONCLUDED)
    last = Schedule.objects.visible_to(request.actor).filter(deal=deal).order_by("-number").first()
    today = clock.today(request.actor.zone)
    rows = [{"asset": asset.uid, "part": part} for asset, part in parts_of(deal, schedule_on(deal, today))]
    form = AllocationForm(request.POST or None, actor=request.actor, rows=rows,
                          initial={"seen": last.number if last else 0, "since": today})  # fmt: skip
    back = reverse("ip:deal", args=[deal.uid])

    def act():
        seen = form.cleaned_data["seen"] or 0
        propose_amendment(actor=request.actor, deal=deal, seen=seen, parts=form.pairs, **form.said)
        return back

    context = {"deal": deal, "cancel": back}
    return perform(request, form, act, page="ip/deal/allocate.html", context=context, done=_("Asked. Another person decides now."))
