"""What comes due is a row: found by the sweep, done once, and deciding nothing."""
from datetime import timedelta

import pytest

from governance.actions import cast_vote
from governance.models import Decision, Due
from governance.registry import DueKind, add_due_kinds
from governance.sweep import sweep
from record import clock, consumers
from record.actions import action, record
from record.models import Event


def reminders() -> int:
    return Event.objects.filter(kind="decision.reminded").count()


def in_days(days: int):
    return clock.at(clock.now() + timedelta(days=days))


def test_an_open_decision_is_reminded_a_week_and_a_day_before_and_a_day_after(world, renaming):
    decision = renaming(due=10)
    consumers.run_all()
    assert [(due.on - decision.due).days for due in Due.objects.order_by("on")] == [-7, -1, 1]
    said = []
    for day in range(13):
        with in_days(day):
            sweep()
        said.append(reminders())
    assert said == [0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3]
    assert Decision.objects.get().state == Decision.State.OPEN


def test_after_an_outage_only_the_latest_reminder_speaks(world, renaming):
    renaming(due=10)
    consumers.run_all()
    with in_days(30):
        assert sweep() == 3
    assert reminders() == 1


def test_a_decision_that_was_taken_is_not_reminded(world, renaming):
    world.member("haoyuan", "partner_approver")
    decision = renaming(due=10)
    consumers.run_all()
    cast_vote(actor=world.actor("haoyuan", "partner_approver"), decision=decision, seen=decision.fingerprint, value="yes")
    with in_days(30):
        sweep()
    assert reminders() == 0


def test_the_day_is_that_of_the_institution(world, renaming):
    """In Shanghai a day begins eight hours before UTC's."""
    decision = renaming(due=30)
    consumers.run_all()
    first = Due.objects.earliest("on")
    midnight = clock.datetime(first.on.year, first.on.month, first.on.day, tzinfo=clock.UTC)
    with clock.at(midnight - timedelta(hours=8, minutes=1)):
        assert sweep() == 0
    with clock.at(midnight - timedelta(hours=7, minutes=59)):
        assert sweep() == 1
    assert decision.due == first.on + timedelta(days=7)


def test_one_that_fails_leaves_nothing_is_set_aside_and_stops_no_other(world):
    @action
    def act(*, actor, due):
        record("test.outcome", world.haoyuan)
        if due.on.day % 2:
            raise ValueError("on purpose")

    add_due_kinds(DueKind("test.due", act))
    today = clock.today()
    for days in (1, 2):
        Due.objects.create(kind="test.due", subject=world.haoyuan.uid, of="partners.institution",
                           institution=world.haoyuan, on=today - timedelta(days=days))  # fmt: skip
    assert sweep() == 1
    assert Event.objects.filter(kind="test.outcome").count() == 1
    assert Due.objects.exclude(fault="").get().done_at is None
    assert sweep() == 0


@pytest.mark.parametrize("times", [2])
def test_what_is_done_is_done_once(world, renaming, times):
    renaming(due=10)
    consumers.run_all()
    with in_days(3):
        assert [sweep() for _ in range(times)] == [1, 0]
