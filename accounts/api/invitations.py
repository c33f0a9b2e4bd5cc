"""Invitations: made, sent again, withdrawn. The link itself goes by mail only."""
import django_filters
from django.conf import settings
from rest_framework import serializers

from accounts import actions
from accounts.capabilities import Role
from accounts.models import Invitation
from partners.models import Institution
from record.api import Input, One, Rows, SeenInput, write


class InvitationOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    expired = serializers.BooleanField(read_only=True)

    class Meta:
        model = Invitation
        fields = ("uid", "version", "institution", "email", "language", "role", "scope", "state", "expires_at", "expired")


class NewInvitation(Input):
    institution = One(Institution)
    email = serializers.EmailField()
    role = serializers.ChoiceField(Role.choices)
    scope = serializers.UUIDField(allow_null=True, default=None)
    language = serializers.ChoiceField(settings.LANGUAGES, default="en")


class InvitationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=Invitation.State.choices)
    email = django_filters.CharFilter(lookup_expr="iexact")


class Invitations(Rows):
    """Links that make members."""

    model, serializer_class, filterset_class, related = Invitation, InvitationOut, InvitationFilter, ("institution",)

    @write(NewInvitation)
    def create(self, actor, **said):
        """Invite somebody into the own institution, or into one that has nobody here yet."""
        return actions.invite(actor=actor, **said)

    @write(SeenInput)
    def renew(self, actor, invitation, **said):
        """Send a new link; the one before is dead."""
        return actions.renew_invitation(actor=actor, invitation=invitation, **said)

    @write(SeenInput)
    def withdraw(self, actor, invitation, **said):
        """The link is dead at once."""
        return actions.withdraw_invitation(actor=actor, invitation=invitation, **said)
