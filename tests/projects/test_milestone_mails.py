"""Who is written to about milestones, and when nothing needs to be written any more."""
from datetime import timedelta

from governance.models import Due
from governance.sweep import sweep
from projects import actions
from record import clock, consumers
from record.models import Delivery
from tests.world import milestones as made


def told(code: str) -> list:
    """Whom mails of a kind are written to."""
    consumers.run_all()
    return sorted(str(uid) for uid in Delivery.objects.filter(kind=code).values_list("recipient", flat=True))


def uids(*members) -> list:
    return sorted(str(member.uid) for member in members)


def test_the_approvers_are_asked_by_mail(world):
    member = world.member("haoyuan", "partner_approver")
    made.submitted(world)
    assert str(member.uid) in told("decision.asked")


def test_both_finance_offices_are_told_of_a_payment(world):
    offices = [world.member("linhai", "finance"), world.member("haoyuan", "finance")]
    made.accepted(world)
    assert told("income.expected") == uids(*offices)


def test_who_set_a_condition_is_asked_to_confirm_it(world):
    submission = made.submitted(world)
    due = clock.today("Asia/Shanghai") + timedelta(days=5)
    made.decide(world.actor("haoyuan", "partner_approver"), submission, "conditions", conditions=[("Raw data.", due)])
    actions.report_condition(actor=world.actor("linhai", "officer"), condition=submission.conditions.get(), seen="1")
    assert told("condition.to_confirm") == uids(world.member("haoyuan", "partner_approver"))


def test_the_plan_of_a_signed_project_reminds_of_each_day(world):
    milestone = made.planned(world)
    consumers.run_all()
    days = [(milestone.due - due.on).days for due in Due.objects.filter(kind="milestone.due", subject=milestone.uid).order_by("on")]
    assert days == [14, 1, -7]


def test_the_investigator_is_reminded_of_what_is_not_handed_in(world):
    milestone = made.planned(world)
    consumers.run_all()
    with clock.at(clock.now() + timedelta(days=(milestone.due - clock.today("Asia/Shanghai")).days)):
        sweep()
        assert str(world.member("linhai", "investigator").uid) in told("milestone.due")


def test_nobody_is_reminded_of_what_was_handed_in(world):
    submission = made.submitted(world)
    consumers.run_all()
    Due.objects.filter(kind="milestone.due").exclude(subject=submission.milestone.uid).delete()
    with clock.at(clock.now() + timedelta(days=200)):
        sweep()
        assert told("milestone.due") == []
