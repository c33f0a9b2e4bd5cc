"""Parties, what they plan to bring and have brought."""
import django_filters
from rest_framework import serializers

from partners.models import Institution
from projects import actions
from projects.models import Contribution, ContributionKind, ContributionMade, Participation, Project
from record.amounts import MOST
from record.api import NOTHING, Input, One, Rows, write


class PartyOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = Participation, ("uid", "version", "project", "institution", "role", "strand", "joined", "until")


class NewParty(Input):
    project = One(Project)
    institution = One(Institution)
    role = serializers.ChoiceField(Participation.Role.choices)


class PartyFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    institution = django_filters.UUIDFilter(field_name="institution__uid")


class Parties(Rows):
    """Who takes part, as what."""

    model, serializer_class, filterset_class = Participation, PartyOut, PartyFilter
    related = ("project", "institution")

    @write(NewParty)
    def create(self, actor, **said):
        """Name a party of a draft."""
        return actions.add_party(actor=actor, **said)

    @write(Input, answer=NOTHING)
    def remove(self, actor, party):
        """Take a party out of a draft."""
        actions.remove_party(actor=actor, project=party.project, party=party)


class ContributionOut(serializers.ModelSerializer):
    party = One(Participation, read_only=True, source="participation")

    class Meta:
        model, fields = Contribution, ("uid", "version", "party", "kind", "since", "until", "amount", "what")


class NewContribution(Input):
    party = One(Participation)
    kind = serializers.ChoiceField(ContributionKind.choices)
    since = serializers.DateField()
    until = serializers.DateField()
    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    what = serializers.CharField(max_length=200, allow_blank=True, default="")


class OfParty(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="participation__project__uid")
    party = django_filters.UUIDFilter(field_name="participation__uid")


class Contributions(Rows):
    """What parties plan to bring, by period."""

    model, serializer_class, filterset_class, related = Contribution, ContributionOut, OfParty, ("participation",)

    @write(NewContribution)
    def create(self, actor, party, **said):
        """Plan a contribution in a draft."""
        return actions.promise_contribution(actor=actor, project=party.project, party=party, **said)

    @write(Input, answer=NOTHING)
    def withdraw(self, actor, contribution):
        """Take it out of the draft."""
        project = contribution.participation.project
        actions.withdraw_contribution(actor=actor, project=project, contribution=contribution)


class MadeOut(serializers.ModelSerializer):
    party = One(Participation, read_only=True, source="participation")
    takes_back = One(ContributionMade, read_only=True, allow_null=True)

    class Meta:
        model, fields = ContributionMade, ("uid", "party", "kind", "on", "amount", "what", "takes_back")


class NewMade(Input):
    party = One(Participation)
    kind = serializers.ChoiceField(ContributionKind.choices)
    on = serializers.DateField()
    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    what = serializers.CharField(max_length=200, allow_blank=True, default="")


class ContributionsMade(Rows):
    """What parties have brought; never edited, only taken back."""

    model, serializer_class, filterset_class = ContributionMade, MadeOut, OfParty
    related = ("participation", "takes_back")

    @write(NewMade)
    def create(self, actor, **said):
        return actions.record_contribution(actor=actor, **said)

    @write(Input)
    def take_back(self, actor, contribution):
        return actions.take_back_contribution(actor=actor, contribution=contribution)
