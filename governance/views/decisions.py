"""Decisions: which there are, who is asked, and saying yes or no."""
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import cast_vote
from governance.forms import DecisionFilter, VoteForm
from governance.models import Decision
from governance.panel import panel, talk
from governance.registry import decision_kind
from record import registry
from record.feed import feed
from record.lists import EXPORTED, browse, csv_of
from record.pages import find, perform

SORTS = {"due": ("due",), "state": ("state",), "kind": ("kind",), "put": ("made_at",)}


def decisions(request):
    """Every decision on something that the actor sees, the newest first."""
    rows = Decision.objects.visible_to(request.actor).select_related("owner")
    found = browse(request, rows, DecisionFilter, SORTS, first="-put")
    if found.exported:
        return csv_of("decisions", _heads(), _cells(found.rows, request.actor))
    named = registry.names({(d.of, d.subject) for d in found.page}, request.actor)
    shown = [{"decision": d, "kind": decision_kind(d.kind).name, "matter": named[d.subject]} for d in found.page]
    return found.shown("governance/decisions", {"shown": shown})


def _heads() -> list[str]:
    return [_("Matter"), _("Kind"), _("Put forward by"), _("Put forward on"), _("Due"), _("State"), _("Ended on")]


def _cells(rows, actor):
    """In pages, so that the names of many rows are asked for at once."""
    for page in Paginator(rows, EXPORTED):
        named = registry.names({(d.of, d.subject) for d in page}, actor)
        for d in page:
            closed = timezone.localdate(d.closed_at) if d.closed_at else None
            yield [named[d.subject][0], decision_kind(d.kind).name, d.owner.name, timezone.localdate(d.made_at), d.due,
                   d.get_state_display(), closed]  # fmt: skip


def decision(request, uid):
    """One decision: who was asked, who can answer, who said what. Opening it decides nothing."""
    row = find(Decision.objects.select_related("owner"), request.actor, uid=uid)
    return render(request, "governance/decision/page.html", _around(request, row))


def decide(request, uid):
    """The voice of the actor's seat, on exactly what was read."""
    row = find(Decision.objects.select_related("owner"), request.actor, uid=uid)
    kind = decision_kind(row.kind)
    form = VoteForm(request.POST or None, initial={"seen": row.fingerprint}, conditions=kind.conditions)
    to = kind.url(kind.subject(row)) or reverse("governance:decision", args=[uid])

    def act():
        cast_vote(actor=request.actor, decision=row, seen=form.cleaned_data["seen"], **form.said)
        return to

    context = {**_around(request, row), "submit": _("Decide"), "cancel": to, "follows": kind}
    page, done = "governance/decision/decide.html", _("Your decision stands in the record.")
    return perform(request, form, act, page=page, context=context, done=done)


def _around(request, row: Decision) -> dict:
    kind = decision_kind(row.kind)
    subject = kind.subject(row)
    return {
        "decision": row, "kind": kind.name, "matter": kind.title(subject), "matter_url": kind.url(subject),
        "panel": panel(row, request.actor), "talk": talk(request.actor, subject),
        "events": feed(request.actor, row.uid),
    }  # fmt: skip
