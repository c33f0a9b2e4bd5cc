"""A college with its laboratory, another college, and people whose role holds in one of them only."""
from accounts.models import Grant
from partners.actions import open_unit
from partners.models import Unit
from tests.world.people import SINCE


def college(world) -> Unit:
    """A laboratory of the engineering college of Linhai; returned, with the college as its parent."""
    administrator = world.actor("linhai", "administrator")
    above = open_unit(actor=administrator, name_en="Engineering", since=SINCE)
    return open_unit(actor=administrator, name_en="Cells", parent=above, since=SINCE)


def placed(world, role: str, unit: Unit):
    """An actor of Linhai whose one role holds in a unit, and below it."""
    name = f"{role}-{unit.pk}"
    Grant.objects.filter(membership=world.member("linhai", role, name=name)).update(scope=unit.uid)
    return world.actor("linhai", role, name=name)
