"""What the record vouches for of a decision."""
from governance.models import Decision
from record.vouching import vouched_as
from tests.world import projects as made


def test_what_is_committed_of_a_seat_is_what_it_was_before_seats_knew_units_which_stand_beside_it(world):
    """Else each decision that was opened before would be found altered, the day the installation is brought up to date."""
    project = made.proposed(world)
    held = vouched_as("governance.decision").content(Decision.objects.get(subject=project.uid).uid)
    sides = [world.linhai.pk, world.haoyuan.pk]
    assert held["seats"] == [[pk, "project.sign", project.uid, None] for pk in sides]
    assert held["seat_units"] == [[pk, None] for pk in sides]
