"""API tokens: bound to one membership, shown once, with an end."""
import secrets
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from accounts.actions.invitations import hash_of
from accounts.models import Membership, Token
from record import clock
from record.actions import action, change, lock, record, see
from record.errors import Invalid, WrongState

LONGEST = 366  # days


@action
def make_token(*, actor, name: str, until: date) -> Token:
    """A token that acts in this membership up to and with a day; `token.secret` is what only this moment knows."""
    if not 0 <= (until - clock.today(actor.zone)).days <= LONGEST:
        raise Invalid(_("A token is valid for at most a year from today."), field="until")
    membership = Membership.objects.select_related("institution").get(pk=actor.membership)
    ends = datetime.combine(until, time.max, clock.of_zone(membership.institution.zone))
    secret = "trihelix_" + secrets.token_urlsafe(32)
    token = Token.objects.create(membership=membership, name=name.strip(), token_hash=hash_of(secret), expires_at=ends)
    record("token.made", token, until=until)
    token.secret = secret
    return token


@action
def revoke_token(*, actor, token: Token) -> Token:
    """The token is dead at once."""
    see(actor, token)
    (token,) = lock(token)
    if token.revoked:
        raise WrongState(_("This token was revoked already."))
    change(token, revoked=True)
    record("token.revoked", token)
    return token


@action
def note_use(*, actor, token: Token) -> None:
    """Remember, to the hour, when a token was used: so that an idle one is seen and revoked."""
    (token,) = lock(token)
    change(token, last_used=clock.now())
