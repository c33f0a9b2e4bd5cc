"""Who a token or session acts as."""
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from accounts.models import Membership


class MeOut(serializers.Serializer):
    person = serializers.UUIDField()
    name = serializers.CharField()
    membership = serializers.UUIDField()
    institution = serializers.UUIDField()
    institution_name = serializers.CharField()
    capabilities = serializers.DictField(
        child=serializers.ListField(child=serializers.UUIDField()),
        help_text="What this membership may do, each with the institution, units and projects in which it may.",
    )


class Me(viewsets.ViewSet):
    """The one person, in the one membership, that asks."""

    @extend_schema(responses=forced_singular_serializer(MeOut), operation_id="me")
    def list(self, request):
        actor = request.actor
        membership = Membership.objects.visible_to(actor).select_related("person", "institution").get(pk=actor.membership)
        held = {name: sorted(map(str, scopes)) for name, scopes in sorted(actor.capabilities.items()) if scopes}
        return Response(MeOut({
            "person": actor.person_uid, "name": membership.person.name, "membership": actor.membership_uid,
            "institution": actor.institution_uid, "institution_name": membership.institution.name, "capabilities": held,
        }).data)  # fmt: skip
