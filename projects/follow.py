"""What follows from events of projects: reminders of milestones are planned when the plan holds or is amended."""
from datetime import timedelta

from governance.models import Due
from projects import events  # noqa: F401 - kinds of events come before who listens for them
from projects.milestone_due import DAYS, MILESTONE_DUE
from projects.models import Amendment, Project
from record import clock
from record.registry import Consumer, add_consumers


def plan_reminders(event) -> None:
    """The rows by which the sweep will remind; those for a day that no longer holds say nothing when they come due."""
    of_amendment = Amendment.objects.filter(uid=event.subject).values("project")
    project = Project.objects.select_related("owner").filter(uid=event.subject).first() or Project.objects.get(pk__in=of_amendment)
    today = clock.today(project.owner.zone)
    rows = project.milestones.changeable().select_related("responsible__institution")
    Due.objects.bulk_create(
        [
            Due(kind=MILESTONE_DUE, subject=row.uid, of=row._meta.label_lower, on=on, institution=row.responsible.institution)
            for row in rows
            for on in (row.due - timedelta(days=n) for n in DAYS)
            if on > today
        ],
        ignore_conflicts=True,
    )


add_consumers(
    Consumer("projects.reminders", frozenset({"project.signed", "amendment.agreed", "amendment.applied"}), plan_reminders,
             follow_up=True),
)
