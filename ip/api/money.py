"""Receipts, costs and payments for programs: the same actions as on the pages. Amounts are minor units."""
import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person
from ip.actions import costs, payments, receipts, refunds, settlements
from ip.actions.receiving import receive_and_prepare
from ip.api.sharing import Part
from ip.models import Asset, Cost, Deal, DealReceipt, Settlement
from ledger.api.books import PaymentOut
from ledger.models import Payment, Receipt
from partners.models import Institution
from record.amounts import MOST
from record.api import Input, One, Rows, SeenInput, write
from record.currencies import CODES, SHARES
from record.errors import Invalid


def minor(**more):
    return serializers.IntegerField(max_value=MOST, help_text="Minor units.", **more)


class ReceiptOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    payer = One(Institution, read_only=True)
    deal = One(Deal, source="for_deal.deal", read_only=True)
    to_share = serializers.IntegerField(read_only=True, help_text="Minor units of `counts_in`.")
    income = serializers.CharField(source="for_deal.income", read_only=True)
    corrects = One(Receipt, read_only=True, allow_null=True, help_text="Of a refund, whose amounts are below zero: the receipt.")

    class Meta:
        model = Receipt
        fields = ("uid", "version", "number", "institution", "payer", "deal", "income", "currency", "amount", "withheld", "counts_in",
                  "rate", "rate_source", "converted", "vat", "to_share", "received_on", "bank_reference", "note", "state",
                  "corrects")  # fmt: skip


class NewReceipt(Input):
    deal = One(Deal)
    payer = One(Institution, required=False, allow_null=True, default=None, help_text="The counterparty of the deal, if left out.")
    income = serializers.ChoiceField(DealReceipt.Income.choices, allow_blank=True, default="")
    currency = serializers.ChoiceField(CODES, default="", help_text="The deal's, if left out.")
    rate = serializers.CharField(max_length=24, allow_blank=True, default="",
                                 help_text="Exact decimal: the currency in which it counts for one of `currency`.")  # fmt: skip
    rate_source = serializers.CharField(max_length=200, allow_blank=True, default="")
    banked = serializers.IntegerField(min_value=0, max_value=MOST, help_text="Minor units; of income `shares` their number.")
    withheld = minor(min_value=0, default=0)
    vat = minor(min_value=0, default=0)
    received_on = serializers.DateField()
    bank_reference = serializers.CharField(max_length=100, allow_blank=True, default="")
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    prepare = serializers.BooleanField(default=False, help_text="Settle and prepare the distribution as well, as far as one person can.")


class Reversed(SeenInput):
    reasons = serializers.CharField(max_length=2000)


class Refunded(SeenInput):
    """Minor units above zero, as on the receipt."""

    banked = minor(min_value=0)
    withheld = minor(min_value=0, default=0)
    vat = minor(min_value=0, default=0)
    received_on = serializers.DateField(help_text="The bank's value day.")
    bank_reference = serializers.CharField(max_length=100, allow_blank=True, default="")
    reasons = serializers.CharField(max_length=2000)


class Settled(Input):
    asset = One(Asset, required=False, allow_null=True, default=None, help_text="Needed where the deal is over several.")
    parts = Part(many=True, required=False, default=list, help_text="Whole numbers, only where neither clause nor law states any.")
    reasons = serializers.CharField(max_length=2000, allow_blank=True, default="")


class SettlementUid(serializers.Serializer):
    uid = serializers.UUIDField()
    state = serializers.ChoiceField(Settlement.State.choices)


class ReceiptFilter(django_filters.FilterSet):
    deal = django_filters.UUIDFilter(field_name="for_deal__deal__uid")
    since = django_filters.DateFilter(field_name="received_on", lookup_expr="gte")

    class Meta:
        model, fields = Receipt, ("state", "currency", "deal")


