"""Disclosures, assets and who owns them."""
import django_filters
from rest_framework import serializers

from accounts.models import Person
from ip import actions
from ip.actions.assets import FACT_DAYS
from ip.models import AiField, Asset, AssetKind, Contributor, Disclosure, Funding, OwnershipVersion, PatentType, Stake
from partners.models import Institution
from projects.models import Project
from record.api import Input, One, Rows, SeenInput, write


class ContributorOut(serializers.ModelSerializer):
    person = One(Person, read_only=True)
    institution = One(Institution, read_only=True, allow_null=True)

    class Meta:
        model, fields = Contributor, ("person", "institution", "employer", "inventor", "did")


class DisclosureOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    project = One(Project, read_only=True, allow_null=True)
    contributors = ContributorOut(many=True, read_only=True)

    class Meta:
        model = Disclosure
        fields = ("uid", "version", "institution", "project", "kind", "title_en", "title_zh", "description", "language",
                  "completed_on", "disclosed_on", "ai_used", "ai_fields", "ai_use", "contributors", "reasons", "state")  # fmt: skip


class SomebodyIn(Input):
    """Somebody with an account here (`person`), or from outside by name; who has an account is found by the e-mail."""

    person = One(Person, required=False, allow_null=True)
    name_en = serializers.CharField(max_length=120, allow_blank=True, default="")
    name_zh = serializers.CharField(max_length=120, allow_blank=True, default="")
    email = serializers.EmailField(allow_blank=True, default="")


class ContributorIn(SomebodyIn):
    institution = One(Institution, required=False, allow_null=True)
    employer = serializers.CharField(max_length=200, allow_blank=True, default="")
    inventor = serializers.BooleanField(default=True)
    did = serializers.CharField(max_length=300, allow_blank=True, default="")


class NewDisclosure(Input):
    kind = serializers.ChoiceField(AssetKind.choices)
    project = One(Project, required=False, allow_null=True)
    title_en = serializers.CharField(max_length=200, allow_blank=True, default="")
    title_zh = serializers.CharField(max_length=200, allow_blank=True, default="")
    description = serializers.CharField(max_length=8000, allow_blank=True, default="")
    completed_on = serializers.DateField()
    ai_used = serializers.BooleanField()
    ai_fields = serializers.MultipleChoiceField(choices=AiField.choices, default=set)
    ai_use = serializers.CharField(max_length=2000, allow_blank=True, default="")
    contributors = ContributorIn(many=True, default=())


class ChangedDisclosure(NewDisclosure, SeenInput):
    """A draft, rewritten as a whole."""


class Acceptance(SeenInput):
    patent_type = serializers.ChoiceField(PatentType.choices, required=False)
    country = serializers.RegexField(r"^[A-Z]{2}$", default="CN")


class DisclosureReasons(SeenInput):
    reasons = serializers.CharField(max_length=2000)


class AssetOut(serializers.ModelSerializer):
    manager = One(Institution, read_only=True)
    project = One(Project, read_only=True, allow_null=True)

    class Meta:
        model = Asset
        fields = ("uid", "version", "number", "manager", "project", "kind", "patent_type", "title_en", "title_zh", "country",
                  "application_number", "registration", "completed_on", "filed_on", "granted_on", "lapsed_on", "state",
                  "funding", *FACT_DAYS)  # fmt: skip


class DisclosureFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")

    class Meta:
        model, fields = Disclosure, ("kind", "state", "project")


class Disclosures(Rows):
    """Results as they were first told to the office."""

    model, serializer_class, filterset_class = Disclosure, DisclosureOut, DisclosureFilter
    related = ("institution", "project")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("contributors__person", "contributors__institution")

    @write(NewDisclosure)
    def create(self, actor, **said):
        """Begin a draft: its author alone sees it."""
        return actions.draft_disclosure(actor=actor, **said)

    @write(ChangedDisclosure)
    def change(self, actor, disclosure, **said):
        """Rewrite a draft."""
        return actions.change_disclosure(actor=actor, disclosure=disclosure, **said)

    @write(SeenInput)
    def submit(self, actor, disclosure, **said):
        """Hand it to the office."""
        return actions.submit_disclosure(actor=actor, disclosure=disclosure, **said)

    @write(SeenInput)
    def withdraw(self, actor, disclosure, **said):
        """Put a draft away."""
        return actions.withdraw_disclosure(actor=actor, disclosure=disclosure, **said)

    @write(Acceptance, answer=AssetOut)
    def accept(self, actor, disclosure, **said):
        """Take it on; the answer is the asset."""
        return actions.accept_disclosure(actor=actor, disclosure=disclosure, **said)

    @write(DisclosureReasons)
    def give_back(self, actor, disclosure, **said):
        """Back to its author."""
        return actions.return_disclosure(actor=actor, disclosure=disclosure, **said)

    @write(DisclosureReasons)
    def decline(self, actor, disclosure, **said):
        """Not taken on."""
        return actions.decline_disclosure(actor=actor, disclosure=disclosure, **said)


