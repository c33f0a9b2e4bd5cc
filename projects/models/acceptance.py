"""What an acceptance was tied to, and how a milestone that did not succeed was closed."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from partners.models import Institution
from projects import milestone_access as access
from projects.models.milestone import Milestone
from projects.models.submission import Submission
from record import guards
from record.models import Row, new_uid


class Condition(Row):
    """What still has to be done by a day for an acceptance to become whole. Confirmed by the institution that set it.

    It holds from the acceptance on; where the decision ended otherwise it was never in force.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Reported as met")
        CONFIRMED = "confirmed", _("Confirmed")

    MOVES = {State.OPEN: {State.MET, State.CONFIRMED}, State.MET: {State.OPEN, State.CONFIRMED}}

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="conditions")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")  # who set it, and confirms it
    set_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    text = models.CharField(_("condition"), max_length=500)
    language = models.CharField(max_length=10, default="en")
    due = models.DateField(_("due"))
    remark = models.CharField(_("remark"), max_length=500, blank=True)  # the last word on it
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)

    objects = access.OfSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return self.text


class Failure(models.Model):
    """A proposal to close a milestone as failed: what was learnt, and who bears what. It names institutions, no people.

    Whether it holds says its decision (kind milestone.fail). Parts are of `whole` and sum to it.
    """

    uid = models.UUIDField(primary_key=True, default=new_uid)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="failures")
    reasons = models.TextField(_("what happened"), max_length=4000)
    lessons = models.TextField(_("what was learnt"), max_length=4000)
    language = models.CharField(max_length=10, default="en")
    whole = models.PositiveIntegerField(default=100)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.OfMilestoneQuerySet.as_manager()


class FailurePart(models.Model):
    """The part of the loss that an institution bears."""

    failure = models.ForeignKey(Failure, models.PROTECT, related_name="parts")
    line = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    part = models.PositiveIntegerField()

    objects = access.FailurePartQuerySet.as_manager()

    class Meta:
        ordering = ["failure", "line"]
        constraints = [
            models.UniqueConstraint(fields=["failure", "line"], name="one_failure_part_per_line"),
            models.UniqueConstraint(fields=["failure", "institution"], name="one_failure_part_per_institution"),
        ]


guards.states(Condition, Condition.MOVES, [Condition.State.OPEN])
guards.append_only(Failure)
guards.append_only(FailurePart)
guards.sealed(
    Failure, FailurePart, "failure",
    "SELECT 1 WHERE {p}.whole <> (SELECT COALESCE(SUM(c.part), 0) FROM projects_failurepart c WHERE c.failure_id = {p}.uid)",
)  # fmt: skip
