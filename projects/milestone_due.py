"""What comes due for milestones: reminders that say what is open. Nothing is accepted, refused or moved by a date."""
from governance.models import Due
from governance.registry import DueKind, add_due_kinds
from projects.actions.acceptance import CONDITION_DUE
from projects.models import Condition, Milestone, Project
from record.actions import action, record

MILESTONE_DUE = "milestone.due"
DAYS = (14, 1, -7)  # days before the milestone is due (negative: after) on which it is spoken of


@action
def remind_of_milestone(*, actor, due: Due) -> None:
    """Say that a milestone is near or past its day and not submitted; one whose day was amended has rows of its own."""
    milestone = Milestone.objects.select_related("project").get(uid=due.subject)
    waits = milestone.state in Milestone.IN_HAND
    if waits and milestone.project.state == Project.State.RUNNING and (milestone.due - due.on).days in DAYS:
        about = {"milestone": milestone, "project": milestone.project}
        record("milestone.reminded", milestone, about=about, due=milestone.due)


@action
def remind_of_condition(*, actor, due: Due) -> None:
    """Say that the day of a condition has come and it is not confirmed."""
    condition = Condition.objects.select_related("submission__milestone__project").get(uid=due.subject)
    milestone = condition.submission.milestone
    if milestone.state == Milestone.State.CONDITIONAL and condition.state != Condition.State.CONFIRMED:
        about = {"milestone": milestone, "project": milestone.project}
        record("condition.reminded", condition, about=about, due=condition.due)


add_due_kinds(DueKind(MILESTONE_DUE, remind_of_milestone), DueKind(CONDITION_DUE, remind_of_condition))
