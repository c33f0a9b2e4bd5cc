"""Projects from outside, for who watches over public money: how each goes, and the own body's money in it."""
import django_filters
from rest_framework import serializers

from partners.models import Institution
from projects.models import Kind, Milestone, Outline, Participation
from projects.outlines import inside, with_own_money
from projects.standing import standings
from record.api import One, Rows


class FundedOut(serializers.ModelSerializer):
    """Amounts in minor units of the project's currency."""

    owner = One(Institution, read_only=True)
    role = serializers.ChoiceField(Participation.Role.choices, source="part", read_only=True, help_text="In which the own body takes part.")
    promised = serializers.IntegerField(read_only=True, help_text="By the own body.")
    brought = serializers.IntegerField(read_only=True, help_text="By the own body.")
    progress = serializers.IntegerField(source="standing.progress", read_only=True, help_text="Percent by weight.")
    health = serializers.CharField(source="standing.health.level.value", read_only=True,
                                   help_text="on_time, at_risk, late, or empty where nothing is measured.")  # fmt: skip

    class Meta:
        model = Outline
        fields = ("uid", "number", "kind", "state", "title_en", "title_zh", "start", "end", "currency", "owner", "role", "promised",
                  "brought", "progress", "health")  # fmt: skip


class OutlineMilestone(serializers.ModelSerializer):
    class Meta:
        model, fields = Milestone, ("position", "title_en", "title_zh", "due", "weight", "state")


class OutlineParty(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = Participation, ("institution", "role")


class FundedDetail(FundedOut):
    milestones = OutlineMilestone(many=True, read_only=True, source="plan")
    parties = OutlineParty(many=True, read_only=True)

    class Meta(FundedOut.Meta):
        fields = (*FundedOut.Meta.fields, "milestones", "parties")


class FundedFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    state = django_filters.ChoiceFilter(choices=Outline.State.choices)


class Funded(Rows):
    """Projects in which the own public body takes part: what the parties hand over and pay each other stays with them."""

    model, serializer_class, filterset_class, related = Outline, FundedOut, FundedFilter, ("owner",)

    def get_serializer_class(self):
        return FundedDetail if self.action == "retrieve" else FundedOut

    def get_queryset(self):
        return with_own_money(super().get_queryset(), getattr(getattr(self.request, "actor", None), "institution", None))

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        known = standings(page)
        for row in page:
            row.standing = known[row.pk]
        return page

    def get_object(self):
        row = super().get_object()
        found = inside(row, self.request.actor.institution)
        row.standing, row.plan, row.parties = found["standing"], found["milestones"], found["parties"]
        return row
