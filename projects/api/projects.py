"""Projects: logged, drafted, proposed, and moved along their course."""
import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action as route
from rest_framework.response import Response

from accounts.models import Person
from partners.models import Institution, Unit
from projects import actions
from projects.fingerprint import fingerprint
from projects.forms.listing import named_like
from projects.models import Kind, Project
from projects.standing import standings
from record.amounts import MOST
from record.api import Input, One, Rows, SeenInput, write
from record.currencies import CODES


class ProjectOut(serializers.ModelSerializer):
    owner = One(Institution, read_only=True)
    unit = One(Unit, read_only=True, allow_null=True)
    investigator = One(Person, read_only=True, allow_null=True)

    class Meta:
        model = Project
        fields = ("uid", "version", "number", "kind", "state", "title_en", "title_zh", "summary", "language", "start", "end",
                  "currency", "budget", "owner", "unit", "investigator", "signed_on")  # fmt: skip


class StandingOut(serializers.Serializer):
    """How it goes, by the formula of projects/health.py; and the fingerprint of what would be signed now."""

    progress = serializers.IntegerField(help_text="Percent by weight.")
    health = serializers.CharField(help_text="on_time, at_risk, late, or empty where nothing is measured.")
    reasons = serializers.ListField(child=serializers.DictField())
    fingerprint = serializers.CharField()

    def to_representation(self, project):
        found = standings([project])[project.pk]
        reasons = [{"sign": r.sign.value, "position": r.position, "days": r.days} for r in found.health.reasons]
        return {"progress": found.progress, "health": found.health.level.value, "reasons": reasons,
                "fingerprint": fingerprint(project)}  # fmt: skip


class Written(Input):
    title_en = serializers.CharField(max_length=200, allow_blank=True, required=False)
    title_zh = serializers.CharField(max_length=200, allow_blank=True, required=False)
    summary = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    start = serializers.DateField(allow_null=True, required=False)
    end = serializers.DateField(allow_null=True, required=False)
    currency = serializers.ChoiceField(CODES, required=False)
    budget = serializers.IntegerField(min_value=0, max_value=MOST, required=False)
    investigator = One(Person, allow_null=True, required=False)
    unit = One(Unit, allow_null=True, required=False)


class NewProject(Written):
    kind = serializers.ChoiceField(Kind.choices)


class ChangedProject(SeenInput, Written):
    kind = serializers.ChoiceField(Kind.choices, required=False)


class WithReasons(Input):
    reasons = serializers.CharField(max_length=4000)


class SeenReasons(SeenInput, WithReasons):
    pass


class Lessons(SeenReasons):
    lessons = serializers.CharField(max_length=4000)


class ProjectFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", help_text="Part of a title, number, party or person.")
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    state = django_filters.ChoiceFilter(choices=Project.State.choices)
    owner = django_filters.UUIDFilter(field_name="owner__uid")

    def named(self, rows, name, value):
        return rows.filter(named_like(value.strip()[:100], self.request.actor))


class Projects(Rows):
    """What two or more institutions do together."""

    model, serializer_class, filterset_class = Project, ProjectOut, ProjectFilter
    related = ("owner", "unit", "investigator")

    @write(NewProject)
    def create(self, actor, **said):
        """Log a draft; only the own institution sees it."""
        return actions.log_project(actor=actor, **said)

    @write(ChangedProject)
    def partial_update(self, actor, project, **said):
        """Change what a draft says of itself."""
        return actions.write_draft(actor=actor, project=project, **said)

    @write(SeenInput)
    def propose(self, actor, project, seen):
        """Put it before all parties; `seen` is the fingerprint that GET …/standing/ tells."""
        actions.propose_project(actor=actor, project=project, seen=seen)
        return Project.objects.visible_to(actor).get(pk=project.pk)

    @write(WithReasons)
    def take_back(self, actor, project, **said):
        return actions.withdraw_proposal(actor=actor, project=project, **said)

    @write(SeenReasons)
    def suspend(self, actor, project, **said):
        return actions.suspend_project(actor=actor, project=project, **said)

    @write(SeenReasons)
    def resume(self, actor, project, **said):
        return actions.resume_project(actor=actor, project=project, **said)

    @write(SeenReasons)
    def begin_closing(self, actor, project, **said):
        return actions.begin_closing(actor=actor, project=project, **said)

    @write(Lessons)
    def close(self, actor, project, **said):
        return actions.close_project(actor=actor, project=project, **said)

    @write(SeenReasons)
    def drop(self, actor, project, **said):
        """Give up a draft."""
        return actions.drop_draft(actor=actor, project=project, **said)

    @extend_schema(responses=StandingOut)
    @route(detail=True)
    def standing(self, request, uid=None):
        """Progress, health with its reasons, and what a signature would be bound to."""
        return Response(StandingOut(self.get_object()).data)
