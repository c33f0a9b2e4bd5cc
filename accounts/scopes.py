"""Where a role may hold that does not hold in the whole institution: in one of its units, or in what upper floors offer."""
from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from partners.models import Unit
from record.errors import Invalid
from record.registry import subject_of

_offered: list[Callable] = []


def offer_scopes(rule: Callable) -> Callable:
    """An upper floor offers more: `rule(actor, institution)` gives rows whose uid may be a scope there (projects: its projects)."""
    _offered.append(rule)
    return rule


def check_scope(actor, institution, scope) -> list[UUID]:
    """Invalid unless `scope` is the uid of something that the actor sees and in which a role of this institution may hold.
    None: the whole institution. Returned is where, short of an institution, a role over it is held."""
    if scope is None:
        return []
    units = Unit.objects.visible_to(actor).offered().filter(institution=institution)
    for rows in (units, *(rule(actor, institution) for rule in _offered)):
        if row := rows.filter(uid=scope).first():
            return list(subject_of(type(row)).scopes(row))
    raise Invalid(_("Choose a unit of the institution that is not closed, or a project in which it takes part."), field="scope")
