"""Roles that take two: asked for by one administrator, confirmed by another through the decision that is open on them."""
import django_filters
from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Invitation, Membership
from governance import actions
from governance.models import RoleRequest
from record.api import Input, One, Rows, write
from record.errors import Invalid

BY_TWO = [(role.value, role.label) for role in Role if role in MONEY_ROLES | {Role.ADMINISTRATOR}]


class RoleRequestOut(serializers.ModelSerializer):
    asked_by = One(Membership, read_only=True)
    membership = One(Membership, read_only=True, allow_null=True)
    invitation = One(Invitation, read_only=True, allow_null=True)
    role = serializers.ChoiceField(Role.choices, read_only=True)

    class Meta:
        model = RoleRequest
        fields = ("uid", "version", "state", "asked_by", "membership", "invitation", "role", "scope")


class NewRoleRequest(Input):
    """For a member, or for whoever is invited by mail: exactly one of the two."""

    membership = One(Membership, allow_null=True, default=None)
    email = serializers.EmailField(allow_null=True, default=None)
    role = serializers.ChoiceField(BY_TWO)
    scope = serializers.UUIDField(allow_null=True, default=None)
    language = serializers.ChoiceField(settings.LANGUAGES, default="en")

    def validate(self, said):
        if bool(said["membership"]) == bool(said["email"]):
            raise Invalid(_("Name a membership, or the address of whoever is invited."), field="membership")
        return said


class RoleRequestFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=RoleRequest.State.choices)
    membership = django_filters.UUIDFilter(field_name="membership__uid")


class RoleRequests(Rows):
    """What waits for, or was decided by, a second administrator."""

    model, serializer_class, filterset_class = RoleRequest, RoleRequestOut, RoleRequestFilter
    related = ("asked_by", "membership", "invitation")

    @write(NewRoleRequest)
    def create(self, actor, membership, email, language, **said):
        """Ask for a role that takes two: one that moves money, or the administrator's, where two people hold it."""
        if membership:
            return actions.request_role(actor=actor, membership=membership, **said)
        return actions.request_invitation(actor=actor, email=email, language=language, **said)

    @write(Input)
    def withdraw(self, actor, request):
        """Take it back."""
        return actions.withdraw_request(actor=actor, request=request)
