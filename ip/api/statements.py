"""The own statement: every amount of whoever asks, and why it is what it is."""
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ip.api.policies import Reason
from ip.carrying import balances_of
from ip.models import DistributionLine
from ip.statements import TOLD, WITH, Amount, Where, chain
from record.api import Rows


class AmountOut(serializers.Serializer):
    """Minor units of `currency`. `owed` below zero is set off against what comes next."""

    uid = serializers.UUIDField(source="line.uid")
    distribution = serializers.CharField(source="line.distribution.number")
    received_on = serializers.DateField(source="line.distribution.on")
    asset = serializers.CharField(source="line.distribution.scope.asset.title")
    currency = serializers.CharField(source="line.distribution.currency")
    amount = serializers.IntegerField(source="line.amount")
    where = serializers.ChoiceField(Where.choices)
    paid = serializers.IntegerField()
    owed = serializers.IntegerField()
    held_because = serializers.CharField(source="held.reasons", default="")
    carried_because = serializers.CharField(source="why", help_text="Why it is not paid yet: less is owed than the policy pays.")

    def to_representation(self, line):
        if "balances" not in self.context:
            self.context["balances"] = balances_of(self.context["view"].own())
        return super().to_representation(Amount.of(line, self.context["balances"]))


class ReasonedOut(AmountOut):
    """With the chain from the receipt to the person."""

    why = serializers.SerializerMethodField()

    @extend_schema_field(Reason(many=True))
    def get_why(self, amount):
        return Reason(chain(amount.line), many=True).data


class Statement(Rows):
    """What the person who asks gets from distributions; one of them tells why."""

    model = DistributionLine

    def get_queryset(self):
        return self.own().filter(distribution__state__in=TOLD).select_related(*WITH).prefetch_related("payouts")

    def own(self):
        actor = getattr(self.request, "actor", None)
        return super().get_queryset().filter(person__in=actor.same_person if actor else ())

    def get_serializer_class(self):
        return ReasonedOut if self.action == "retrieve" else AmountOut
