"""Roles as pages name them: with the unit or project in which they hold."""
from accounts.models import Grant
from partners.models import Unit
from record import clock


def named_roles(grants: list[Grant], actor) -> list[dict]:
    """{grant, where, holds}: `where` is the unit, "" for the whole institution, None for something of an upper floor."""
    scopes = {grant.scope for grant in grants if grant.scope}
    units = {unit.uid: unit.name for unit in Unit.objects.visible_to(actor).filter(uid__in=scopes)} if scopes else {}
    day = clock.today(actor.zone)
    return [
        {"grant": grant, "where": units.get(grant.scope) if grant.scope else "", "holds": grant.until is None or day < grant.until}
        for grant in grants
    ]
