"""Milestones: planned in a draft, worked on, handed in."""
import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from partners.models import Institution
from projects import actions
from projects import milestone_access as access
from projects.api.projects import WithReasons
from projects.api.submissions import SubmissionOut
from projects.models import (
    Assessment,
    Criterion,
    Failure,
    Milestone,
    Participation,
    Project,
    RequiredApprover,
    Submission,
    WorkFile,
)
from record.actions import require
from record.amounts import MOST
from record.api import NOTHING, Input, One, Rows, SeenInput, write
from record.errors import Invalid
from record.files import keep

PLAIN = ("title_en", "title_zh", "due", "weight", "payment", "pay_within")


class CriterionOut(serializers.ModelSerializer):
    class Meta:
        model, fields = Criterion, ("uid", "position", "text", "evidence", "language")


class ApproverOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = RequiredApprover, ("institution",)


class CriterionIn(Input):
    text = serializers.CharField(max_length=500)
    evidence = serializers.CharField(max_length=300, allow_blank=True, default="")


class MilestoneOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)
    responsible = One(Participation, read_only=True)
    payer = One(Participation, read_only=True, allow_null=True)
    payee = One(Participation, read_only=True, allow_null=True)
    criteria = CriterionOut(many=True, read_only=True)
    approvers = ApproverOut(many=True, read_only=True)

    class Meta:
        model = Milestone
        fields = ("uid", "version", "project", "position", *PLAIN, "responsible", "payer", "payee", "criteria", "approvers", "state")


class Plan(Input):
    """Weights in whole percent, payments in minor units of the project's currency."""

    title_en = serializers.CharField(max_length=200, allow_blank=True, required=False)
    title_zh = serializers.CharField(max_length=200, allow_blank=True, required=False)
    due = serializers.DateField()
    weight = serializers.IntegerField(min_value=1, max_value=100)
    responsible = One(Participation, required=False)
    payment = serializers.IntegerField(min_value=0, max_value=MOST, required=False)
    payer = One(Participation, required=False, allow_null=True)
    payee = One(Participation, required=False, allow_null=True)
    pay_within = serializers.IntegerField(min_value=0, max_value=365, required=False)
    criteria = CriterionIn(many=True, default=())
    approvers = serializers.ListField(child=One(Institution), default=())

    def validate_criteria(self, rows):
        return [(row["text"], row["evidence"]) for row in rows]


class NewMilestone(Plan):
    project = One(Project)


class ChangedMilestone(Plan, SeenInput):
    """Written anew: criteria and approvers replace those that stood there."""


class Place(Input):
    to = serializers.IntegerField(min_value=1)


class NewFiles(Input):
    """As multipart/form-data; each file is kept by its content."""

    files = serializers.ListField(child=serializers.FileField(allow_empty_file=True, max_length=255), min_length=1)
    criterion = One(Criterion, required=False)


class AssessmentIn(Input):
    criterion = One(Criterion)
    met = serializers.ChoiceField(Assessment.Met.choices)
    text = serializers.CharField(max_length=500, allow_blank=True, default="")


class Handing(SeenInput):
    assessments = AssessmentIn(many=True)
    ai = serializers.ChoiceField(Submission.AI.choices)
    ai_note = serializers.CharField(max_length=500, allow_blank=True, default="")
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")

    def validate_assessments(self, rows):
        return [(row["criterion"], row["met"], row["text"]) for row in rows]


class LossIn(Input):
    institution = One(Institution)
    part = serializers.IntegerField(min_value=0, max_value=10**9)


class Failing(SeenInput):
    reasons = serializers.CharField(max_length=4000)
    lessons = serializers.CharField(max_length=4000)
    whole = serializers.IntegerField(min_value=1, max_value=10**9, default=100)
    parts = LossIn(many=True)

    def validate_parts(self, rows):
        return [(row["institution"], row["part"]) for row in rows]


PAIR = {"type": "array", "items": {"oneOf": [{"type": "string", "format": "uuid"}, {"type": "integer"}]}, "minItems": 2, "maxItems": 2}


