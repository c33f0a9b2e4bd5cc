"""What the record says by itself."""
from django.utils.translation import gettext_lazy as _

from record.registry import EventKind, add_event_kinds

add_event_kinds(
    EventKind("row.altered", _("{subject} was altered beneath the application before the next action on it")),
    EventKind("row.unknown", _("{subject} stood there before the next action on it, though no action had made it")),
)  # fmt: skip
