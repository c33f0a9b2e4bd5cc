"""What comes due for projects."""
from governance.registry import DueKind, add_due_kinds
from projects.actions.course import start_project
from projects.actions.holding import HOLDS, hold_amendment
from projects.models import Amendment, Project


def _start(*, actor, due) -> None:
    project = Project.objects.select_related("owner").get(uid=due.subject)
    start_project(actor=actor, project=project, on=due.on)


def _hold(*, actor, due) -> None:
    amendment = Amendment.objects.select_related("project__owner").get(uid=due.subject)
    hold_amendment(actor=actor, amendment=amendment)


add_due_kinds(DueKind("project.start", _start), DueKind(HOLDS, _hold))
