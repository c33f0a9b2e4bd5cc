"""What programs read of the desk: ready questions, recomputations, verifications."""
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action as route
from rest_framework.response import Response

from audit import actions, questions
from audit.access import reads
from audit.models import Verification
from audit.recompute import recompute
from audit.telling import tell
from ip.models import Distribution
from record.actions import require
from record.api import Input, Rows, write


class AnswerOut(serializers.Serializer):
    """A ready question: how much was found that it asks for, and whether it holds."""

    key = serializers.CharField()
    found = serializers.IntegerField()
    holds = serializers.BooleanField()


class ChangeOut(serializers.Serializer):
    """One altered column in words: what the record says and what the row says, null where that is not known."""

    column = serializers.CharField()
    said = serializers.CharField(allow_null=True)
    now = serializers.CharField(allow_null=True)


class ToldOut(serializers.Serializer):
    """A finding in words of the reader's language. `new`: the verification before did not find it."""

    code = serializers.CharField()
    words = serializers.CharField()
    kind = serializers.CharField()
    what = serializers.CharField()
    subject = serializers.CharField()
    new = serializers.BooleanField()
    changes = ChangeOut(many=True)


class VerificationOut(serializers.ModelSerializer):
    """`started_by`: the membership that began it; null where the house did, for the night of `night`."""

    started_by = serializers.SlugRelatedField(slug_field="uid", read_only=True, allow_null=True)

    class Meta:
        model = Verification
        fields = ("uid", "version", "state", "stage", "started_by", "night", "made_at", "done", "total", "events", "postings",
                  "distributions", "findings", "heads", "finished_at")  # fmt: skip


class VerificationTold(VerificationOut):
    """One by itself, with what it found in words."""

    told = serializers.SerializerMethodField()

    class Meta(VerificationOut.Meta):
        fields = (*VerificationOut.Meta.fields, "told")

    @extend_schema_field(ToldOut(many=True))
    def get_told(self, verification):
        return ToldOut(tell(verification.findings, self.context["request"].actor, verification.before), many=True).data


class LineOut(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    recorded = serializers.IntegerField()
    recomputed = serializers.IntegerField()
    difference = serializers.IntegerField()


class RecomputationOut(serializers.Serializer):
    """A posted distribution beside itself, computed anew from its sources at this moment."""

    uid = serializers.UUIDField()
    number = serializers.CharField()
    currency = serializers.CharField()
    holds = serializers.SerializerMethodField()
    wrong = serializers.SerializerMethodField()
    lines = serializers.SerializerMethodField()

    def to_representation(self, distribution):
        self.anew = recompute(distribution)
        return super().to_representation(distribution)

    def get_holds(self, distribution) -> bool:
        return self.anew.holds

    def get_wrong(self, distribution) -> list[str]:
        return self.anew.wrong

    def get_lines(self, distribution) -> list[dict]:
        return LineOut(self.anew.lines, many=True).data


class Verifications(Rows):
    """Verification of everything of the institution: record, ledger, distributions."""

    model, serializer_class = Verification, VerificationOut
    related = ("started_by",)

    def get_serializer_class(self):
        return VerificationTold if self.action == "retrieve" else VerificationOut

    @write(Input)
    def create(self, actor):
        """Begin one; one at a time."""
        return actions.start_verification(actor=actor)

    @write(Input)
    def cancel(self, actor, verification):
        """Ask it to stop."""
        return actions.cancel_verification(actor=actor, verification=verification)

    @extend_schema(responses=AnswerOut(many=True), filters=False)
    @route(detail=False, methods=["get"], pagination_class=None)
    def questions(self, request):
        """The ready questions with what was found, answered now."""
        require(reads(request.actor))
        found = [
            {"key": answer.question.key, "found": len(answer.found), "holds": not answer.found}
            for answer in questions.answers(request.actor)
        ]  # fmt: skip
        return Response(AnswerOut(found, many=True).data)


class Recomputations(Rows):
    """Posted distributions, each computed anew when it is read."""

    model, serializer_class = Distribution, RecomputationOut
    related = ("policy_version", "deal", "scope", "posting")

    def get_queryset(self):
        actor = getattr(self.request, "actor", None)
        rows = super().get_queryset().filter(state__in=Distribution.BOOKED)
        return rows if actor and reads(actor) else rows.none()


routes = [("verifications", Verifications), ("recomputations", Recomputations)]
