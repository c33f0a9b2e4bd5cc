"""The desk of a public body: projects in which it takes part, how each goes, and what its money came to."""
from django.shortcuts import render
from django.utils.translation import gettext as _

from projects.forms import OutlineFilter
from projects.models import Outline, Participation, Project
from projects.outlines import figures, inside, with_own_money
from projects.standing import standings
from record import clock
from record.actions import require
from record.lists import browse, summable
from record.numbers import as_counted
from record.pages import find
from record.texts import picked

SORTS = {"title": (picked("title"),), "number": as_counted(), "state": ("state",), "promised": ("currency", "promised"),
         "brought": ("currency", "brought"), "newest": ("-pk",)}  # fmt: skip


def desk(request):
    """All of them, with the figures of all that match."""
    actor = request.actor
    require(actor.may_all("funding.read"), _("This desk is for government officers."))
    rows = with_own_money(Outline.objects.visible_to(actor).select_related("owner"), actor.institution)
    found = browse(request, rows, OutlineFilter, SORTS, first="newest")
    if found.exported:
        return found.table("funded", _heads(), _cells)
    page = list(found.page.object_list)
    known = standings(page)
    return found.shown("projects/funded", {"shown": [(row, known[row.pk]) for row in page], "figures": figures(found.rows)})


def _heads() -> list[str]:
    return [_("Number"), _("Title in English"), _("Title in Chinese"), _("Lead"), _("Our role"), _("State"), _("Start"), _("End"),
            _("Currency"), _("Promised by us"), _("Brought by us")]  # fmt: skip


def _cells(row) -> list:
    return [row.number, row.title_en, row.title_zh, row.owner.name, Participation.Role(row.part).label, row.get_state_display(),
            row.start, row.end, row.currency, summable(row.promised, row.currency), summable(row.brought, row.currency)]  # fmt: skip


def outline(request, uid):
    """One of them, from outside."""
    actor = request.actor
    rows = with_own_money(Outline.objects.visible_to(actor).select_related("owner"), actor.institution)
    row = find(rows, actor, uid=uid)
    context = {
        "project": row, "role": Participation.Role(row.part).label, "today": clock.today(row.owner.zone),
        "enters": Project.objects.visible_to(actor).filter(pk=row.pk).exists(), **inside(row, actor.institution),
    }  # fmt: skip
    return render(request, "projects/funded/outline.html", context)
