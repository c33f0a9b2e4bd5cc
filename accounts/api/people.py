"""People, their memberships and their roles."""
import django_filters
from django.db.models import Q
from rest_framework import serializers

from accounts import actions
from accounts.capabilities import Role
from accounts.models import Grant, Membership, Person
from partners.models import Institution, Unit
from record.api import Input, One, Rows, SeenInput, write


class PersonOut(serializers.ModelSerializer):
    name = serializers.CharField(read_only=True)

    class Meta:
        model, fields = Person, ("uid", "version", "name", "name_en", "name_zh", "orcid")


class MembershipOut(serializers.ModelSerializer):
    person = One(Person, read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)
    institution = One(Institution, read_only=True)
    unit = One(Unit, read_only=True, allow_null=True)
    holds = serializers.BooleanField(read_only=True)

    class Meta:
        model = Membership
        fields = ("uid", "version", "person", "name", "institution", "unit", "title", "since", "until", "holds")


class RoleOut(serializers.ModelSerializer):
    membership = One(Membership, read_only=True)
    granted_by = One(Membership, read_only=True, allow_null=True)
    confirmed_by = One(Membership, read_only=True, allow_null=True)

    class Meta:
        model = Grant
        fields = ("uid", "version", "membership", "role", "scope", "since", "until", "granted_by", "confirmed_by")


class NewPlace(SeenInput):
    unit = One(Unit, allow_null=True, default=None)
    title = serializers.CharField(max_length=120, allow_blank=True, default="")


class NewRole(Input):
    membership = One(Membership)
    role = serializers.ChoiceField(Role.choices, help_text="What two people give is asked for: POST /role-requests/.")
    scope = serializers.UUIDField(allow_null=True, default=None, help_text="A unit or project; none: the whole institution.")


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", help_text="Part of a name in either language.")
    orcid = django_filters.CharFilter()

    def named(self, rows, name, value):
        return rows.filter(Q(name_en__icontains=value) | Q(name_zh__icontains=value))


class MembershipFilter(django_filters.FilterSet):
    person = django_filters.UUIDFilter(field_name="person__uid")
    unit = django_filters.UUIDFilter(field_name="unit__uid")


class RoleFilter(django_filters.FilterSet):
    membership = django_filters.UUIDFilter(field_name="membership__uid")
    role = django_filters.ChoiceFilter(choices=Role.choices)
    open = django_filters.BooleanFilter(field_name="until", lookup_expr="isnull")


class People(Rows):
    """Oneself and those with whom one works."""

    model, serializer_class, filterset_class = Person, PersonOut, PersonFilter


class Memberships(Rows):
    """Who belongs to the own institution."""

    model, serializer_class, filterset_class = Membership, MembershipOut, MembershipFilter
    related = ("person", "institution", "unit")

    @write(NewPlace)
    def place(self, actor, membership, **said):
        """Say in which unit a member works, and as what."""
        return actions.place_member(actor=actor, membership=membership, **said)

    @write(SeenInput)
    def end(self, actor, membership, **said):
        """End a membership with all its roles and tokens, at once."""
        return actions.end_membership(actor=actor, membership=membership, **said)


class Roles(Rows):
    """Who holds which role, where and since when."""

    model, serializer_class, filterset_class = Grant, RoleOut, RoleFilter
    related = ("membership", "granted_by", "confirmed_by")

    @write(NewRole)
    def create(self, actor, **said):
        """Give a role that moves no money."""
        return actions.grant_role(actor=actor, **said)

    @write(Input)
    def end(self, actor, grant):
        """Take a role away, at once."""
        return actions.end_role(actor=actor, grant=grant)
