"""Settlements, distributions and held shares for programs. Votes bind to the fingerprint that was read."""
import django_filters
from django.db.models import Exists, OuterRef, Prefetch
from rest_framework import serializers

from accounts.models import Person
from governance.models import Voice
from ip.actions import distributions, holds, reversals, settlements
from ip.actions.forfeitures import propose_forfeiture
from ip.models import Asset, Deal, Distribution, DistributionLine, Hold, PolicyVersion, Settlement, SettlementPart
from partners.models import Institution, Unit
from record.api import Input, One, Rows, SeenInput, write
from record.currencies import CODES


class Part(Input):
    """One owner's part, a whole number."""

    institution = One(Institution)
    part = serializers.IntegerField(min_value=0, max_value=10**9)


class PartOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = SettlementPart, ("uid", "line", "kind", "institution", "amount")


class SettlementOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    asset = One(Asset, read_only=True)
    corrects = One(Settlement, read_only=True, allow_null=True)
    parts = PartOut(many=True, read_only=True)

    class Meta:
        model = Settlement
        fields = ("uid", "version", "institution", "asset", "currency", "amount", "basis", "citation", "fingerprint", "state", "corrects",
                  "parts")  # fmt: skip


class Reasons(SeenInput):
    reasons = serializers.CharField(max_length=2000)


class SettlementFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Settlement, ("state", "basis")


class Settlements(Rows):
    """Receipts settled between owners; of others' only the own part. Made by POST /receipts/{uid}/settle/."""

    model, serializer_class, filterset_class, related = Settlement, SettlementOut, SettlementFilter, ("institution", "asset", "corrects")

    def get_queryset(self):
        parts = SettlementPart.objects.visible_to(getattr(self.request, "actor", None)).select_related("institution")
        return super().get_queryset().prefetch_related(Prefetch("parts", parts.order_by("line")))

    @write(Reasons)
    def reverse(self, actor, settlement, seen, reasons):
        """Propose to take it back; another person decides."""
        settlements.propose_settlement_reversal(actor=actor, settlement=settlement, seen=seen, reasons=reasons)
        return settlement


class LineOut(serializers.ModelSerializer):
    person = One(Person, read_only=True, allow_null=True)
    unit = One(Unit, read_only=True, allow_null=True)
    group = serializers.CharField(read_only=True, help_text="As whose member a person has it; empty for an inventor.")
    held = serializers.SerializerMethodField()

    class Meta:
        model, fields = DistributionLine, ("uid", "line", "kind", "key", "person", "group", "unit", "amount", "extra", "adjusts", "held")

    def get_held(self, line) -> bool:
        return hasattr(line, "hold") and line.hold.state != Hold.State.RELEASED


class DistributionOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    part = One(SettlementPart, read_only=True)
    deal = One(Deal, read_only=True)
    policy_version = One(PolicyVersion, read_only=True)
    posting = serializers.UUIDField(source="posting_id", read_only=True, allow_null=True)
    lines = LineOut(many=True, read_only=True)
    corrects = One(Distribution, read_only=True, allow_null=True, help_text="Of a refund, below zero: what it takes from.")

    class Meta:
        model = Distribution
        fields = ("uid", "version", "number", "institution", "part", "deal", "policy_version", "on", "currency", "amount", "net",
                  "life_to_date", "pool", "fingerprint", "state", "posting", "corrects", "trace", "lines")  # fmt: skip


class NewDistribution(Input):
    part = One(SettlementPart)
    choices = serializers.DictField(child=serializers.CharField(max_length=30), default=dict,
                                    help_text="By key of the policy's optional deductions.")  # fmt: skip
    circumstances = serializers.DictField(child=serializers.CharField(max_length=80), default=dict,
                                          help_text="By key of what the policy itself asks of the money.")  # fmt: skip


class Vote(SeenInput):
    """`seen` is the fingerprint that was read."""

    value = serializers.ChoiceField([(v.value, v.label) for v in Voice.Value if v != Voice.Value.CONDITIONS])
    reasons = serializers.CharField(max_length=4000, allow_blank=True, default="")


class DistributionFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="scope__asset__uid")
    deal = django_filters.UUIDFilter(field_name="deal__uid")
    unit = django_filters.UUIDFilter(method="of_unit", label="Those that give a unit something.")

    def of_unit(self, rows, name, uid):
        lines = DistributionLine.objects.visible_to(self.request.actor).filter(unit__uid=uid)
        return rows.filter(Exists(lines.filter(distribution=OuterRef("pk"))))

    class Meta:
        model, fields = Distribution, ("state", "currency", "asset", "deal")


class Distributions(Rows):
    """Own parts shared by the own policy, each with its lines and the trace that explains them."""

    model, serializer_class, filterset_class = Distribution, DistributionOut, DistributionFilter
    related = ("institution", "part", "deal", "policy_version", "corrects")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("lines__person", "lines__unit", "lines__group_set", "lines__hold")

    @write(NewDistribution)
    def create(self, actor, part, **said):
        """Compute it and put it before an approver."""
        return distributions.prepare_distribution(actor=actor, part=part, **said)

    @write(Vote)
    def decide(self, actor, distribution, seen, **said):
        """Vote. Where life-to-date or pool has moved, the answer is the one computed anew, which is asked again."""
        return distributions.decide_distribution(actor=actor, distribution=distribution, seen=seen, **said)

    @write(Input)
    def withdraw(self, actor, distribution):
        """Take it back before it is decided."""
        return distributions.withdraw_distribution(actor=actor, distribution=distribution)

    @write(Reasons)
    def reverse(self, actor, distribution, seen, reasons):
        """Propose to take a posted one back; another person decides."""
        reversals.propose_reversal(actor=actor, distribution=distribution, seen=seen, reasons=reasons)
        return distribution


class HoldOut(serializers.ModelSerializer):
    line = One(DistributionLine, read_only=True)

    class Meta:
        model, fields = Hold, ("uid", "version", "line", "why", "reasons", "release_to", "state")


class NewHold(Input):
    line = One(DistributionLine)
    reasons = serializers.CharField(max_length=2000)


class ReleasePart(Input):
    person = One(Person)
    part = serializers.CharField(max_length=30, help_text="Exact, such as 3/5; all parts sum to 1.")


class Release(SeenInput):
    to = ReleasePart(many=True)


class HoldFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Hold, ("state", "why")


class Holds(Rows):
    """Shares that are kept back."""

    model, serializer_class, filterset_class, related = Hold, HoldOut, HoldFilter, ("line",)

    @write(NewHold)
    def create(self, actor, line, reasons):
        """Keep a person's line back; everything else goes on."""
        return holds.hold_share(actor=actor, line=line, reasons=reasons)

    @write(Release)
    def release(self, actor, hold, seen, to):
        """Propose to whom it goes; another person decides."""
        pairs = [(row["person"], row["part"]) for row in to]
        holds.propose_release(actor=actor, hold=hold, to=pairs, seen=seen)
        return hold


class NewForfeiture(Input):
    """Everything of a person in one currency that nobody claimed in the time that the policy names."""

    person = One(Person)
    currency = serializers.ChoiceField(CODES)
    reasons = serializers.CharField(max_length=2000, help_text="How the person was looked for.")


class Forfeited(serializers.Serializer):
    holds = serializers.ListField(child=serializers.UUIDField())


class Forfeitures(Rows):
    """Unclaimed shares: held, and released to whom the policy names by the decision of another person."""

    model, serializer_class, filterset_class, related = Hold, HoldOut, HoldFilter, ("line",)

    def get_queryset(self):
        return super().get_queryset().filter(why=Hold.Why.UNCLAIMED)

    @write(NewForfeiture, answer=Forfeited)
    def create(self, actor, **said):
        """Hold what is open and propose its release; the answer names the held shares."""
        return {"holds": [hold.uid for hold in propose_forfeiture(actor=actor, **said)]}