@extend_schema_field(PAIR)
class Borne(serializers.Field):
    """The part of the loss that an institution bears."""

    def to_representation(self, part):
        return [str(part.institution.uid), part.part]


class FailureOut(serializers.ModelSerializer):
    milestone = One(Milestone, read_only=True)
    parts = serializers.ListField(child=Borne(), source="parts.all", read_only=True,
                                  help_text="Pairs of institution and part of the whole.")  # fmt: skip

    class Meta:
        model, fields = Failure, ("uid", "milestone", "reasons", "lessons", "language", "whole", "parts")


class MilestoneFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    state = django_filters.ChoiceFilter(choices=Milestone.State.choices)
    due_before = django_filters.DateFilter(field_name="due", lookup_expr="lt")


class WorkFileOut(serializers.ModelSerializer):
    milestone = One(Milestone, read_only=True)
    criterion = One(Criterion, read_only=True, allow_null=True)
    sha256 = serializers.CharField(source="blob.sha256", read_only=True)
    size = serializers.IntegerField(source="blob.size", read_only=True)

    class Meta:
        model, fields = WorkFile, ("uid", "milestone", "criterion", "name", "sha256", "size")


class Milestones(Rows):
    """The plan of a project; `files` and `submit` hand it in."""

    model, serializer_class, filterset_class = Milestone, MilestoneOut, MilestoneFilter
    related = ("project", "responsible", "payer", "payee")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("criteria", "approvers__institution")

    @write(NewMilestone)
    def create(self, actor, **said):
        """Add a milestone at the end of a draft's plan."""
        return actions.plan_milestone(actor=actor, **said)

    @write(ChangedMilestone)
    def partial_update(self, actor, milestone, **said):
        """Write a milestone of a draft anew."""
        return actions.change_milestone(actor=actor, milestone=milestone, **said)

    @write(Place)
    def move(self, actor, milestone, to):
        """Give it another place in the draft's plan, from 1."""
        return actions.move_milestone(actor=actor, milestone=milestone, to=to)

    @write(Input, answer=NOTHING)
    def drop(self, actor, milestone):
        """Take it out of the draft."""
        actions.drop_milestone(actor=actor, milestone=milestone)

    @write(Input)
    def begin(self, actor, milestone):
        """Work on it has begun."""
        return actions.begin_work(actor=actor, milestone=milestone)

    @write(NewFiles)
    def files(self, actor, milestone, files, criterion=None):
        """Put files ready; nobody else sees them before they are submitted."""
        require(access.prepares(actor, milestone))  # before anything is kept
        kept = [(file.name, keep_or_say(file)) for file in files]
        actions.add_files(actor=actor, milestone=milestone, files=kept, criterion=criterion)
        return Milestone.objects.visible_to(actor).get(pk=milestone.pk)

    @write(Handing, answer=SubmissionOut)
    def submit(self, actor, milestone, **said):
        """Put all files at hand before the approvers; `seen` is the milestone's version."""
        return actions.submit_milestone(actor=actor, milestone=milestone, **said)

    @write(WithReasons)
    def take_up(self, actor, milestone, reasons):
        """Let a rejected milestone go on."""
        return actions.take_up_again(actor=actor, milestone=milestone, reasons=reasons)

    @write(Failing, answer=FailureOut)
    def fail(self, actor, milestone, **said):
        """Put before all parties that it closes as failed, with lessons and who bears what."""
        return actions.propose_failure(actor=actor, milestone=milestone, **said)


def keep_or_say(file):
    """The kept content; what is wrong with it, at the field."""
    try:
        return keep(file, file.name)
    except Invalid as error:
        raise Invalid(f"{file.name}: {error.message}", field="files") from error


class WorkFiles(Rows):
    """Files put ready by one's own party and not submitted yet."""

    model, serializer_class, related = WorkFile, WorkFileOut, ("milestone", "criterion", "blob")

    @write(Input, answer=NOTHING)
    def take_away(self, actor, file):
        actions.take_file_away(actor=actor, file=file)
