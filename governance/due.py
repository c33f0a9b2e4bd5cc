"""What happens on a date with a decision or a duty: reminders before and after it is due. Nothing is ever decided by a date."""
from governance.actions.duties import REMINDER, remind_of_duty
from governance.models import Decision, Due
from governance.registry import DueKind, add_due_kinds
from record import clock
from record.actions import action, record
from record.append import Ref

CODE = "decision.reminder"


@action
def remind(*, actor, due: Due) -> None:
    """Say that an open decision still waits; only the latest of several missed reminders speaks."""
    decision = Decision.objects.get(uid=due.subject)
    missed = Due.objects.filter(kind=CODE, subject=due.subject, on__gt=due.on, on__lte=clock.today(actor.zone))
    if decision.state == Decision.State.OPEN and not missed.exists():
        record("decision.reminded", decision, about={"matter": Ref(decision.of, decision.subject)}, due=decision.due)


add_due_kinds(DueKind(CODE, remind), DueKind(REMINDER, remind_of_duty))
