"""What comes due for projects."""
from governance.registry import DueKind, add_due_kinds
from projects.actions.course import start_project
from projects.models import Project


def _start(*, actor, due) -> None:
    project = Project.objects.select_related("owner").get(uid=due.subject)
    start_project(actor=actor, project=project, on=due.on)


add_due_kinds(DueKind("project.start", _start))
