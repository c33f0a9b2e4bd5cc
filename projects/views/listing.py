"""The list of projects, its totals and its export."""
from django.db.models import F, Min, OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from projects.forms import ProjectFilter
from projects.health import UNFINISHED
from projects.models import Milestone, Participation, Project
from projects.standing import standings
from record.lists import browse, summable
from record.numbers import as_counted
from record.texts import picked
from record.wording import listed, money

SORTS = {
    "title": (picked("title"),), "number": as_counted(), "state": ("state",), "budget": ("currency", "budget"),
    "due": (F("next_due").asc(nulls_last=True),), "accepted": ("accepted",), "newest": ("-pk",),
}  # fmt: skip


def projects(request):
    """What the reader may see, searched in title, number, partner and person."""
    actor = request.actor
    parties = Participation.objects.visible_to(actor).parties().select_related("institution")
    rows = _sortable(Project.objects.visible_to(actor).select_related("owner"))
    rows = rows.prefetch_related(Prefetch("participations", parties, to_attr="parties"))
    found = browse(request, rows, ProjectFilter, SORTS, first="newest")
    if found.exported:
        return found.table("projects", _heads(), _cells)
    sums = found.rows.order_by("currency").values("currency").annotate(sum=Sum("budget"))
    total = listed(money(row["sum"], row["currency"]) for row in sums if row["sum"])
    context = {"total": _("Budgets of all that match: %(sum)s") % {"sum": total} if total else ""}
    found.page.object_list = list(found.page.object_list)
    known = standings(found.page.object_list)
    for project in found.page.object_list:
        project.standing = known[project.pk]
    return found.shown("projects/list", {**context, "may_log": bool(actor.scopes("project.write"))})


def _sortable(rows):
    """With the weight that is accepted and the next day, so that the database can sort by them."""
    plan = Milestone.objects.filter(project=OuterRef("pk")).order_by().values("project")
    accepted = plan.filter(state=Milestone.State.ACCEPTED).annotate(sum=Sum("weight")).values("sum")
    due = plan.filter(state__in=UNFINISHED).annotate(first=Min("due")).values("first")
    return rows.annotate(accepted=Coalesce(Subquery(accepted), 0), next_due=Subquery(due))


def _heads() -> list[str]:
    return [_("Number"), _("Title in English"), _("Title in Chinese"), _("Kind"), _("State"), _("Parties"), _("Start"),
            _("End"), _("Currency"), _("Budget"), _("Accepted by weight, %"), _("Next due")]  # fmt: skip


def _cells(project: Project) -> list:
    parties = "; ".join(party.institution.name for party in project.parties)
    return [project.number, project.title_en, project.title_zh, project.get_kind_display(), project.get_state_display(),
            parties, project.start, project.end, project.currency, summable(project.budget, project.currency),
            project.accepted, project.next_due]  # fmt: skip
