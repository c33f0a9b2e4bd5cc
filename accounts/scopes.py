"""Where a role may hold that does not hold in the whole institution: in one of its units, or in what upper floors offer."""
from collections.abc import Callable

from django.utils.translation import gettext as _

from partners.models import Unit
from record.errors import Invalid

_offered: list[Callable] = []


def offer_scopes(rule: Callable) -> Callable:
    """An upper floor offers more: `rule(actor, institution)` gives rows whose uid may be a scope there (projects: its projects)."""
    _offered.append(rule)
    return rule


def check_scope(actor, institution, scope) -> None:
    """Invalid unless `scope` is the uid of something that the actor sees and in which a role of this institution may hold.
    None: the whole institution."""
    if scope is None:
        return
    units = Unit.objects.visible_to(actor).offered().filter(institution=institution)
    if not any(rows.filter(uid=scope).exists() for rows in (units, *(rule(actor, institution) for rule in _offered))):
        raise Invalid(_("Choose a unit of the institution that is not closed, or a project in which it takes part."), field="scope")
