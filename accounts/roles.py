"""Roles: which of them two people give, and how pages name them."""
from accounts.access import root_in
from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Grant
from partners.models import Unit
from record import clock


def takes_two(role: str, institution) -> bool:
    """Whether two administrators give a role: what moves money; and their own, where two people hold it already.

    A single one gives that alone, since nobody else could confirm it: the audit desk shows it.
    """
    if role != Role.ADMINISTRATOR:
        return role in MONEY_ROLES
    held = Grant.objects.current(clock.today(institution.zone)).filter(role=role, scope=None, membership__institution=institution)
    return held.values(root=root_in("membership__person")).distinct().count() > 1


def named_roles(grants: list[Grant], actor) -> list[dict]:
    """{grant, where, holds}: `where` is the unit, "" for the whole institution, None for something of an upper floor."""
    scopes = {grant.scope for grant in grants if grant.scope}
    units = {unit.uid: unit.name for unit in Unit.objects.visible_to(actor).filter(uid__in=scopes)} if scopes else {}
    day = clock.today(actor.zone)
    return [
        {"grant": grant, "where": units.get(grant.scope) if grant.scope else "", "holds": grant.until is None or day < grant.until}
        for grant in grants
    ]
