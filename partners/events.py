"""What is recorded of institutions."""
from django.utils.translation import gettext_lazy as _

from partners.models import Relation
from record.registry import EventKind, add_event_kinds


def _standing(facts: dict) -> dict:
    return {**facts, "standing": Relation.Standing(facts["standing"]).label}


add_event_kinds(
    EventKind("institution.registered", _("{actor} registered {subject}")),
    EventKind("institution.changed", _("{actor} changed the entry of {subject}")),
    EventKind("unit.opened", _("{actor} opened the unit {subject}"), house=True),
    EventKind("unit.changed", _("{actor} changed the unit {subject}"), house=True),
    EventKind("unit.closed", _("{actor} closed the unit {subject} from {until} on"), house=True),
    EventKind("relation.opened", _("{actor} added {partner} to the partner book"), house=True),
    EventKind(
        "relation.changed", _("{actor} changed the entry of {partner} in the partner book: {standing}"), house=True,
        words=_standing,
    ),
    EventKind("contact.added", _("{actor} added a contact at {partner}"), house=True),
    EventKind("contact.removed", _("{actor} removed a contact at {partner}"), house=True),
)
