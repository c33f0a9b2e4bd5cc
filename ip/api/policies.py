"""Sharing policies, their versions, and what a formula gives on an example."""
import django_filters
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action as route
from rest_framework.response import Response

from ip import actions, refusals
from ip.comparing import over, receipts_of
from ip.models import Asset, Deal, PolicyVersion, SharingPolicy
from ip.rules import Origin, Shares, Standing, distribute
from ip.rules.policy import APPLIES_BY
from ip.trying import tryable
from ip.wording import tell
from partners.models import Institution
from record.api import Data, Input, One, Rows, SeenInput, write

MOST = 2**63 - 1


class PolicyOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    name = serializers.CharField(read_only=True)

    class Meta:
        model, fields = SharingPolicy, ("uid", "institution", "code", "name", "name_en", "name_zh", "deal_kinds")


class VersionOut(serializers.ModelSerializer):
    policy = One(SharingPolicy, read_only=True)
    title = serializers.CharField(read_only=True)

    class Meta:
        model, fields = PolicyVersion, ("uid", "policy", "number", "title", "state", "since", "fingerprint", "document")


class Formula(Input):
    """A formula as in FORMAT.md; `applies_by` answers what its source leaves open."""

    document = Data()
    applies_by = serializers.ChoiceField(APPLIES_BY, allow_blank=True, default="")


class NewPolicy(Formula):
    name_en = serializers.CharField(max_length=200, allow_blank=True, default="")
    name_zh = serializers.CharField(max_length=200, allow_blank=True, default="")
    deal_kinds = serializers.ListField(child=serializers.ChoiceField(Deal.Kind.choices))


class NewVersion(Formula):
    policy = One(SharingPolicy)


class ChangedVersion(SeenInput, Formula):
    """`seen`: the fingerprint that was read."""


class ProposedVersion(SeenInput):
    since = serializers.DateField()


class Sharer(serializers.ListField):
    """A key, its exact part, and where wanted the list of units that it counts for, from the top of the tree down."""

    def __init__(self, **kwargs):
        super().__init__(child=Data(), **kwargs)

    def to_internal_value(self, data):
        read = super().to_internal_value(data)
        if not 2 <= len(read) <= 3:
            raise serializers.ValidationError([_("A key, its part and, where wanted, a list of units.")])
        key, part, *units = read
        word = serializers.CharField(max_length=80)
        paths = [serializers.ListField(child=word, max_length=20).run_validation(path) for path in units]
        return word.run_validation(key), word.run_validation(part), paths[0] if paths else []


class OriginIn(Input):
    """Where the money comes from, as far as a policy shares it differently by that; a word that no schedule names is any other."""

    income = serializers.CharField(max_length=80, required=False, allow_blank=True)
    asset = serializers.CharField(max_length=80, required=False, allow_blank=True)
    deal = serializers.CharField(max_length=80, required=False, allow_blank=True)
    years = serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=1000), required=False,
                                  help_text="By `reported`, `licence_signed`, `first_income`: the year, from 1 on.")  # fmt: skip
    circumstances = serializers.DictField(child=serializers.CharField(max_length=80), required=False, help_text="By the policy’s keys.")
    persons = serializers.IntegerField(min_value=1, max_value=1000, required=False, help_text="By `shares`, if left out.")


class Example(Input):
    """Money in minor units. Of a stored version or of a `document`; shares as [["a", "2/5", ["college", "department"]], …], the
    units left out where nothing is theirs; nothing is saved."""

    version = One(PolicyVersion, required=False)
    document = Data(required=False)
    gross = serializers.IntegerField(min_value=0, max_value=MOST)
    currency = serializers.CharField(max_length=3)
    life_to_date = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    pool = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    shares = serializers.ListField(child=Sharer(), default=list, help_text="Without them the persons’ part stays one line.")
    groups = serializers.DictField(child=serializers.ListField(child=Sharer()), default=dict,
                                   help_text="The same of other groups of persons, by the policy’s keys for them.")  # fmt: skip
    choices = serializers.DictField(default=dict)
    origin = OriginIn(required=False, default=dict)
    on = serializers.DateField(required=False, allow_null=True, default=None, help_text="Of receipt, where thresholds are indexed.")


class Reason(serializers.Serializer):
    """One step in words, in the reader's language."""

    code = serializers.CharField()
    key = serializers.CharField()
    label = serializers.CharField()
    why = serializers.CharField()
    amount = serializers.IntegerField()
    section = serializers.CharField(help_text="Where it stands in the source.")
    clause = serializers.CharField(help_text="What the source says there, in our words.")
    doubts = serializers.ListField(child=serializers.CharField(), help_text="What no source confirms about it.")


class Simulated(serializers.Serializer):
    trace = serializers.JSONField()
    steps = Reason(many=True)


