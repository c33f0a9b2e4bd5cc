"""The last voice for one amendment and the day of another over the same row, at the same moment, on a real PostgreSQL."""
import pytest
from django.db import connection
from django.db.models import QuerySet

from governance.sweep import sweep
from projects import actions
from projects.models import Amendment, Project
from record import clock
from record.actors import System
from tests.projects.test_acceptance_races import together
from tests.projects.test_amendments import propose
from tests.projects.test_amendments_later import budget, in_days, noon, waits
from tests.world import projects as made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]
S = Amendment.State


def meet(world) -> tuple[list[str], list[str], int]:
    """How the two writes ended, what became of the one that waited and the one that was asked, and by how much the budget grew."""
    project = made.signed(world)
    later = waits(world, project, budget(project))
    asked = propose(world, project, [budget(project, 9)])
    made.vote(world.actor("linhai", "approver"), asked)
    last = world.actor("haoyuan", "partner_approver")

    house = System(project.owner.uid, project.owner.zone)

    def on_its_day():
        with clock.at(noon(in_days(30))):
            actions.hold_amendment(actor=house, amendment=later)

    ends = together(on_its_day, lambda: made.vote(last, asked))
    states = [Amendment.objects.get(pk=row.pk).state for row in (later, asked)]
    return ends, states, Project.objects.get(pk=project.pk).budget - project.budget


def test_one_of_them_holds_and_the_other_lapses(world):
    ends, states, grown = meet(world)
    assert (ends[0], sorted(states)) == ("done", [S.AGREED, S.LAPSED])
    assert grown == (1 if states[0] == S.AGREED else 9)


def test_two_houses_that_look_at_once_apply_it_once(world):
    project = made.signed(world)
    later = waits(world, project, budget(project))

    def look():
        with clock.at(noon(in_days(30))):
            sweep()

    together(look, look)
    assert (Amendment.objects.get(pk=later.pk).state, Project.objects.get(pk=project.pk).budget) == (S.AGREED, project.budget + 1)


def test_without_the_lock_the_states_still_let_only_one_of_them_hold(world, monkeypatch):
    """Each ends the other in its own transaction, and a move compares what it moves: whoever comes second goes back whole. So the
    usual control, that without the lock both would hold, does not happen here."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **said: rows)
    monkeypatch.setattr("record.actions._reads", {})  # reads that were made with the lock
    for _try in range(3):
        _ends, states, grown = meet(world)
        assert (sorted(states), grown) in (([S.AGREED, S.LAPSED], 1), ([S.AGREED, S.LAPSED], 9))
