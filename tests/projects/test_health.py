"""Progress and health by the stated formula."""
from datetime import date, timedelta

import pytest

from projects.health import UNFINISHED, Health, Level, Mark, Reason, Sign, health, next_due, progress
from projects.models import Milestone

TODAY = date(2026, 11, 23)


def mark(state, due=60, weight=10, position=1, handed_in=None):
    day = lambda n: TODAY + timedelta(days=n)  # noqa: E731
    return Mark(position, day(due), weight, state, None if handed_in is None else day(handed_in))


def of(*marks, running=True, end=400):
    return health(marks, running=running, end=TODAY + timedelta(days=end), today=TODAY)


def test_progress_is_the_weight_of_what_is_accepted():
    marks = [mark("accepted", weight=30), mark("conditional", weight=25), mark("submitted", weight=20), mark("failed", weight=25)]
    assert progress(marks) == 30


def test_what_is_still_to_be_handed_in_is_what_an_amendment_may_change():
    assert {*Milestone.CHANGEABLE} == UNFINISHED


@pytest.mark.parametrize("marks, sign, days", [
    ([mark("in_work", due=-1)], Sign.OVERDUE, 1),
    ([mark("planned", due=-11)], Sign.OVERDUE, 11),
    ([mark("in_work", due=0)], Sign.SOON, 0),
    ([mark("in_work", due=14)], Sign.SOON, 14),
    ([mark("submitted", due=-20, handed_in=-14)], Sign.WAITING, 14),
    ([mark("rejected", due=60)], Sign.REJECTED, 0),
])  # fmt: skip
def test_each_sign_has_its_reason(marks, sign, days):
    assert of(*marks).reasons == (Reason(sign, 1, days),)


@pytest.mark.parametrize("found", [
    mark("in_work", due=15), mark("submitted", due=-20, handed_in=-13), mark("accepted", due=-20, handed_in=-10),
    mark("failed", due=-5), mark("cancelled", due=-5), mark("conditional", due=-5, handed_in=-6),
])  # fmt: skip
def test_what_is_no_sign(found):
    assert of(found) == Health(Level.ON_TIME, ())


def test_two_accepted_late_in_a_row_are_a_habit():
    late = [mark("accepted", due=-100, handed_in=-91, position=1), mark("accepted", due=-50, handed_in=-36, position=2)]
    assert (of(*late).level, [r.days for r in of(*late).reasons]) == (Level.AT_RISK, [9, 14])
    assert of(*late, mark("accepted", due=-20, handed_in=-20, position=3)).level == Level.ON_TIME


def test_the_worst_sign_decides():
    found = of(mark("in_work", due=5, position=1), mark("in_work", due=-3, position=2))
    assert (found.level, found.days_late) == (Level.LATE, 3)


def test_a_project_past_its_end_that_still_runs_is_late():
    assert of(end=-2) == Health(Level.LATE, (Reason(Sign.PAST_END, 0, 2),))


def test_what_does_not_run_is_not_measured():
    assert of(mark("planned", due=-9), running=False) == Health(Level.NONE, ())


def test_the_next_day_is_that_of_what_is_still_to_be_handed_in():
    marks = [mark("accepted", due=1, position=1), mark("in_work", due=9, position=2), mark("planned", due=7, position=3)]
    assert next_due(marks).position == 3
