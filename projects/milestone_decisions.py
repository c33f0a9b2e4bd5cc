"""What is decided on milestones: accepting a submission, and closing one that did not succeed."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from projects.actions import acceptance, failures, submissions
from projects.delivery import submission_fingerprint
from projects.models import Failure, Submission

add_decision_kinds(
    DecisionKind(
        code=submissions.KIND,
        model=Submission,
        name=_("acceptance of a milestone"),
        related=("milestone__project",),
        rows=lambda submission: [submission, submission.milestone],
        fingerprint=submission_fingerprint,
        outcome=acceptance.settle_acceptance,
        title=lambda submission: submission.milestone.title,
        url=lambda submission: reverse("projects:submission", args=[submission.uid]),
        voiced=acceptance.check_conditions_set,
    ),
    DecisionKind(
        code=submissions.FAIL,
        model=Failure,
        name=_("closing of a milestone as failed"),
        related=("milestone__project",),
        rows=lambda failure: [failure, failure.milestone],
        fingerprint=failures.failure_fingerprint,
        outcome=failures.settle_failure,
        title=lambda failure: failure.milestone.title,
        url=lambda failure: reverse("projects:failure", args=[failure.uid]),
        conditions=False,
    ),
)
