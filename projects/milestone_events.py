"""What is recorded of milestones, conditions and project income."""
from django.utils.translation import gettext_lazy as _

from projects.events import _draft, _money
from record.registry import EventKind, add_event_kinds

add_event_kinds(
    _draft("milestone.planned", _("{actor} planned {subject} in {project}")),
    _draft("milestone.changed", _("{actor} changed {subject} in the draft of {project}")),
    _draft("milestone.moved", _("{actor} gave {subject} place {position} in {project}")),
    _draft("milestone.dropped", _("{actor} took milestone {position} out of the draft of {subject}")),
    EventKind("milestone.begun", _("{actor} began work on {subject}")),
    EventKind("milestone.files_added", _("{actor} put files ready for {subject}"), house=True),
    EventKind("milestone.file_taken", _("{actor} took a file away from {subject}"), house=True),
    EventKind("milestone.submitted", _("{actor} submitted {subject}, submission {number}")),
    EventKind("milestone.withdrawn", _("{actor} took submission {number} of {subject} back")),
    EventKind("milestone.accepted", _("{subject} was accepted")),
    EventKind("milestone.accepted_conditionally", _("{subject} was accepted with conditions")),
    EventKind("milestone.returned", _("{actor} returned {subject} for another submission")),
    EventKind("milestone.rejected", _("{actor} rejected {subject}")),
    EventKind("milestone.taken_up", _("{actor} allowed a new attempt at {subject}")),
    EventKind("milestone.failure_proposed", _("{actor} proposed to close {subject} as failed")),
    EventKind("milestone.failure_withdrawn", _("{actor} no longer proposes to close {subject} as failed")),
    EventKind("milestone.failure_refused", _("The parties did not agree to close {subject} as failed")),
    EventKind("milestone.failed", _("{subject} closed as failed, with its lessons, by agreement of all parties")),
    EventKind("milestone.cancelled", _("{subject} was cancelled with the project")),
    EventKind("milestone.reminded", _("A reminder went out for {subject}: it is not submitted yet")),
    EventKind("condition.set", _("{actor} set a condition for {milestone}: {subject}")),
    EventKind("condition.met", _("{actor} reported as met: {subject}")),
    EventKind("condition.refused", _("{actor} does not see it as met yet: {subject}")),
    EventKind("condition.confirmed", _("{actor} confirmed: {subject}")),
    EventKind("condition.reminded", _("A condition of {milestone} is due: {subject}")),
    EventKind("income.expected", _("{milestone}: {payee} expects {amount} from {payer}"), words=_money),
    EventKind("income.due", _("The payment for {milestone} has its day")),
    EventKind("income.matched", _("{actor} matched {amount} to {milestone}"), words=_money),
)
