"""Accounts with their balances, postings with their entries, payments."""
import django_filters
from rest_framework import serializers

from ledger.balances import balances
from ledger.models import Account, Entry, Payment, Posting
from partners.models import Institution
from record.api import One, Rows


class AccountOut(serializers.ModelSerializer):
    book = One(Institution, read_only=True)
    name = serializers.CharField(read_only=True)
    balance = serializers.SerializerMethodField(help_text="Minor units, debit positive.")

    class Meta:
        model, fields = Account, ("uid", "book", "kind", "party", "of", "word", "name", "currency", "balance")

    def get_balance(self, account) -> int:
        """Summed once for all accounts that are shown."""
        if "balances" not in self.context:
            self.context["balances"] = balances(getattr(self.parent, "instance", None) or [account])
        return self.context["balances"][account.pk]


class EntryOut(serializers.ModelSerializer):
    account = One(Account, read_only=True)

    class Meta:
        model, fields = Entry, ("line", "account", "currency", "amount")


class PostingOut(serializers.ModelSerializer):
    book = One(Institution, read_only=True)
    reverses = serializers.UUIDField(source="reverses_id", read_only=True, allow_null=True)
    entries = EntryOut(many=True, read_only=True)

    class Meta:
        model, fields = Posting, ("uid", "book", "on", "kind", "source", "of", "reverses", "entries")


class PaymentOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model = Payment
        fields = ("uid", "institution", "payee", "of", "currency", "amount", "paid_on", "bank_reference")


class AccountFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Account, ("kind", "currency", "party")


class PostingFilter(django_filters.FilterSet):
    since = django_filters.DateFilter(field_name="on", lookup_expr="gte")
    until = django_filters.DateFilter(field_name="on", lookup_expr="lte")

    class Meta:
        model, fields = Posting, ("kind", "source")


class PaymentFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Payment, ("payee", "currency")


class Accounts(Rows):
    """Accounts of the own book; a balance is summed from the entries when it is asked for."""

    model, serializer_class, filterset_class, related = Account, AccountOut, AccountFilter, ("book",)


class Postings(Rows):
    """Balanced postings, each with its entries."""

    model, serializer_class, filterset_class, related = Posting, PostingOut, PostingFilter, ("book",)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("entries__account")


class Payments(Rows):
    """What went out; made by POST /payouts/."""

    model, serializer_class, filterset_class, related = Payment, PaymentOut, PaymentFilter, ("institution",)
