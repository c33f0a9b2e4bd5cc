"""The Lambert decision guide of a draft project: what it asks, which agreements fit, and one of them taken over as the clause."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ip.lambert import clause_of, fits
from ip.policies import lambert
from projects.actions import write_clause
from projects.models import Clause, Project
from record.api import Input, One, Rows, write
from record.errors import Invalid


class GuideOut(serializers.ModelSerializer):
    """Texts in the language that was asked for. `suggests`: which agreement so many questions answered with yes speak for,
    "" where that is open."""

    project = One(Project, source="*", read_only=True)
    source = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()
    suggests = serializers.SerializerMethodField()
    agreements = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = ("project", "source", "questions", "suggests", "agreements")

    def get_source(self, project) -> str:
        return lambert().source.say(_language())

    @extend_schema_field(list[str])
    def get_questions(self, project):
        return [question.say(_language()) for question in lambert().questions]

    @extend_schema_field(list[dict])
    def get_suggests(self, project):
        outcomes, language = lambert().outcomes, _language()
        return [{"from": one.least, "to": one.most, "agreement": one.agreement, "words": one.words.say(language)} for one in outcomes]

    @extend_schema_field(list[dict])
    def get_agreements(self, project):
        fitting = [one for one in lambert().agreements.values() if fits(project, one)]
        return [{"agreement": one.key, "words": one.words.say(_language()), "confirmed": one.unconfirmed is None} for one in fitting]


class Taken(Input):
    agreement = serializers.ChoiceField([(key, key) for key in lambert().agreements])


class LambertGuides(Rows):
    """Draft projects, each with the guide for its parties."""

    model, serializer_class = Project, GuideOut
    related = ("owner", "unit")

    def get_queryset(self):
        return super().get_queryset().filter(state=Project.State.DRAFT)

    @write(Taken)
    def take(self, actor, project, agreement):
        """Write an agreement that fits the parties as the ownership clause of the draft; nothing is agreed by it."""
        chosen = lambert().agreements[agreement]
        if not fits(project, chosen):
            raise Invalid(_("This agreement is for other parties than the project has."), field="agreement")
        write_clause(actor=actor, project=project, kind=Clause.Kind.OWNERSHIP, **clause_of(project, chosen))
        return project


def _language() -> str:
    return get_language() or "en"