class Asked(serializers.Serializer):
    """With what a version is compared: another one, or what was posted; over which receipts."""

    beside = One(PolicyVersion, required=False, help_text="Without it: what was posted.")
    year = serializers.IntegerField(min_value=1900, max_value=9999, required=False)
    asset = One(Asset, required=False)


class Side(serializers.Serializer):
    """A party or person: minor units by this version, by the other, and the difference."""

    label = serializers.CharField()
    amount = serializers.IntegerField()
    other = serializers.IntegerField()
    more = serializers.IntegerField()


class YearOut(serializers.Serializer):
    currency = serializers.CharField()
    receipts = serializers.SerializerMethodField()
    rows = Side(many=True)

    def get_receipts(self, year) -> int:
        return len(year.receipts)


class LeftOut(serializers.Serializer):
    distribution = serializers.UUIDField(source="distribution.uid")
    why = serializers.CharField()


class Compared(serializers.Serializer):
    """By currency, what the version gives on past receipts; `left_out` are those that a formula does not take."""

    years = YearOut(many=True)
    left_out = LeftOut(many=True)


class PolicyFilter(django_filters.FilterSet):
    code = django_filters.CharFilter()


class VersionFilter(django_filters.FilterSet):
    policy = django_filters.UUIDFilter(field_name="policy__uid")
    state = django_filters.ChoiceFilter(choices=PolicyVersion.State.choices)


class Policies(Rows):
    """How the own institution shares the income of its deals."""

    model, serializer_class, filterset_class, related = SharingPolicy, PolicyOut, PolicyFilter, ("institution",)

    @write(NewPolicy, answer=VersionOut)
    def create(self, actor, **said):
        """Open a policy with its first draft, which is answered."""
        return actions.open_policy(actor=actor, **said)


class Versions(Rows):
    """Formulas with their dates. What is published never changes; publishing is a decision."""

    model, serializer_class, filterset_class, related = PolicyVersion, VersionOut, VersionFilter, ("policy",)

    @write(NewVersion)
    def create(self, actor, **said):
        """Draft the next version of a policy."""
        return actions.draft_version(actor=actor, **said)

    @write(ChangedVersion)
    def change(self, actor, version, **said):
        """Another text for a draft."""
        return actions.change_draft(actor=actor, version=version, **said)

    @write(ProposedVersion)
    def propose(self, actor, version, **said):
        """Ask an approver to publish it, to hold from a day on."""
        actions.propose_version(actor=actor, version=version, **said)
        return PolicyVersion.objects.visible_to(actor).get(pk=version.pk)

    @write(Input)
    def take_back(self, actor, version):
        """Back into draft."""
        return actions.take_back_version(actor=actor, version=version)

    @write(SeenInput)
    def withdraw(self, actor, version, **said):
        """Lay a draft aside."""
        return actions.withdraw_draft(actor=actor, version=version, **said)

    @extend_schema(request=Example, responses=Simulated)
    @route(detail=False, methods=["post"])
    def simulate(self, request):
        """What a formula gives: the trace and its words. Nothing is saved, so no key is needed."""
        form = Example(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        trace = _simulated(**form.validated_data)
        return Response(Simulated({"trace": trace, "steps": tell(trace)}).data)

    @extend_schema(parameters=[Asked], responses=Compared)
    @route(detail=True, methods=["get"])
    def compare(self, request, uid=None):
        """What past receipts would have become by this version, those that the asker may read. Nothing is saved."""
        version = self.get_object()
        asked = Asked(data=request.query_params, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        rows = receipts_of(request.actor, version.policy)
        rows = rows.filter(on__year=said["year"]) if "year" in said else rows
        rows = rows.filter(scope__asset=said["asset"]) if "asset" in said else rows
        beside = tryable(said["beside"].document) if "beside" in said else None
        return Response(Compared(over(request.actor, rows, tryable(version.document), beside)).data)


def _simulated(*, gross, currency, life_to_date, pool, shares, groups, choices, origin, on, version=None, document=None) -> dict:
    """Invalid at `document` for what the library refuses of the formula or of what it is asked, wherever it stands."""
    if (version is None) == (document is None):
        raise serializers.ValidationError({"document": [_("Give either a version or a document.")]})
    with refusals.told("document"):
        policy = tryable(version.document if version else document)
        parts = _shares(shares, "shares") if shares else None
        others = {group: _shares(rows, f"groups.{group}") for group, rows in groups.items()}
        return distribute(policy, gross, currency=currency, standing=Standing(life_to_date, pool), shares=parts, choices=choices,
                          origin=Origin.read(origin, "origin"), on=on, groups=others).trace()  # fmt: skip


def _shares(rows, path: str) -> Shares:
    return Shares.read([(key, part) for key, part, _path in rows], path, units={key: path for key, _part, path in rows})
