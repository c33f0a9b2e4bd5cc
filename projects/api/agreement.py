"""Clauses, and amendments of what was signed. Signing itself is a vote on the decision."""
import django_filters
from rest_framework import serializers

from projects import actions
from projects.models import Amendment, Clause, Project
from record.api import Input, One, Rows, SeenInput, write


class ClauseOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)

    class Meta:
        model, fields = Clause, ("uid", "project", "kind", "number", "text_en", "text_zh", "terms", "since")


class NewClause(Input):
    project = One(Project)
    kind = serializers.ChoiceField(Clause.Kind.choices)
    terms = serializers.DictField(help_text='{"rule": …} and what the rule takes: see projects/terms.py.')
    text_en = serializers.CharField(max_length=8000, allow_blank=True, default="")
    text_zh = serializers.CharField(max_length=8000, allow_blank=True, default="")


class ClauseFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    kind = django_filters.ChoiceFilter(choices=Clause.Kind.choices)


class Clauses(Rows):
    """Every wording of every clause; the highest number that has begun holds."""

    model, serializer_class, filterset_class, related = Clause, ClauseOut, ClauseFilter, ("project",)

    @write(NewClause)
    def create(self, actor, **said):
        """Write a clause of a draft; an empty text is made from the terms."""
        return actions.write_clause(actor=actor, **said)


class AmendmentOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)
    renews = One(Amendment, read_only=True, help_text="One that was not applied on its day, asked anew.")

    class Meta:
        model = Amendment
        fields = ("uid", "version", "project", "number", "reason", "language", "since", "changes", "state", "renews")


class NewAmendment(SeenInput):
    project = One(Project)
    reason = serializers.CharField(max_length=4000)
    since = serializers.DateField(help_text="Applied as soon as all parties agree, and not before this day; until then it is waiting.")
    changes = serializers.ListField(
        child=serializers.DictField(), min_length=1, max_length=200,
        help_text='{"of", "uid", "field", "new"}: see projects/changes.py; what stands there now is read, not sent.',
    )  # fmt: skip


class AmendmentFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    state = django_filters.ChoiceFilter(choices=Amendment.State.choices)


class Amendments(Rows):
    """Changes of what was signed, old and new."""

    model, serializer_class, filterset_class, related = Amendment, AmendmentOut, AmendmentFilter, ("project", "renews")

    @write(NewAmendment)
    def create(self, actor, **said):
        """Propose it to all parties; `seen` is the project's version."""
        return actions.propose_amendment(actor=actor, **said)

    @write(SeenInput)
    def again(self, actor, amendment, seen):
        """Put one that lapsed before all parties anew, over what stands there now; `seen` is the project's version."""
        return actions.ask_again(actor=actor, amendment=amendment, seen=seen)

    @write(Input)
    def withdraw(self, actor, amendment):
        return actions.withdraw_amendment(actor=actor, amendment=amendment)
