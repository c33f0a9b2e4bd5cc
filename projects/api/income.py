"""Expected project income and the receipts that meet it."""
from rest_framework import serializers

from ledger.models import Receipt
from partners.models import Institution
from projects import actions
from projects.models import ExpectedIncome, IncomeReceipt, Milestone, Project
from record import clock
from record.amounts import MOST
from record.api import Input, One, Rows, write


class IncomeOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)
    milestone = One(Milestone, read_only=True)
    payer = One(Institution, read_only=True)
    payee = One(Institution, read_only=True)
    received = serializers.IntegerField(read_only=True, help_text="Minor units matched so far.")
    state = serializers.SerializerMethodField()

    class Meta:
        model = ExpectedIncome
        fields = ("uid", "version", "project", "milestone", "payer", "payee", "currency", "amount", "received", "due", "state")

    def get_state(self, income) -> str:
        return income.state_on(income.received, clock.today(self.context["request"].actor.zone))


class Received(Input):
    """A line of the bank statement; minor units of the income's currency."""

    banked = serializers.IntegerField(min_value=0, max_value=MOST)
    withheld = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    vat = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    received_on = serializers.DateField()
    bank_reference = serializers.CharField(max_length=100, allow_blank=True, default="")
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class Matched(Input):
    receipt = One(Receipt)
    amount = serializers.IntegerField(min_value=1, max_value=MOST)


class MatchOut(serializers.ModelSerializer):
    expected = One(ExpectedIncome, read_only=True)
    receipt = One(Receipt, read_only=True)

    class Meta:
        model, fields = IncomeReceipt, ("uid", "expected", "receipt", "amount")


class ExpectedIncomes(Rows):
    """What accepted milestones make due, to us or from us."""

    model, serializer_class, related = ExpectedIncome, IncomeOut, ("project", "milestone", "payer", "payee")

    def get_queryset(self):
        return super().get_queryset().with_received()

    @write(Received)
    def receive(self, actor, income, **said):
        """Record what came in and match it."""
        actions.receive_income(actor=actor, expected=income, **said)
        return self.get_queryset().get(pk=income.pk)

    @write(Matched, answer=MatchOut)
    def match(self, actor, income, **said):
        """Match a receipt that is recorded for this project."""
        return actions.match_receipt(actor=actor, expected=income, **said)
