"""Verifying everything is a job: with progress, with cancel, and with what it found."""
from datetime import timedelta

import pytest

from audit import actions
from audit.checks import Checks
from audit.models import LOST, Verification
from audit.tasks import run_verification, take_up
from record import clock
from record.errors import NotAllowed, NotVisible, WrongState
from tests.audit.test_recompute import beneath
from tests.world import accounts, money


def begun(world, at="linhai", role="auditor") -> Verification:
    actor = world.actor(at, role)
    accounts.roles_told(world)
    return actions.start_verification(actor=actor)


def ran(verification) -> Verification:
    run_verification(str(verification.uid))
    return Verification.objects.get(pk=verification.pk)


def test_an_untouched_house_holds_and_says_how_much_was_looked_at(world):
    money.posted(world)
    run = ran(begun(world))
    assert (run.state, run.findings, run.holds) == ("done", [], True)
    assert run.done == run.total > 0
    assert (run.distributions, len(run.heads)) == (1, 64)


def test_a_changed_event_an_unbalanced_posting_and_an_altered_line_are_found(world):
    distribution = money.posted(world)
    beneath("UPDATE record_event SET body = %s WHERE kind = 'distribution.posted'", b"{}")
    beneath("UPDATE ledger_entry SET amount = amount + 1 WHERE id = %s", distribution.posting.entries.last().pk)
    beneath("UPDATE ip_distributionline SET amount = amount + 1 WHERE id = %s", distribution.lines.last().pk)
    run = ran(begun(world))
    assert sorted(finding["code"] for finding in run.findings) == ["differs", "record", "unbalanced"]
    assert not run.holds


def test_one_runs_at_a_time(world):
    begun(world)
    with pytest.raises(WrongState):
        begun(world)


def test_another_house_runs_its_own(world):
    begun(world)
    assert begun(world, "stranger").state == "queued"


def test_a_cancelled_run_stops_at_its_next_page_and_stays_cancelled(world):
    money.posted(world)
    run = begun(world)
    system = world.actor("linhai", "auditor")
    actions.take_verification(actor=system, verification=run)
    actions.cancel_verification(actor=system, verification=run)
    assert Checks(Verification.objects.get(pk=run.pk)).run() is False
    assert ran(run).state == "cancelled"


def test_two_workers_take_it_once(world):
    run = begun(world)
    assert ran(run).state == "done"
    finished = Verification.objects.get(pk=run.pk).finished_at
    assert ran(run).finished_at == finished


@pytest.mark.parametrize("role", ["officer", "finance", "approver", "contributor", "viewer"])
def test_only_auditors_and_administrators_verify(world, role):
    with pytest.raises(NotAllowed):
        begun(world, role=role)


def test_nobody_elsewhere_cancels_it(world):
    with pytest.raises(NotVisible):
        actions.cancel_verification(actor=world.actor("stranger", "auditor"), verification=begun(world))


def test_a_run_whose_worker_was_killed_is_taken_up_again(world):
    money.posted(world)
    run = begun(world)
    actions.take_verification(actor=world.actor("linhai", "auditor"), verification=run)  # and its worker is no more
    assert take_up() == 0
    assert ran(run).state == "running"
    with clock.at(clock.now() + LOST + timedelta(seconds=1)):
        assert take_up() == 1
    again = Verification.objects.get(pk=run.pk)
    assert (again.state, again.done) == ("done", again.total)


def test_a_run_whose_task_never_reached_a_worker_is_taken_up(world):
    run = begun(world)
    with clock.at(clock.now() + LOST + timedelta(seconds=1)):
        assert take_up() == 1
        assert take_up() == 0
    assert Verification.objects.get(pk=run.pk).state == "done"
