"""Where in the institution somebody works."""
from django.utils.translation import gettext as _

from accounts.actions.roles import manages
from accounts.models import Membership
from partners.models import Unit
from record.actions import action, change, fresh, lock, record, see
from record.errors import Invalid, WrongState


@action
def place_member(*, actor, membership: Membership, seen, unit: Unit | None = None, title: str = "") -> Membership:
    """Say in which unit of the institution (None: in none) a member works, and as what. 403, 404, 409, 422 (a closed unit)."""
    manages(actor, membership)
    if unit is not None:
        see(actor, unit)
    (membership,) = lock(membership)
    if not membership.holds:
        raise WrongState(_("This membership has ended."))
    fresh(membership, seen)
    if unit is not None and unit.until and unit.pk != membership.unit_id:
        raise Invalid(_("This unit is closed."), field="unit")
    change(membership, unit=unit, title=title.strip())
    record("membership.placed", membership, about={"person": membership.person, "unit": unit})
    return membership
