"""Allocation studies: values with their sources, and every division that follows from them."""
import django_filters
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ip import actions
from ip.actions.criteria import WEIGHED
from ip.models import Asset, Method, Study, StudyCriterion, StudyParty, StudyValue, Unstated
from ip.rules import exact_text
from ip.studying import Option, table_of
from partners.models import Institution
from projects.models import Project
from record.amounts import MOST
from record.api import Input, One, Rows, SeenInput, write
from record.errors import Invalid

BLOCKS = 100  # of the 4,094 groups of twelve parties, in each division


class StudyOut(serializers.ModelSerializer):
    owner = One(Institution, read_only=True)
    project = One(Project, read_only=True)
    asset = One(Asset, read_only=True)

    class Meta:
        model = Study
        fields = ("uid", "version", "owner", "project", "asset", "purpose", "currency", "amount", "state", "method")


class StudyDetail(StudyOut):
    """`values`: what counts now; `group` is the sum of the bits of its parties. Amounts in minor units, others exact text.
    `derived`: what groups of an unstated worth count as, by the rule `unstated`, and of which stated groups it is made."""

    parties = serializers.SerializerMethodField()
    criteria = serializers.SerializerMethodField()
    values = serializers.SerializerMethodField()
    derived = serializers.SerializerMethodField()
    divisions = serializers.SerializerMethodField()

    class Meta(StudyOut.Meta):
        fields = (*StudyOut.Meta.fields, "parties", "unstated", "criteria", "values", "derived", "divisions")

    def to_representation(self, study):
        actor = self.context["request"].actor
        self.table = table_of(study, *(model.objects.visible_to(actor) for model in (StudyParty, StudyValue, StudyCriterion)))
        return super().to_representation(study)

    @extend_schema_field(list[dict])
    def get_parties(self, study):
        return [{"institution": str(party.institution.uid), "bit": party.bit, "code": party.code} for party in self.table.parties]

    @extend_schema_field(list[dict])
    def get_criteria(self, study):
        return [{"criterion": one.line, "bit": one.bit, "name": one.name} for one in self.table.criteria]

    @extend_schema_field(list[dict])
    def get_values(self, study):
        return [
            {"kind": value.kind, "criterion": value.criterion and value.criterion.line, "group": value.group,
             "value": value.number if value.amount is None else value.amount,
             "evidence": value.evidence, "stated_by": str(value.stated_by.institution.uid), "stated_at": value.stated_at}
            for value in self.table.stated.values()
        ]  # fmt: skip

    @extend_schema_field(list[dict])
    def get_derived(self, study):
        return [{"group": group, "amount": one.value, "of": list(one.of)} for group, one in self.table.derived.items()]

    @extend_schema_field(list[dict])
    def get_divisions(self, study):
        return [_division(option, self.table.judged_by[1]) for option in self.table.options]


def _division(option: Option, whole: bool) -> dict:
    """`method` is empty for what is on the table; `in_core` is null where not every group's value is known. Of the groups that
    block, `blocks` names the worst off."""
    verdict = option.verdict
    blocks = (*verdict.alone, *verdict.groups) if verdict else ()
    return {
        "method": option.method, "why_not": option.why, "amounts": option.cents,
        "exact": {key: exact_text(part) for key, part in option.exact.items()} if option.exact else None,
        "rational": verdict.rational if verdict else None, "in_core": verdict.in_core if verdict and whole else None,
        "consistency": [{"of": of, "ratio": weighing.ratio and exact_text(weighing.ratio)} for of, weighing in option.weighings],
        "blocking": len(blocks), "blocks": [{"group": list(block.group), "short": exact_text(block.short)} for block in blocks[:BLOCKS]],
    }  # fmt: skip


