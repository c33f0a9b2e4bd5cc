"""Deciding on a submission: each required approver speaks once, the last acceptance accepts the milestone."""
from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.access import is_barred
from governance.actions import cast_vote, comment
from governance.models import Decision, Due, Voice
from projects import milestone_access as access
from projects.actions.income import expect_income
from projects.actions.submissions import KIND
from projects.models import Condition, Milestone, Submission
from record import clock
from record.actions import action, expect, lock, move, record, refuse, require, see
from record.errors import Invalid

CONDITION_DUE = "condition.due"
S, V = Milestone.State, Voice.Value
MOST_CONDITIONS = 10


@action
def decide_submission(
    *, actor, submission: Submission, seen: str, value: str, reasons: str = "", conditions: Sequence[tuple[str, date]] = ()
) -> Voice:
    """Accept, accept with dated conditions (text, day), return with reasons, or reject with reasons.

    `seen` is the fingerprint that was read. 404, 403 (role; submitter), 409 (decided, withdrawn, changed), 422.
    """
    see(actor, submission)
    decision = Decision.objects.filter(kind=KIND, subject=submission.uid).order_by("-pk").first()
    milestone, submission, decision = lock(submission.milestone, submission, decision)
    require(access.decides(actor, milestone), _("Only an approver of an institution that is asked decides on this."))
    refuse(is_barred(actor, decision), _("Whoever submitted this or put files into it does not decide on it."))
    expect(decision, Decision.State.OPEN)
    if value == V.CONDITIONS:
        _set_conditions(actor, submission, conditions)
        reasons = reasons or "\n".join(text.strip() for text, _due in conditions)
    elif conditions:
        raise Invalid(_("Conditions go with an acceptance with conditions."), field="conditions")
    return cast_vote(actor=actor, decision=decision, seen=seen, value=value, reasons=reasons)


def _set_conditions(actor, submission: Submission, conditions: Sequence[tuple[str, date]]) -> None:
    if not 1 <= len(conditions) <= MOST_CONDITIONS:
        raise Invalid(_("Set one to %(most)d conditions, each with its day.") % {"most": MOST_CONDITIONS}, field="conditions")
    today = clock.today(actor.zone)
    for text, due in conditions:
        if not text.strip() or due < today:
            raise Invalid(_("A condition says what is to be done, by a day that has not passed."), field="conditions")
        condition = Condition.objects.create(
            submission=submission, institution_id=actor.institution, set_by_id=actor.membership, text=text.strip(),
            language=get_language() or "en", due=due,
        )  # fmt: skip
        about = {"milestone": submission.milestone, "project": submission.milestone.project}
        record("condition.set", condition, about=about, due=due)


def check_conditions_set(*, actor, subject: Submission, voice: Voice) -> None:
    """An acceptance with conditions has them as rows: who speaks elsewhere than on the milestone's page is sent there."""
    if voice.value == V.CONDITIONS and not subject.conditions.filter(institution=voice.seat.institution_id).exists():
        raise Invalid(_("Set each condition with its day, on the milestone’s own page."), field="value")


@action
def settle_acceptance(*, actor, subject: Submission, decision: Decision) -> None:
    """What follows when the decision ends: accepted, accepted with conditions, back in work, or rejected."""
    milestone = Milestone.objects.get(pk=subject.milestone_id)
    about = {"project": milestone.project, "submission": subject, "decision": decision}
    said = {"number": subject.number, "fingerprint": decision.fingerprint}
    if decision.state == Decision.State.AGREED:
        conditions = list(subject.conditions.select_related("institution"))
        move(milestone, S.CONDITIONAL if conditions else S.ACCEPTED)
        for condition in conditions:
            Due.objects.create(kind=CONDITION_DUE, subject=condition.uid, of=condition._meta.label_lower,
                               institution=milestone.responsible.institution, on=condition.due)  # fmt: skip
        record("milestone.accepted_conditionally" if conditions else "milestone.accepted", milestone, about=about, **said)
        expect_income(milestone, due_from=None if conditions else clock.today(milestone.project.owner.zone))
    elif decision.state == Decision.State.RETURNED:
        move(milestone, S.IN_WORK)
        record("milestone.returned", milestone, about=about, **said)
    else:
        move(milestone, S.REJECTED)
        record("milestone.rejected", milestone, about=about, **said)


@action
def take_up_again(*, actor, milestone: Milestone, reasons: str) -> Milestone:
    """An institution that rejected it lets the work go on after all; the next submission is decided on as any other."""
    see(actor, milestone)
    (milestone,) = lock(milestone)
    last = milestone.submissions.last()
    rejected = Voice.objects.filter(decision__kind=KIND, decision__subject=last.uid if last else None, value=V.NO)
    own = rejected.filter(seat__institution=actor.institution).exists() and access.decides(actor, milestone)
    require(own, _("Only an approver of the institution that rejected it can allow a new attempt."))
    expect(milestone, S.REJECTED)
    if not reasons.strip():
        raise Invalid(_("Say why, so that the others understand it."), field="reasons")
    move(milestone, S.IN_WORK)
    record("milestone.taken_up", milestone, about={"project": milestone.project})
    comment(actor=actor, subject=milestone, text=reasons)
    return milestone
