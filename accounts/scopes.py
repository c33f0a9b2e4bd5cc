"""Where a role may hold that does not hold in the whole institution: in a unit of it, or in a project, as their subjects say."""
from uuid import UUID

from django.utils.translation import gettext as _

from record.errors import Invalid
from record.registry import subjects


def check_scope(actor, institution, scope) -> list[UUID]:
    """Invalid unless `scope` is the uid of something that the actor sees and in which a role of this institution may hold.
    None: the whole institution. Returned is where, short of an institution, a role over it is held."""
    if scope is None:
        return []
    for subject in (subject for subject in subjects() if subject.holding):
        if row := subject.holding(actor, institution).filter(uid=scope).first():
            return list(subject.scopes(row))
    raise Invalid(_("Choose a unit of the institution that is not closed, or a project in which it takes part."), field="scope")
