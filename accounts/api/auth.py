"""Who asks through the API: a token bound to one membership, or the session of a page."""
import hashlib
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from rest_framework import authentication, exceptions, permissions, throttling

from accounts import actions
from accounts.access import factor_of
from accounts.actors import actor_of
from accounts.gate import lacks_factor, moves_money
from accounts.models import Token
from record import clock
from record.actors import System
from record.models import Installation

USE_NOTED_EVERY = timedelta(hours=1)


class MembershipToken(authentication.BaseAuthentication):
    """Authorization: Bearer <token>. The token acts in its one membership and in no other."""

    def authenticate(self, request):
        header = authentication.get_authorization_header(request).split()
        if not header or header[0].lower() != b"bearer":
            return None
        if len(header) != 2:
            raise exceptions.AuthenticationFailed(_("The token is missing."))
        token = Token.objects.filter(
            token_hash=hashlib.sha256(header[1]).hexdigest(), revoked=False, expires_at__gt=clock.now()
        ).select_related("membership__person", "membership__institution").first()  # fmt: skip
        if token is None or not token.membership.holds:
            raise exceptions.AuthenticationFailed(_("This token is not valid, has ended or was revoked."))
        if token.last_used is None or token.last_used < clock.now() - USE_NOTED_EVERY:
            actions.note_use(actor=System(token.membership.institution.uid), token=token)
        actor = actor_of(token.membership)
        if moves_money(actor) and not factor_of(token.membership.person) and not Installation.is_demo():
            raise exceptions.AuthenticationFailed(_("Your roles move money: set up a second factor on the sign-in page first."))
        request.actor = request._request.actor = actor
        return token.membership.person, token

    def authenticate_header(self, request):
        return "Bearer"


class SessionActor(authentication.SessionAuthentication):
    """The person who is signed in to the pages, in the membership in which they act."""

    def authenticate(self, request):
        found = super().authenticate(request)
        request.actor = request._request.actor if found else None
        if request.actor and lacks_factor(request._request):
            raise exceptions.NotAuthenticated(_("Show your second factor on the sign-in page first."))
        return found


class HasActor(permissions.BasePermission):
    def has_permission(self, request, view):
        return getattr(request, "actor", None) is not None


class MembershipThrottle(throttling.SimpleRateThrottle):
    scope = "membership"

    def get_cache_key(self, request, view):
        actor = getattr(request, "actor", None)
        return f"throttle:{actor.membership}" if actor else None
