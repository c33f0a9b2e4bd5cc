"""The tree of units of the own institution: colleges, departments, laboratories, each from a date to a date."""
from datetime import date

from django.utils.translation import gettext as _

from partners.models import Institution, Unit
from record.actions import action, change, fresh, lock, record, require, see
from record.errors import Invalid, WrongState


def _manages(actor) -> None:
    require(actor.may_all("unit.manage"), _("Only administrators change the tree of units."))


@action
def open_unit(*, actor, name_en: str = "", name_zh: str = "", parent: Unit | None = None, since: date) -> Unit:
    """Open a unit below another, or at the top."""
    if parent:
        see(actor, parent)
    _manages(actor)
    (institution, parent) = lock(Institution(pk=actor.institution), parent)
    _named(name_en, name_zh)
    if parent and parent.until:
        raise Invalid(_("The unit above is closed."), field="parent")
    unit = Unit.objects.create(institution=institution, name_en=name_en, name_zh=name_zh, parent=parent, since=since)
    record("unit.opened", unit, about={"parent": parent}, since=since)
    return unit


@action
def change_unit(*, actor, unit: Unit, seen, name_en: str, name_zh: str, parent: Unit | None = None, since: date) -> Unit:
    """Rename a unit or hang it elsewhere. Invalid where it would hang below itself or a closed one, or begin after its end."""
    for row in filter(None, (unit, parent)):
        see(actor, row)
    _manages(actor)
    _institution, unit, parent = lock(unit.institution, unit, parent)
    fresh(unit, seen)
    _named(name_en, name_zh)
    if unit.until and since > unit.until:
        raise Invalid(_("It cannot end before it began."), field="since")
    if parent and parent.until and parent.pk != unit.parent_id:
        raise Invalid(_("The unit above is closed."), field="parent")
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            raise Invalid(_("A unit cannot hang below itself."), field="parent")
        above = above.parent
    moved = unit.parent_id != (parent.pk if parent else None)
    change(unit, name_en=name_en, name_zh=name_zh, parent=parent, since=since)
    record("unit.changed", unit, about={"parent": parent}, moved=moved)
    return unit


@action
def close_unit(*, actor, unit: Unit, seen, until: date) -> Unit:
    """The last day of a unit. What lies below it is closed first."""
    see(actor, unit)
    _manages(actor)
    _institution, unit = lock(unit.institution, unit)
    fresh(unit, seen)
    if unit.until:
        raise WrongState(_("This unit is closed already."))
    if until < unit.since:
        raise Invalid(_("It cannot end before it began."), field="until")
    if unit.children.filter(until=None).exists():
        raise Invalid(_("Close the units below it first."), field="until")
    change(unit, until=until)
    record("unit.closed", unit, until=until)
    return unit


def _named(name_en: str, name_zh: str) -> None:
    if not name_en.strip() and not name_zh.strip():
        raise Invalid(_("Give a name in at least one language."), field="name_en")
