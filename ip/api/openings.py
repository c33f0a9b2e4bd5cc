"""Opening balances for programs: entered with their evidence as a file, and taken back. Amounts are minor units."""
import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from accounts.models import Person
from ip.actions import openings
from ip.api.money import Reversed, minor
from ip.models import Asset, Deal, Opening
from partners.models import Institution
from record.api import Data, Input, One, Rows, write
from record.currencies import CODES
from record.files import keep


class OpeningOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    asset = One(Asset, source="scope.asset", read_only=True)
    deal = One(Deal, read_only=True, allow_null=True)
    currency = serializers.CharField(source="scope.currency", read_only=True)
    evidence = serializers.CharField(source="evidence.sha256", read_only=True, help_text="SHA-256 of the file.")

    class Meta:
        model = Opening
        fields = ("uid", "version", "institution", "asset", "deal", "schedule", "currency", "on", "life_to_date", "pool", "gross",
                  "first_income", "evidence", "note", "state")  # fmt: skip


class PaidIn(Input):
    person = One(Person, required=False)
    party = serializers.CharField(max_length=80, required=False,
                                  help_text="A key of the policy's parties, or of a deduction that it limits.")  # fmt: skip
    amount = minor(min_value=1)

    def validate(self, attrs):
        if ("person" in attrs) == ("party" in attrs):
            raise serializers.ValidationError(_("One person or one party, and what was paid, belong together."))
        return attrs


class PoolIn(Input):
    pool = serializers.CharField(max_length=80)
    amount = minor(min_value=1)


class Told(Data):
    """A list in a request that carries a file: JSON text in one field of multipart/form-data."""

    def __init__(self, line, **more):
        self.line = line
        super().__init__(binary=True, required=False, default=list, **more)

    def to_internal_value(self, data):
        lines = self.line(data=super().to_internal_value(data), many=True, context=self.context)
        lines.is_valid(raise_exception=True)
        return lines.validated_data


class NewOpening(Input):
    """As multipart/form-data."""

    asset = One(Asset)
    deal = One(Deal, required=False, allow_null=True, default=None, help_text="Where thresholds count each licence by itself.")
    schedule = serializers.CharField(max_length=80, required=False, allow_blank=True, default="",
                                     help_text="The key of the schedule as which a policy counts it; empty: all other money.")  # fmt: skip
    currency = serializers.ChoiceField(CODES)
    on = serializers.DateField()
    life_to_date = minor(min_value=0, default=0)
    pool = minor(min_value=0, default=0)
    gross = minor(min_value=0, default=0)
    first_income = serializers.DateField(required=False, allow_null=True, default=None,
                                         help_text="The day on which the asset first brought money.")  # fmt: skip
    paid = Told(PaidIn, help_text='[{"person": uid or "party": key, "amount": minor units}, …] as JSON.')
    pools = Told(PoolIn, help_text='[{"pool": name, "amount": minor units}, …] as JSON.')
    evidence = serializers.FileField()
    note = serializers.CharField(max_length=2000, help_text="Where the figures are from.")


class OpeningsFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="scope__asset__uid")

    class Meta:
        model, fields = Opening, ("state", "asset")


class Openings(Rows):
    """What cases had brought before these books."""

    model, serializer_class, filterset_class = Opening, OpeningOut, OpeningsFilter
    related = ("institution", "scope__asset", "deal", "evidence")

    def get_parsers(self):
        multipart = self.request and self.request.content_type.startswith("multipart/")
        return [MultiPartParser()] if multipart else super().get_parsers()

    @write(NewOpening)
    def create(self, actor, evidence, paid, pools, **said):
        """Put it before an approver, with the evidence as a file (multipart/form-data)."""
        lines = [(line.get("person") or line["party"], line["amount"]) for line in paid]
        named = [(line["pool"], line["amount"]) for line in pools]
        return openings.prepare_opening(actor=actor, evidence=keep(evidence, evidence.name), paid=lines, pools=named, **said)

    @write(Reversed)
    def reverse(self, actor, opening, seen, reasons):
        """Propose to take it back, while nothing of its case is shared; another person decides."""
        openings.propose_opening_reversal(actor=actor, opening=opening, seen=seen, reasons=reasons)
        return opening
