"""What was handed in, decided on, tied to conditions; and its files."""
import django_filters
from rest_framework import serializers
from rest_framework.decorators import action as route

from governance.models import Decision, Voice
from partners.models import Institution
from projects import actions
from projects.delivery import submission_fingerprint
from projects.models import Assessment, Condition, Criterion, Milestone, Submission, SubmittedFile
from record.api import NOTHING, Input, One, Rows, SeenInput, write
from record.downloads import sent
from record.pages import find


class FileOut(serializers.ModelSerializer):
    submission = One(Submission, read_only=True)
    criterion = One(Criterion, read_only=True, allow_null=True)
    sha256 = serializers.CharField(source="blob.sha256", read_only=True)
    size = serializers.IntegerField(source="blob.size", read_only=True)
    type = serializers.CharField(source="blob.type", read_only=True)

    class Meta:
        model, fields = SubmittedFile, ("uid", "submission", "position", "criterion", "name", "sha256", "size", "type")


class AssessmentOut(serializers.ModelSerializer):
    criterion = One(Criterion, read_only=True)

    class Meta:
        model, fields = Assessment, ("criterion", "met", "text")


class ConditionOut(serializers.ModelSerializer):
    submission = One(Submission, read_only=True)
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = Condition, ("uid", "version", "submission", "institution", "text", "language", "due", "remark", "state")


class SubmissionListed(serializers.ModelSerializer):
    milestone = One(Milestone, read_only=True)
    files = FileOut(many=True, read_only=True)
    assessments = AssessmentOut(many=True, read_only=True)

    class Meta:
        model = Submission
        fields: tuple[str, ...] = ("uid", "milestone", "number", "made_at", "note", "language", "ai", "ai_note", "files", "assessments")


class SubmissionOut(SubmissionListed):
    """One by itself, with the fingerprint of exactly what was handed in: it is computed from all of it."""

    fingerprint = serializers.SerializerMethodField(help_text="Send it as `seen` when you decide.")

    class Meta(SubmissionListed.Meta):
        fields = (*SubmissionListed.Meta.fields, "fingerprint")

    def get_fingerprint(self, submission) -> str:
        return submission_fingerprint(submission)


class ConditionIn(Input):
    text = serializers.CharField(max_length=500)
    due = serializers.DateField()


class Answer(SeenInput):
    """`seen` is the submission's fingerprint."""

    value = serializers.ChoiceField(Voice.Value.choices)
    reasons = serializers.CharField(max_length=4000, allow_blank=True, default="")
    conditions = ConditionIn(many=True, default=())

    def validate_conditions(self, rows):
        return [(row["text"], row["due"]) for row in rows]


class VoiceOut(serializers.ModelSerializer):
    decision = One(Decision, read_only=True)

    class Meta:
        model, fields = Voice, ("uid", "decision", "value", "reasons", "fingerprint", "made_at")


class OfMilestone(django_filters.FilterSet):
    milestone = django_filters.UUIDFilter(field_name="milestone__uid")


class Submissions(Rows):
    """What was put before the approvers; never edited."""

    model, serializer_class, filterset_class, related = Submission, SubmissionOut, OfMilestone, ("milestone",)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("files__blob", "files__criterion", "assessments__criterion")

    def get_serializer_class(self):
        return SubmissionListed if self.action == "list" else SubmissionOut

    @write(Answer, answer=VoiceOut)
    def decide(self, actor, submission, **said):
        """Accept, accept with dated conditions, return or reject, for one's own institution."""
        return actions.decide_submission(actor=actor, submission=submission, **said)

    @write(Input, answer=NOTHING)
    def withdraw(self, actor, submission):
        """Take it back before it is decided."""
        actions.withdraw_submission(actor=actor, submission=submission)


class Files(Rows):
    """Submitted files; `content` gives the bytes."""

    model, serializer_class, related = SubmittedFile, FileOut, ("submission", "criterion", "blob")

    @route(detail=True, methods=["get"])
    def content(self, request, uid):
        file = find(SubmittedFile.objects.select_related("blob"), request.actor, uid=uid)
        return sent(file.blob, file.name)


class Remark(SeenInput):
    remark = serializers.CharField(max_length=500, allow_blank=True, default="")


class Conditions(Rows):
    """What an acceptance still waits for."""

    model, serializer_class, related = Condition, ConditionOut, ("submission", "institution")

    @write(Remark)
    def report(self, actor, condition, **said):
        """Met, says who delivers."""
        return actions.report_condition(actor=actor, condition=condition, **said)

    @write(Remark)
    def confirm(self, actor, condition, **said):
        """Confirmed, by the institution that set it; the last one accepts the milestone."""
        return actions.confirm_condition(actor=actor, condition=condition, **said)

    @write(Remark)
    def refuse(self, actor, condition, **said):
        """Not met yet."""
        return actions.refuse_condition(actor=actor, condition=condition, **said)
