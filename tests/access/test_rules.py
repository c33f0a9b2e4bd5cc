"""The conditions of who sees what are made of the actor and the day alone: so they are kept, and none can be out of date."""
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet

from accounts.capabilities import Role
from accounts.models import Grant
from partners.models import Institution
from projects.models import Project
from record import clock
from record.floors import FLOORS
from record.models import VisibleQuerySet
from tests.world.people import SINCE

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


def sql(rows) -> str:
    try:
        return str(rows.query)
    except EmptyResultSet:
        return "nobody"


@pytest.mark.parametrize("role", Role.values)
def test_a_rule_is_the_same_all_day(world, role):
    """It is kept for the day: an instant in it would be out of date by the next request."""
    actor = world.actor("linhai", role)
    early = datetime.combine(clock.today(actor.zone), time(9), ZoneInfo(actor.zone))
    for model in READ:
        asked = []
        for moment in (early, early + timedelta(hours=9)):
            with clock.at(moment):
                asked.append(sql(model.objects.filter(model.objects.none().seen_by(actor))))
        assert asked[0] == asked[1]


def test_a_rule_of_a_day_ends_with_the_day(world):
    """It may name today: who left a team yesterday is not shown what they saw by yesterday's condition."""
    actor = world.actor("linhai", Role.CONTRIBUTOR)
    today = str(Project.objects.visible_to(actor).query)
    with clock.at(clock.now() + timedelta(days=1)):
        assert str(Project.objects.visible_to(actor).query) != today
    assert str(Project.objects.visible_to(actor).query) == today


def test_who_stands_otherwise_is_asked_otherwise(world):
    """The same person with one role more sees more at once, and another person what is theirs."""
    before, other = world.actor("linhai", Role.VIEWER), world.actor("linhai", Role.CONTRIBUTOR)
    assert before.standing == world.actor("linhai", Role.VIEWER).standing != other.standing
    seen = str(Project.objects.visible_to(before).query)
    membership = world.member("linhai", Role.VIEWER)
    Grant.objects.create(membership=membership, role=Role.AUDITOR, since=SINCE)
    assert world.actor("linhai", Role.VIEWER).standing != before.standing
    assert str(Project.objects.visible_to(other).query) != seen


def test_rows_that_are_asked_for_already_stay_so(world):
    """Only what is still all rows of its model is taken from what is kept."""
    actor = world.actor("linhai", Role.OFFICER)
    one = Institution.objects.filter(pk=world.linhai.pk)
    assert list(one.visible_to(actor)) == [world.linhai]
    assert list(Institution.objects.order_by("-pk").visible_to(actor)) == list(Institution.objects.visible_to(actor).order_by("-pk"))
    kept = Institution.objects.visible_to(actor)
    assert kept.filter(pk=world.linhai.pk).count() == 1 and kept.count() == Institution.objects.visible_to(actor).count() > 1
