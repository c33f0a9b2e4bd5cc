"""What is recorded of rewards. Seen by whoever sees the reward: its owner and the staff in charge."""
from django.utils.translation import gettext_lazy as _

from record.registry import EventKind, add_event_kinds
from record.wording import money


def _amount(facts: dict) -> dict:
    known = facts.get("amount") is not None and facts.get("currency")
    return {**facts, "amount": money(facts["amount"], facts["currency"]) if known else _("an honour")}


add_event_kinds(
    EventKind("reward.expected", _("A reward of {person} is expected")),
    EventKind("reward.eligible", _("Nothing is missing any more for the reward of {person}")),
    EventKind("reward.proposed", _("{actor} proposed a reward of {person}: {amount}"), words=_amount),
    EventKind("reward.approved", _("The reward of {person} was approved: {amount}"), words=_amount),
    EventKind("reward.changed", _("What is owed to {person} is now {amount}"), words=_amount),
    EventKind("reward.due_moved", _("The day on which the reward of {person} is due has moved")),
    EventKind("reward.paid", _("The reward of {person} was paid: {amount}"), words=_amount),
    EventKind("reward.conferred", _("{actor} conferred the honour on {person}")),
    EventKind("reward.refused", _("The reward of {person} was refused, with grounds")),
    EventKind("reward.returned", _("The proposal for {person} went back")),
    EventKind("reward.reversed", _("The reward of {person} ended: its distribution was reversed")),
)
