"""Progress, next day and health of many projects, in two queries: the rows that projects/health.py computes with."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.health import Health, Level, Mark, Reason, Sign, health, next_due, progress
from projects.models import Milestone, Project
from record import clock

MEASURED = (Project.State.RUNNING, Project.State.CLOSING)
TONES = {Level.ON_TIME: "ok", Level.AT_RISK: "wait", Level.LATE: "bad"}


@dataclass(frozen=True)
class Standing:
    """What a list and a page say of how a project goes."""

    marks: list[Mark]
    progress: int  # percent by weight
    next: Mark | None
    health: Health

    @property
    def accepted(self) -> int:
        """How many milestones are accepted."""
        return sum(mark.state == Milestone.State.ACCEPTED for mark in self.marks)

    @property
    def tone(self) -> str:
        return TONES.get(self.health.level, "")

    @property
    def word(self) -> str:
        """One word for the health; where something is late, by how many days."""
        days = self.health.days_late
        late = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
        return {Level.ON_TIME: _("On time"), Level.AT_RISK: _("At risk"), Level.LATE: late}.get(self.health.level, "–")

    @property
    def reasons(self) -> list[str]:
        return [sentence(reason) for reason in self.health.reasons]


def standings(projects: Iterable[Project]) -> dict[int, Standing]:
    """By the project's key; its owner must be selected with it."""
    projects = list(projects)
    marks: dict[int, list[Mark]] = {project.pk: [] for project in projects}
    zones = {project.pk: clock.of_zone(project.owner.zone) for project in projects}
    rows = Milestone.objects.filter(project__in=list(marks)).annotate(last=Max("submissions__made_at"))
    for row in rows.order_by("project", "position").values_list("project", "position", "due", "weight", "state", "last"):
        key, position, due, weight, state, last = row
        handed_in = last.astimezone(zones[key]).date() if last else None
        marks[key].append(Mark(position, due, weight, state, handed_in))
    return {project.pk: _standing(project, marks[project.pk]) for project in projects}


def _standing(project: Project, marks: list[Mark]) -> Standing:
    today: date = clock.today(project.owner.zone)
    end = project.end if project.state == Project.State.RUNNING else None
    found = health(marks, running=project.state in MEASURED, end=end, today=today)
    return Standing(marks, progress(marks), next_due(marks), found)


def sentence(reason: Reason) -> str:
    """Why, in the reader's language."""
    texts = {
        Sign.PAST_END: ngettext("the project is %(days)d day past its end", "the project is %(days)d days past its end", reason.days),
        Sign.OVERDUE: ngettext("milestone %(position)d is %(days)d day late", "milestone %(position)d is %(days)d days late", reason.days),
        Sign.SOON: ngettext("milestone %(position)d is due in %(days)d day and not handed in",
                            "milestone %(position)d is due in %(days)d days and not handed in", reason.days),
        Sign.WAITING: ngettext("milestone %(position)d waits for its approvers since %(days)d day",
                               "milestone %(position)d waits for its approvers since %(days)d days", reason.days),
        Sign.REJECTED: _("milestone %(position)d was rejected"),
        Sign.HABIT: ngettext("milestone %(position)d was handed in %(days)d day late",
                             "milestone %(position)d was handed in %(days)d days late", reason.days),
    }  # fmt: skip
    return texts[reason.sign] % {"position": reason.position, "days": reason.days}
