"""What is to be agreed, and the voice of the own seat: the same for every kind, whichever page or route opened it."""
import django_filters
from django.db.models import Exists, OuterRef
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from governance.actions import cast_vote
from governance.models import Decision, Seat, Voice
from partners.models import Institution
from record.api import One, Rows, SeenInput, write


class Spoken(serializers.ModelSerializer):
    class Meta:
        model, fields = Voice, ("uid", "value", "reasons", "fingerprint", "made_at")


class SeatOut(serializers.ModelSerializer):
    """One agreement that is needed; `voice` is null until somebody has spoken for it."""

    institution = One(Institution, read_only=True)
    voice = serializers.SerializerMethodField()

    class Meta:
        model, fields = Seat, ("uid", "institution", "capability", "voice")

    @extend_schema_field(Spoken(allow_null=True))
    def get_voice(self, seat):
        return Spoken(seat.voice).data if hasattr(seat, "voice") else None


class DecisionOut(serializers.ModelSerializer):
    """`of` and `subject` name what is decided on."""

    owner = One(Institution, read_only=True, help_text="Who put the question.")
    seats = SeatOut(many=True, read_only=True)
    may_decide = serializers.BooleanField(read_only=True, help_text="Whether it waits for whoever asks.")

    class Meta:
        model = Decision
        fields = ("uid", "version", "kind", "of", "subject", "owner", "fingerprint", "due", "state", "made_at", "closed_at", "seats",
                  "may_decide")  # fmt: skip


class VoteIn(SeenInput):
    """`seen` is the decision’s fingerprint. Whatever is not a plain yes needs reasons."""

    value = serializers.ChoiceField(Voice.Value.choices)
    reasons = serializers.CharField(max_length=4000, allow_blank=True, default="")


class DecisionFilter(django_filters.FilterSet):
    waiting = django_filters.BooleanFilter(field_name="may_decide", help_text="For whoever asks.")

    class Meta:
        model, fields = Decision, ("state", "kind", "of", "subject")


class Decisions(Rows):
    """Decisions on what is seen: projects, amendments, deals, policies, roles, money."""

    model, serializer_class, filterset_class, related = Decision, DecisionOut, DecisionFilter, ("owner",)

    def get_queryset(self):
        mine = Decision.objects.decidable_by(getattr(self.request, "actor", None))
        rows = super().get_queryset().prefetch_related("seats__institution", "seats__voice")
        return rows.annotate(may_decide=Exists(mine.filter(pk=OuterRef("pk"))))

    @write(VoteIn)
    def vote(self, actor, decision, **said):
        """Agree, return or reject for the own seat: what follows is what follows on the page, at once."""
        cast_vote(actor=actor, decision=decision, **said)
        return self.get_queryset().get(pk=decision.pk)