class Receipts(Rows):
    """What came in for deals."""

    model, serializer_class, filterset_class = Receipt, ReceiptOut, ReceiptFilter
    related = ("institution", "payer", "for_deal__deal", "corrects")

    def get_queryset(self):
        return super().get_queryset().filter(for_deal__isnull=False)

    @write(NewReceipt)
    def create(self, actor, prepare, **said):
        """Record a bank line for a deal."""
        return (receive_and_prepare if prepare else receipts.record_deal_receipt)(actor=actor, **said)

    @write(Settled, answer=SettlementUid)
    def settle(self, actor, receipt, asset, parts, reasons):
        """Settle an asset's part of it between the owners."""
        given = {part["institution"]: part["part"] for part in parts}
        return settlements.prepare_settlement(actor=actor, receipt=receipt, asset=asset, parts=given, reasons=reasons)

    @write(Refunded)
    def refund(self, actor, receipt, **said):
        """Record that a part of it went back: the answer is the refund, below zero. Another person approves what is taken back."""
        return refunds.record_deal_refund(actor=actor, receipt=receipt, **said)

    @write(Reversed)
    def reverse(self, actor, receipt, seen, reasons):
        """Take it back, while nothing of it is shared."""
        return receipts.reverse_deal_receipt(actor=actor, receipt=receipt, seen=seen, reasons=reasons)


class CostOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    asset = One(Asset, read_only=True)
    deal = One(Deal, read_only=True, allow_null=True)
    taken_back = serializers.SerializerMethodField()

    class Meta:
        model, fields = Cost, ("uid", "institution", "asset", "deal", "currency", "amount", "spent_on", "what", "pool", "taken_back")

    def get_taken_back(self, cost) -> bool:
        return hasattr(cost.posting, "reversed_by")


class NewCost(Input):
    asset = One(Asset)
    deal = One(Deal, required=False, allow_null=True, default=None,
               help_text="Where it was borne for all who share this deal's income: it comes back before they share.")  # fmt: skip
    currency = serializers.ChoiceField(CODES)
    amount = minor(min_value=1)
    spent_on = serializers.DateField()
    what = serializers.CharField(max_length=200)
    pool = serializers.CharField(max_length=80, allow_blank=True, default="", help_text="A pool of its own, by the policy's word.")


class CostFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="asset__uid")

    class Meta:
        model, fields = Cost, ("asset", "currency")


class Costs(Rows):
    """What was spent on assets."""

    model, serializer_class, filterset_class, related = Cost, CostOut, CostFilter, ("institution", "asset", "deal", "posting__reversed_by")

    @write(NewCost)
    def create(self, actor, **said):
        """Record a cost: it adds to the open pool of institution and asset."""
        return costs.record_cost(actor=actor, **said)

    @write(Input)
    def reverse(self, actor, cost):
        """Take it back, while it is not recovered."""
        costs.reverse_cost(actor=actor, cost=cost)
        return self.get_queryset().get(pk=cost.pk)


class NewPayout(Input):
    """Everything owed to one person or one institution in one currency; of shares (XXX) to a person, those by one deal."""

    person = One(Person, required=False, allow_null=True, default=None)
    institution = One(Institution, required=False, allow_null=True, default=None)
    currency = serializers.ChoiceField([*CODES, SHARES])
    deal = One(Deal, required=False, allow_null=True, default=None, help_text="Of shares only.")
    paid_on = serializers.DateField()
    bank_reference = serializers.CharField(max_length=100, allow_blank=True, default="")

    def validate(self, said):
        if bool(said["person"]) == bool(said["institution"]):
            raise Invalid(_("Name a person or an institution."), field="person")
        return said


class PayoutFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Payment, ("payee", "currency")


class Payouts(Rows):
    """Payments of what distributions and settlements owe, recorded by another person than whoever approved it."""

    model, serializer_class, filterset_class, related = Payment, PaymentOut, PayoutFilter, ("institution",)

    @write(NewPayout)
    def create(self, actor, person, institution, deal, **said):
        """Record that it was paid."""
        if person:
            return payments.pay_person(actor=actor, person=person, deal=deal, **said)
        return payments.pay_institution(actor=actor, institution=institution, **said)
