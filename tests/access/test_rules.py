"""The conditions of who sees what are put together from the actor alone: so one actor keeps them, and none can be out of date."""
from datetime import timedelta

import pytest
from django.apps import apps

from accounts.capabilities import Role
from record import clock
from record.floors import FLOORS
from record.models import VisibleQuerySet

pytestmark = pytest.mark.django_db
READ = [m for label in FLOORS if apps.is_installed(label) for m in apps.get_app_config(label).get_models()
        if isinstance(getattr(m, "objects", None) and m.objects.none(), VisibleQuerySet)
        and type(m.objects.none()).seen_by is not VisibleQuerySet.seen_by]  # fmt: skip


@pytest.mark.parametrize("role", Role.values)
def test_a_rule_asks_the_database_nothing_while_it_is_put_together(world, django_assert_num_queries, role):
    actor = world.actor("linhai", role)
    assert len(READ) > 60
    with django_assert_num_queries(0):
        for model in READ:
            model.objects.none().seen_by(actor)


def test_a_rule_of_a_day_ends_with_the_day(world):
    """It may name today: who left a team yesterday is not shown what they saw by yesterday's condition."""
    actor = world.actor("linhai", Role.OFFICER)
    for model in READ:
        list(model.objects.visible_to(actor)[:1])
    assert {day for _queryset, _model, day in actor.rules} == {clock.today(actor.zone)}
    with clock.at(clock.now() + timedelta(days=1)):
        list(READ[0].objects.visible_to(actor)[:1])
    assert len({day for _queryset, _model, day in actor.rules}) == 2
