"""What a draft still lacks before it can be put before the parties: a list that the page shows and the action asks."""
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from projects.models import Contribution, ContributionKind, Project
from projects.plan import plan_lacks


@dataclass(frozen=True)
class Lack:
    text: str
    page: str  # the name of the page on which it is said


def lacks(project: Project) -> list[Lack]:
    """In the order in which one fills in the draft; empty when it can be proposed."""
    return [Lack(text, f"projects:{page}") for text, page in (*_basics(project), *_parties(project), *_plan(project))]


def _basics(project: Project):
    if not (project.start and project.end):
        yield _("Say from when to when the project runs."), "edit"
    if not project.investigator_id:
        yield _("Name who leads the work."), "edit"
    if not project.summary.strip():
        yield _("Say what it is about."), "edit"


def _parties(project: Project):
    if project.participations.parties().count() < 2:
        yield _("Name at least one other party."), "parties"
    planned = Contribution.objects.filter(participation__project=project)
    cash = planned.filter(kind=ContributionKind.CASH).aggregate(sum=Sum("amount"))["sum"] or 0
    if cash > project.budget:
        yield _("The cash that the parties bring is more than the budget."), "parties"
    if project.start and project.end:
        outside = planned.exclude(since__gte=project.start, until__lte=project.end)
        if outside.exists():
            yield _("A contribution lies outside of the project’s period."), "parties"


def _plan(project: Project):
    for text in plan_lacks(project):
        yield text, "plan"
