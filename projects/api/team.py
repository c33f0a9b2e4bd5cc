"""Who works in a project."""
import django_filters
from rest_framework import serializers

from accounts.models import Person
from partners.models import Institution
from projects import actions
from projects.models import Credit, Project, TeamMember
from record.api import Input, One, Rows, write


class MemberOut(serializers.ModelSerializer):
    project = One(Project, read_only=True)
    institution = One(Institution, read_only=True)
    person = One(Person, read_only=True)

    class Meta:
        model, fields = TeamMember, ("uid", "version", "project", "institution", "person", "roles", "since", "until")


class Roles(Input):
    roles = serializers.ListField(child=serializers.ChoiceField(Credit.choices), min_length=1, max_length=len(Credit))


class NewMember(Roles):
    project = One(Project)
    person = One(Person)
    since = serializers.DateField()


class Left(Input):
    until = serializers.DateField(help_text="The last day.")


class TeamFilter(django_filters.FilterSet):
    project = django_filters.UUIDFilter(field_name="project__uid")
    person = django_filters.UUIDFilter(field_name="person__uid")


class Team(Rows):
    """People of the parties, with their CRediT roles."""

    model, serializer_class, filterset_class = TeamMember, MemberOut, TeamFilter
    related = ("project", "institution", "person")

    @write(NewMember)
    def create(self, actor, **said):
        """Put somebody of the own institution into the team."""
        return actions.join_team(actor=actor, **said)

    @write(Roles)
    def change_roles(self, actor, member, **said):
        return actions.change_roles(actor=actor, member=member, **said)

    @write(Left)
    def leave(self, actor, member, **said):
        return actions.leave_team(actor=actor, member=member, **said)