class NewStudy(Input):
    """Of a project (in its currency) or of an asset."""

    project = One(Project, required=False)
    asset = One(Asset, required=False)
    purpose = serializers.CharField(max_length=200)
    currency = serializers.CharField(max_length=3, allow_blank=True, default="")
    amount = serializers.IntegerField(min_value=1, max_value=MOST, help_text="Minor units.")
    parties = serializers.ListField(child=One(Institution), min_length=2, max_length=StudyParty.MOST)


class ValueIn(Input):
    group = serializers.IntegerField(min_value=1, max_value=(1 << StudyParty.MOST) - 1)
    amount = serializers.IntegerField(min_value=0, max_value=MOST, required=False, help_text="Minor units: claims, worth, offers.")
    number = serializers.CharField(max_length=40, required=False, help_text="Exact, such as 2.5 or 1/3: all other kinds.")
    evidence = serializers.CharField(max_length=300, required=False, help_text="Unless it is the common one.")


class Stated(SeenInput):
    kind = serializers.ChoiceField(StudyValue.Kind.choices)
    values = ValueIn(many=True)
    criterion = serializers.IntegerField(min_value=1, max_value=StudyCriterion.LINES, required=False,
                                         help_text="Of judgements, where criteria are set.")  # fmt: skip
    evidence = serializers.CharField(max_length=300, default="", help_text="Of values that name none themselves.")


class UnstatedIn(SeenInput):
    rule = serializers.ChoiceField(Unstated.choices, allow_blank=True, help_text="Blank: not known.")


class Criteria(SeenInput):
    names = serializers.ListField(child=serializers.CharField(max_length=60), max_length=StudyCriterion.MOST)


class Weighed(SeenInput):
    method = serializers.ChoiceField([(method.value, method.label) for method in WEIGHED])


class Chosen(SeenInput):
    method = serializers.ChoiceField(Method.choices)
    reasons = serializers.CharField(max_length=2000)
    since = serializers.DateField(required=False)


class StudyFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    asset = django_filters.UUIDFilter(field_name="asset__uid")

    class Meta:
        model, fields = Study, ("state", "project", "asset")


class Studies(Rows):
    """Studies that concern the own institution; one of them with all its divisions."""

    model, serializer_class, filterset_class = Study, StudyOut, StudyFilter
    related = ("owner", "project__unit", "asset__project__unit", "asset__manager")

    def get_serializer_class(self):
        return StudyDetail if self.action == "retrieve" else StudyOut

    @write(NewStudy)
    def create(self, actor, project=None, asset=None, **said):
        """Open a study; every party sees it at once."""
        if bool(project) == bool(asset):
            raise Invalid(_("Name a project or an asset."), field="project")
        return actions.open_study(actor=actor, about=project or asset, **said)

    @write(Stated)
    def state(self, actor, study, values, **said):
        """State values of one kind, in the own name and with their evidence."""
        given = {one["group"]: one.get("amount", one.get("number")) for one in values}
        if len(given) < len(values):
            raise Invalid(_("A group stands here twice."), field="values")
        evidences = {one["group"]: one["evidence"] for one in values if "evidence" in one}
        return actions.state_values(actor=actor, study=study, values=given, evidences=evidences, **said)

    @write(UnstatedIn)
    def unstated(self, actor, study, **said):
        """Choose what a group counts as whose worth nobody stated."""
        return actions.set_unstated(actor=actor, study=study, **said)

    @write(Criteria)
    def criteria(self, actor, study, **said):
        """Set by which criteria contributions are compared; none, or from two on."""
        return actions.set_criteria(actor=actor, study=study, **said)

    @write(Weighed)
    def weights(self, actor, study, **said):
        """State the weights of an AHP method as the contributions."""
        return actions.adopt_weights(actor=actor, study=study, **said)

    @write(Chosen)
    def choose(self, actor, study, **said):
        """Make one division the clause of a draft, an amendment, or the owners' parts of an asset."""
        return actions.choose_allocation(actor=actor, study=study, **said)

    @write(SeenInput)
    def withdraw(self, actor, study, **said):
        """Put the study away."""
        return actions.withdraw_study(actor=actor, study=study, **said)
