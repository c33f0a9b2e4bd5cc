"""What is recorded of oversight."""
from django.utils.translation import gettext_lazy as _

from record.registry import EventKind, add_event_kinds

add_event_kinds(
    EventKind("verification.started", _("{actor} began to verify everything"), house=True),
    EventKind("verification.cancelled", _("{actor} cancelled a verification"), house=True),
    EventKind("verification.finished", _("Verification ended: {events} events, {postings} postings, "
                                         "{distributions} distributions; {findings} findings"), house=True),
    EventKind("verification.failed", _("A verification could not be brought to its end"), house=True),
    EventKind("evidence.exported", _("{actor} exported the evidence of {matter}"), house=True),
)  # fmt: skip