class Filing(SeenInput):
    application_number = serializers.CharField(max_length=30)
    filed_on = serializers.DateField()
    country = serializers.RegexField(r"^[A-Z]{2}$", default="CN")


class Grant(SeenInput):
    granted_on = serializers.DateField()
    registration = serializers.CharField(max_length=40, allow_blank=True, default="")


class FactsIn(SeenInput):
    """All of them, as they stand from now on: a day that is left out is not known."""

    funding = serializers.ChoiceField(Funding.choices, help_text="It decides which rules of ownership and which deadlines hold.")
    published_on = serializers.DateField(default=None, allow_null=True, help_text="By anybody, anywhere.")
    agency_told_on = serializers.DateField(default=None, allow_null=True)
    elected_on = serializers.DateField(default=None, allow_null=True)
    abroad_on = serializers.DateField(default=None, allow_null=True, help_text="A day that is planned may be to come.")
    review_asked_on = serializers.DateField(default=None, allow_null=True)


class Lapse(SeenInput):
    lapsed_on = serializers.DateField()


class AssetFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    number = django_filters.CharFilter()

    class Meta:
        model, fields = Asset, ("kind", "state", "project", "number")


class Assets(Rows):
    """Rights and results."""

    model, serializer_class, filterset_class, related = Asset, AssetOut, AssetFilter, ("manager", "project")

    @write(Filing)
    def file(self, actor, asset, **said):
        """The application was filed."""
        return actions.file_application(actor=actor, asset=asset, **said)

    @write(Grant)
    def grant(self, actor, asset, **said):
        """The right was granted or registered."""
        return actions.register_grant(actor=actor, asset=asset, **said)

    @write(FactsIn)
    def facts(self, actor, asset, **said):
        """State what else begins a deadline."""
        return actions.state_facts(actor=actor, asset=asset, **said)

    @write(Lapse)
    def lapse(self, actor, asset, **said):
        """The right has ended."""
        return actions.lapse_asset(actor=actor, asset=asset, **said)


class StakeOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = Stake, ("institution", "part")


class OwnershipOut(serializers.ModelSerializer):
    asset = One(Asset, read_only=True)
    stakes = StakeOut(many=True, read_only=True)

    class Meta:
        model = OwnershipVersion
        fields = ("uid", "asset", "number", "since", "whole", "stakes", "basis", "citation", "income_rule", "income_parts",
                  "income_citation", "reasons")  # fmt: skip


class StakeIn(Input):
    institution = One(Institution)
    part = serializers.IntegerField(min_value=1)


class NewOwners(Input):
    """`seen`: the number of the last version that was read, 0 for none."""

    asset = One(Asset)
    seen = serializers.IntegerField(min_value=0)
    since = serializers.DateField()
    whole = serializers.IntegerField(min_value=1)
    stakes = StakeIn(many=True)
    reasons = serializers.CharField(max_length=2000, allow_blank=True, default="")
    assigned = serializers.BooleanField(default=False)


class OwnershipFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="asset__uid")


class Ownership(Rows):
    """Who owns an asset from a day on; a correction is a higher number."""

    model, serializer_class, filterset_class, related = OwnershipVersion, OwnershipOut, OwnershipFilter, ("asset",)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("stakes__institution")

    @write(NewOwners)
    def create(self, actor, stakes, **said):
        """Confirm or correct the owners."""
        return actions.set_owners(actor=actor, stakes=[(one["institution"], one["part"]) for one in stakes], **said)
