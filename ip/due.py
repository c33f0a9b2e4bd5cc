"""What comes due for deals: a reminder before the last day, and the end after it."""
from governance.models import Due
from governance.registry import DueKind, add_due_kinds
from ip.actions.deals import remind_of_end, run_out
from ip.ending import DAYS, ENDS
from ip.models import Deal


def _near_its_end(*, actor, due: Due) -> None:
    """Nothing for a deal that was ended by hand: it has another last day, or none of its own to come."""
    deal = Deal.objects.select_related("owner", "asset__project", "counterparty").get(uid=due.subject)
    if deal.state != Deal.State.SIGNED or deal.ends_on is None:
        return
    left = (deal.ends_on - due.on).days
    if left < 0:
        run_out(actor=actor, deal=deal)
    elif left in DAYS:
        remind_of_end(actor=actor, deal=deal)


add_due_kinds(DueKind(ENDS, _near_its_end))
