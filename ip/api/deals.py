"""Deals of every kind."""
import django_filters
from rest_framework import serializers

from ip import actions
from ip.actions.schedules import propose_amendment
from ip.allocating import versions_of
from ip.fingerprints import deal_fingerprint
from ip.models import Asset, Deal
from partners.models import Institution
from record.amounts import MOST
from record.api import NOTHING, Input, One, Rows, SeenInput, write
from record.currencies import CODES

SAID = ("kind", "scope", "currency", "price_mode", "amount", "starts_on", "ends_on", "terms_en", "terms_zh", "consent")


class AssetPart(Input):
    """An asset's part of the deal's income, a whole number of all of them."""

    asset = One(Asset)
    part = serializers.IntegerField(min_value=1, max_value=10**9)


class DealListed(serializers.ModelSerializer):
    owner = One(Institution, read_only=True)
    asset = One(Asset, read_only=True)
    counterparty = One(Institution, read_only=True)
    schedules = serializers.SerializerMethodField(help_text="How the income is allocated to the assets; none where there is one.")

    class Meta:
        model = Deal
        fields: tuple[str, ...] = ("uid", "version", "number", "owner", "asset", "schedules", "counterparty", *SAID, "signed_on", "state")

    def get_schedules(self, deal) -> list[dict]:
        return versions_of(deal)


class DealOut(DealListed):
    """One by itself, with the fingerprint of what is put up for approval."""

    fingerprint = serializers.SerializerMethodField(help_text="Send it as `seen` when you propose the deal.")

    class Meta(DealListed.Meta):
        fields = (*DealListed.Meta.fields, "fingerprint")

    def get_fingerprint(self, deal) -> str:
        return deal_fingerprint(deal)


class Written(Input):
    counterparty = One(Institution, help_text="Of own implementation: the own institution.")
    kind = serializers.ChoiceField(Deal.Kind.choices)
    scope = serializers.ChoiceField(Deal.Scope.choices, allow_blank=True, default="")
    currency = serializers.ChoiceField(CODES)
    price_mode = serializers.ChoiceField(Deal.Price.choices)
    amount = serializers.IntegerField(min_value=1, max_value=MOST, allow_null=True, default=None,
                                      help_text="Minor units; of equity the agreed value.")  # fmt: skip
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    terms_en = serializers.CharField(max_length=4000, allow_blank=True, default="")
    terms_zh = serializers.CharField(max_length=4000, allow_blank=True, default="")
    consent = serializers.CharField(max_length=2000, allow_blank=True, default="")
    parts = AssetPart(many=True, required=False, default=list,
                      help_text="Where it is over several assets: each with its part of the income, `asset` first.")  # fmt: skip


class NewDeal(Written):
    asset = One(Asset)


class ChangedDeal(Written, SeenInput):
    """A draft, rewritten as a whole."""


class Allocated(SeenInput):
    """`seen` is the number of the deal's last schedule, 0 for none."""

    since = serializers.DateField()
    parts = AssetPart(many=True)
    reasons = serializers.CharField(max_length=2000)


class End(SeenInput):
    ends_on = serializers.DateField()


def _pairs(parts) -> list[tuple[Asset, int]] | None:
    return [(row["asset"], row["part"]) for row in parts] if parts else None


class DealFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="asset__uid")

    class Meta:
        model, fields = Deal, ("kind", "state", "currency", "asset")


class Deals(Rows):
    """Deals of the own institution; votes are cast on their decision."""

    model, serializer_class, filterset_class = Deal, DealOut, DealFilter
    related = ("owner", "asset__project__unit", "counterparty")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("schedules__lines__asset", "schedules__amendment")

    def get_serializer_class(self):
        return DealListed if self.action == "list" else DealOut

    @write(NewDeal)
    def create(self, actor, parts, **said):
        """Begin a draft."""
        return actions.draft_deal(actor=actor, parts=_pairs(parts), **said)

    @write(ChangedDeal)
    def change(self, actor, deal, parts, **said):
        """Rewrite a draft; without `parts` its assets stay."""
        return actions.change_deal(actor=actor, deal=deal, parts=_pairs(parts), **said)

    @write(Allocated)
    def allocate(self, actor, deal, parts, **said):
        """Ask that the income of a signed deal be allocated otherwise from a day on; another person decides."""
        propose_amendment(actor=actor, deal=deal, parts=_pairs(parts) or [], **said)
        return deal

    @write(SeenInput, answer=NOTHING)
    def propose(self, actor, deal, **said):
        """Ask for approval; `seen` is the fingerprint."""
        actions.propose_deal(actor=actor, deal=deal, **said)

    @write(Input)
    def withdraw(self, actor, deal):
        """Put a draft away, or take it back from approval."""
        return actions.withdraw_deal(actor=actor, deal=deal)

    @write(End)
    def end(self, actor, deal, **said):
        """The deal has ended."""
        return actions.end_deal(actor=actor, deal=deal, **said)
