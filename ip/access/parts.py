"""Of what the rules of sight in ip are built."""
from django.db.models import Exists, OuterRef, Q

NOBODY = Q(pk__in=[])


def held(actor, capability: str, path: str, project: str = "") -> Q:
    """Rows of the own institution (`path`), for whoever holds the capability there; for whoever holds it in a project
    or unit only, the rows of those projects (`project` is the path to it; without one, such a role sees none)."""
    scopes = actor.scopes(capability)
    own = Q(**{path: actor.institution})
    if actor.institution_uid in scopes:
        return own
    if not scopes or not project:
        return NOBODY
    return own & (Q(**{f"{project}__uid__in": scopes}) | Q(**{f"{project}__unit__uid__in": scopes}))


def within(model: str, actor, path: str) -> Q:
    """Rows whose `path` leads to a row of another model that the actor sees."""
    from django.apps import apps

    rows = apps.get_model("ip", model).objects.visible_to(actor)
    return Q(Exists(rows.filter(pk=OuterRef(path))))
