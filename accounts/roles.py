"""Roles: which of them two people give, and how pages name them."""
from django.utils.translation import gettext as _

from accounts.access import root_in
from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Grant, Invitation
from record import clock, registry
from record.actors import System


def takes_two(role: str, institution) -> bool:
    """Whether two administrators give a role: what moves money; and their own, where two people hold it already.

    A single one gives that alone, since nobody else could confirm it: the audit desk shows it.
    """
    if role != Role.ADMINISTRATOR:
        return role in MONEY_ROLES
    held = Grant.objects.current(clock.today(institution.zone)).filter(role=role, scope=None, membership__institution=institution)
    return held.values(root=root_in("membership__person")).distinct().count() > 1


def named_roles(grants: list[Grant], actor) -> list[dict]:
    """{grant, where, url, holds}: `where` is the unit or project, "" for the whole institution and for what the actor may not see."""
    scopes = registry.held_in({grant.scope for grant in grants if grant.scope}, actor)
    day = clock.today(actor.zone)
    return [
        {"grant": grant, "where": where, "url": url, "holds": grant.until is None or day < grant.until}
        for grant in grants
        for where, url in [scopes.get(grant.scope, ("", "")) if grant.scope else ("", "")]
    ]


def offered(invitation: Invitation) -> str:
    """The role that an invitation offers, with the project or unit outside of which it says nothing: for its mail and its link,
    whose reader has no account yet and sees neither."""
    role = invitation.get_role_display()
    for where, _url in registry.held_in([invitation.scope] if invitation.scope else [], System()).values():
        return _("%(role)s, in “%(where)s”") % {"role": role, "where": where}
    return role
