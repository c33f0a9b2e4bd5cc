"""Conditions of an acceptance: reported as met by who delivers, confirmed by the institution that set them."""
from django.utils.translation import gettext as _

from projects import milestone_access as access
from projects.actions.income import income_due
from projects.delivery import hands_on
from projects.models import Condition, ExpectedIncome, Milestone
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, refuse, require, see
from record.errors import Invalid

S = Condition.State


@action
def report_condition(*, actor, condition: Condition, seen: str, remark: str = "") -> Condition:
    """The party that delivers says that a condition is met, and how."""
    condition, milestone = _held(actor, condition)
    require(access.submits(actor, milestone), _("Only staff or the investigator of the party that delivers report it."))
    _expect(condition, milestone, seen, S.OPEN)
    _turn(condition, milestone, S.MET, "condition.met", remark)
    return condition


@action
def refuse_condition(*, actor, condition: Condition, seen: str, remark: str) -> Condition:
    """The institution that set it says that it is not met yet, and what is missing."""
    condition, milestone = _held(actor, condition)
    _require_setter(actor, condition, milestone)
    _expect(condition, milestone, seen, S.MET)
    if not remark.strip():
        raise Invalid(_("Say what is missing."), field="remark")
    _turn(condition, milestone, S.OPEN, "condition.refused", remark)
    return condition


@action
def confirm_condition(*, actor, condition: Condition, seen: str, remark: str = "") -> Condition:
    """The institution that set it confirms it; the last one makes the acceptance whole and the payment due."""
    condition, milestone = _held(actor, condition)
    _require_setter(actor, condition, milestone)
    _expect(condition, milestone, seen, S.OPEN, S.MET)
    _turn(condition, milestone, S.CONFIRMED, "condition.confirmed", remark)
    if condition.submission.conditions.exclude(state=S.CONFIRMED).exists():
        return condition
    move(milestone, Milestone.State.ACCEPTED)
    record("milestone.accepted", milestone, about={"project": milestone.project, "submission": condition.submission},
           number=condition.submission.number)  # fmt: skip
    income_due(milestone, clock.today(milestone.project.owner.zone))
    return condition


def _held(actor, condition: Condition) -> list:
    see(actor, condition)
    milestone = condition.submission.milestone
    income = ExpectedIncome.objects.filter(milestone=milestone).first()
    condition, milestone, _income = lock(condition, milestone, income)
    return [condition, milestone]


def _require_setter(actor, condition: Condition, milestone: Milestone) -> None:
    own = condition.institution_id == actor.institution and access.decides(actor, milestone)
    require(own, _("Only an approver of the institution that set a condition confirms it."))
    barred = bool(hands_on(condition.submission) & set(actor.same_person))
    refuse(barred, _("Whoever submitted this or put files into it does not decide on it."))


def _expect(condition: Condition, milestone: Milestone, seen: str, *states: str) -> None:
    """In force, in one of the states, and as it was read."""
    expect(milestone, Milestone.State.CONDITIONAL)
    expect(condition, *states)
    fresh(condition, seen)


def _turn(condition: Condition, milestone: Milestone, to: str, kind: str, remark: str) -> None:
    move(condition, to)
    change(condition, remark=remark.strip())
    record(kind, condition, about={"milestone": milestone, "project": milestone.project})
