"""Acceptance with conditions: dated, confirmed by who set them, and only then is the payment due."""
from datetime import timedelta

import pytest

from governance.models import Due
from governance.sweep import sweep
from projects import actions
from projects.models import Condition, ExpectedIncome, Milestone, Submission
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.models import Event
from tests.world import milestones as made

S = Milestone.State


def begin(world):
    return made.submitted(world)


def conditional(world, *texts, days=20) -> list[Condition]:
    """Accepted by Haoyuan on these conditions."""
    due = clock.today("Asia/Shanghai") + timedelta(days=days)
    submission = Submission.objects.get()
    rows = [(text, due) for text in texts or ("Hand over the process description.",)]
    made.decide(world.actor("haoyuan", "partner_approver"), submission, "conditions", conditions=rows)
    return list(submission.conditions.all())


def confirm(world, condition, **said):
    return actions.confirm_condition(actor=world.actor("haoyuan", "partner_approver"), condition=condition,
                                     seen=str(made.again(condition).version), **said)  # fmt: skip


def test_the_payment_waits_for_the_conditions(world):
    (condition,) = conditional(world)
    income = ExpectedIncome.objects.get()
    assert (made.again(condition.submission.milestone).state, income.due) == (S.CONDITIONAL, None)
    confirm(world, condition)
    assert made.again(condition.submission.milestone).state == S.ACCEPTED
    assert made.again(income).due == clock.today("Asia/Shanghai") + timedelta(days=30)


def test_the_last_condition_makes_it_whole(world):
    first, second = conditional(world, "Process description.", "Raw data.")
    confirm(world, first)
    assert made.again(first.submission.milestone).state == S.CONDITIONAL
    confirm(world, second)
    assert made.again(first.submission.milestone).state == S.ACCEPTED


def test_who_delivers_reports_and_who_set_it_may_see_it_otherwise(world):
    (condition,) = conditional(world)
    officer, approver = world.actor("linhai", "officer"), world.actor("haoyuan", "partner_approver")
    actions.report_condition(actor=officer, condition=condition, seen="1", remark="Sent on Monday.")
    condition = made.again(condition)
    actions.refuse_condition(actor=approver, condition=condition, seen=str(condition.version), remark="Page 3 is missing.")
    assert (made.again(condition).state, made.again(condition).remark) == ("open", "Page 3 is missing.")


@pytest.mark.parametrize("who", [("linhai", "officer"), ("linhai", "approver"), ("haoyuan", "officer"), ("haoyuan", "finance")])
def test_nobody_but_an_approver_of_who_set_it_confirms(world, who):
    (condition,) = conditional(world)
    with pytest.raises(NotAllowed):
        actions.confirm_condition(actor=world.actor(*who), condition=condition, seen="1")


def test_a_stranger_sees_no_condition(world):
    (condition,) = conditional(world)
    with pytest.raises(NotVisible):
        actions.confirm_condition(actor=world.actor("stranger", "approver"), condition=condition, seen="1")


def test_a_condition_is_confirmed_as_it_was_read(world):
    (condition,) = conditional(world)
    actions.report_condition(actor=world.actor("linhai", "officer"), condition=condition, seen="1")
    with pytest.raises(Stale):
        actions.confirm_condition(actor=world.actor("haoyuan", "partner_approver"), condition=condition, seen="1")


def test_it_is_confirmed_once(world):
    (condition,) = conditional(world)
    confirm(world, condition)
    with pytest.raises(WrongState):
        confirm(world, condition)


@pytest.mark.parametrize(("text", "days"), [("", 5), ("   ", 5), ("Raw data.", -1)])
def test_a_condition_says_what_and_by_when(world, text, days):
    with pytest.raises(Invalid) as error:
        conditional(world, text, days=days)
    assert error.value.field == "conditions"
    assert Condition.objects.count() == 0


def test_conditions_go_with_no_other_answer(world):
    due = clock.today("Asia/Shanghai")
    with pytest.raises(Invalid):
        made.decide(world.actor("haoyuan", "partner_approver"), Submission.objects.get(), "yes", conditions=[("Raw data.", due)])


def test_on_its_day_the_parties_are_reminded_and_nothing_else_happens(world):
    (condition,) = conditional(world, days=0)
    sweep()
    assert Due.objects.get(kind="condition.due").done_at is not None
    assert Event.objects.filter(kind="condition.reminded").count() == 1
    assert made.again(condition.submission.milestone).state == S.CONDITIONAL
