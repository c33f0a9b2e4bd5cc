"""What is handed in for a milestone: files at hand while work goes on, then a submission that never changes."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from projects import milestone_access as access
from projects.models.milestone import Criterion, Milestone
from record import guards
from record.models import Blob, Row

NAME = 200  # characters of a file's name


class WorkFile(Row):
    """A file put ready for the next submission; it may be taken away, and is seen by the preparing party only."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="work_files")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME)
    uploaded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.WorkFileQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "criterion__position", "pk"]


class Submission(Row):
    """The first, second, … handing in. Append-only; how it was decided says its decision (kind milestone.accept)."""

    class AI(models.TextChoices):
        NONE = "none", _("No AI was used")
        ASSISTED = "assisted", _("AI assisted people")
        GENERATED = "generated", _("Parts were made by AI")

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    submitted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    note = models.TextField(_("note"), max_length=4000, blank=True)
    language = models.CharField(max_length=10, default="en")
    ai = models.CharField(_("use of AI"), max_length=10, choices=AI)
    ai_note = models.CharField(_("which AI, for what"), max_length=500, blank=True)

    objects = access.OfMilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "number"]
        constraints = [models.UniqueConstraint(fields=["milestone", "number"], name="one_submission_per_number")]


class SubmittedFile(Row):
    """A deliverable as it was handed in, in its order."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME)
    uploaded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.OfSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_file_per_position")]


class Assessment(Row):
    """What the submitter says of one criterion."""

    class Met(models.TextChoices):
        YES = "yes", _("Met")
        PARTLY = "partly", _("Partly met")
        NO = "no", _("Not met")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="assessments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    met = models.CharField(_("self-assessment"), max_length=10, choices=Met)
    text = models.CharField(_("in words"), max_length=500, blank=True)

    objects = access.OfSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "criterion__position"]
        constraints = [models.UniqueConstraint(fields=["submission", "criterion"], name="assessed_once")]


guards.append_only(Submission)
guards.append_only(SubmittedFile)
guards.append_only(Assessment)
