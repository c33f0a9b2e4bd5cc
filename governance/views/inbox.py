"""The first page: what waits for me, what I have to do with, what happened last."""
from datetime import timedelta

from django.shortcuts import render

from governance.waiting import waiting
from record import clock, registry
from record.feed import recent

LATEST, DAYS = 8, 90


def inbox(request):
    """Decisions, and whatever upper floors add: rows that wait ("waiting"), sections of their own ("inbox")."""
    actor, today = request.actor, clock.today(request.actor.zone)
    rows = waiting(actor, today)
    return render(request, "governance/inbox/page.html", {
        "rows": rows, "soon": sum(1 for _row, tone in rows if tone), "hour": clock.hour(actor.zone),
        "manages": actor.may_all("people.manage"),
        "sections": registry.sections("inbox", actor), "events": recent(actor, clock.now() - timedelta(days=DAYS), LATEST),
    })  # fmt: skip
