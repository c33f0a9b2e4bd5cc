"""What follows from an event in governance: mails are written down, reminders planned."""
from datetime import timedelta

from governance import events  # noqa: F401 - kinds of events come before who listens for them
from governance.due import CODE
from governance.models import Decision, Due
from governance.post import write_down
from record import clock
from record.registry import Consumer, add_consumers

DAYS = (-7, -1, 1)  # of a reminder, from the day on which the decision is due


def plan_reminders(event) -> None:
    """The rows by which the sweep will remind of an open decision."""
    decision = Decision.objects.select_related("owner").get(uid=event.subject)
    if decision.due is None:
        return
    today = clock.today(decision.owner.zone)
    days = (decision.due + timedelta(days=n) for n in DAYS)
    Due.objects.bulk_create(
        Due(kind=CODE, subject=decision.uid, of=decision._meta.label_lower, institution=decision.owner, on=on)
        for on in days if on > today
    )  # fmt: skip


add_consumers(
    Consumer("governance.mails", None, write_down),
    Consumer("governance.reminders", frozenset({"decision.opened"}), plan_reminders, follow_up=True),
)
