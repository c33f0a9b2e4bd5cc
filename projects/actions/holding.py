"""What all agreed to comes to hold: at once, or on its day by the sweep, and only if it is still the difference that was signed."""
from datetime import date

from governance.actions import void_decision
from governance.models import Decision, Due
from projects.actions.amending import STANDING, apply, end
from projects.actions.amendments import KIND
from projects.actions.cancelling import cancel_plan
from projects.changes import amendment_fingerprint, changed_rows
from projects.models import Amendment, Project
from record import clock
from record.actions import action, lock, move, record, require, see
from record.errors import Invalid

HOLDS = "amendment.holds"
S = Amendment.State


@action
def settle_amendment(*, actor, subject: Amendment, decision: Decision) -> None:
    """What follows when the decision ends: every change applied, all of them on a later day, or none."""
    if decision.state != Decision.State.AGREED:
        end(subject, S.REFUSED, "amendment.refused")
        return
    project, facts = subject.project, {"number": subject.number, "fingerprint": decision.fingerprint}
    about, today = {"project": project, "decision": decision}, clock.today(project.owner.zone)
    if subject.since > today:
        move(subject, S.WAITING)
        Due.objects.create(kind=HOLDS, subject=subject.uid, of=subject._meta.label_lower, institution=project.owner, on=subject.since)
        record("amendment.awaited", subject, about=about, since=subject.since, **facts)
        return
    _put_in_force(actor, subject, on=today)
    record("amendment.agreed", subject, about=about, **facts)
    _let_lapse(actor, subject.project)


@action
def hold_amendment(*, actor, amendment: Amendment) -> None:
    """The house applies an agreed amendment on its day, or on the next one on which it looks; dated by its own day. Where it is no
    longer the change that was agreed, or cannot be made any more, none of it is made, and those concerned are told."""
    see(actor, amendment)
    amendment, *_rows = lock(*changed_rows(amendment))
    require(actor.system)
    if amendment.state != S.WAITING or amendment.since > clock.today(amendment.project.owner.zone):
        return
    if why := _hindrance(amendment):
        end(amendment, S.LAPSED, "amendment.lapsed", why=why)
        _let_lapse(actor, amendment.project)
        return
    _put_in_force(actor, amendment, on=amendment.since)
    record("amendment.applied", amendment, about={"project": amendment.project}, number=amendment.number, since=amendment.since,
           fingerprint=_decision(amendment).fingerprint)  # fmt: skip
    _let_lapse(actor, amendment.project)


def _put_in_force(actor, amendment: Amendment, on: date) -> None:
    apply(amendment, on)
    if amendment.project.state == Project.State.ENDED_EARLY:
        cancel_plan(actor=actor, project=amendment.project)
    move(amendment, S.AGREED)


def _decision(amendment: Amendment) -> Decision:
    """By which it is asked, or was agreed."""
    known = (Decision.State.OPEN, Decision.State.AGREED)
    return Decision.objects.get(kind=KIND, subject=amendment.uid, state__in=known)


def _changed(amendment: Amendment) -> str:
    """Why it can never come to hold as it was put before the parties, as a code; "" while it can."""
    decision, asked = _decision(amendment), amendment.state == S.PROPOSED
    if amendment.project.state in Project.OVER and (asked or not amendment.lasting):
        return "over"
    if amendment_fingerprint(amendment) != decision.fingerprint:
        return "changed"
    return "parties" if asked and _who_is_asked(decision) != _who_must_agree(amendment.project) else ""


def _who_is_asked(decision: Decision) -> set[int]:
    return set(decision.seats.values_list("institution", flat=True))


def _who_must_agree(project: Project) -> set[int]:
    return set(project.participations.concerned().values_list("institution", flat=True))


def _hindrance(amendment: Amendment) -> str:
    if why := _changed(amendment):
        return why
    for why, check in STANDING.items():
        try:
            check(amendment)
        except Invalid:
            return why
    return ""


def _let_lapse(actor, project: Project) -> None:
    """After a change: the project's other amendments that were agreed, or asked, over what stands there no more, or of others than
    now take part. What else may be in the way (a milestone that is handed in) may be out of it by the day, and is asked then.
    What is before the parties comes last: who would have joined by one that lapses is asked no more."""
    for other in (other for state in (S.WAITING, S.PROPOSED) for other in project.amendments.filter(state=state)):
        if why := _changed(other):
            if other.state == S.PROPOSED:
                void_decision(actor=actor, decision=_decision(other), why="changed")
            end(other, S.LAPSED, "amendment.lapsed", why=why)
