"""What becomes of the plan when the parties end a project early: open milestones are cancelled, open questions end."""
from governance.actions import void_decision
from governance.models import Decision
from projects.actions.submissions import FAIL, KIND
from projects.models import Failure, Milestone, Project, Submission
from record.actions import action, move, record


def plan_rows(project: Project) -> list:
    """Every row that cancelling changes: to be locked together with the project."""
    return [*project.milestones.filter(state__in=Milestone.CANCELLABLE), *_questions(project)]


def _questions(project: Project):
    submitted = Submission.objects.filter(milestone__project=project).values("uid")
    failing = Failure.objects.filter(milestone__project=project).values("uid")
    open_now = Decision.objects.open()
    return open_now.filter(kind=KIND, subject__in=submitted) | open_now.filter(kind=FAIL, subject__in=failing)


@action
def cancel_plan(*, actor, project: Project) -> None:
    """Called inside the action that ends the project, which has locked `plan_rows`. What was accepted stays, with its money."""
    for decision in _questions(project):
        void_decision(actor=actor, decision=decision, why="cancelled")
    for milestone in project.milestones.filter(state__in=Milestone.CANCELLABLE):
        move(milestone, Milestone.State.CANCELLED)
        record("milestone.cancelled", milestone, about={"project": project})
