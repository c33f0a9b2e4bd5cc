"""From draft to signed: one decision, one fingerprint, one seat for each party."""
from django.utils.translation import gettext as _

from governance.actions import open_decision, void_decision
from governance.models import Decision, Due, Excluded
from projects import access
from projects.actions.course import begin, turn
from projects.fingerprint import fingerprint
from projects.models import Project
from projects.readiness import lacks
from record import clock
from record.actions import action, change, expect, lock, move, record, require, see
from record.errors import Invalid, NotVisible, Stale
from record.numbers import next_number

KIND = "project.sign"
S = Project.State


@action
def propose_project(*, actor, project: Project, seen: str) -> Decision:
    """Put the draft before every party for signature. `seen` is its fingerprint as read. 422 where something lacks."""
    see(actor, project)
    (project,) = lock(project)
    require(access.leads(actor, project), _("Only project staff of the institution that leads a project propose it."))
    expect(project, S.DRAFT)
    if seen != fingerprint(project):
        raise Stale
    if lacking := lacks(project):
        raise Invalid(" ".join(str(lack.text) for lack in lacking))
    move(project, S.IN_APPROVAL)
    record("project.proposed", project, fingerprint=seen)
    return open_decision(
        actor=actor, kind=KIND, subject=project, owner=project.owner, seats=seats_of(project),
        excluded=[(actor.person, Excluded.Why.PREPARED)],
    )  # fmt: skip


def seats_of(project: Project) -> list[dict]:
    """One seat for each party, and for whoever is asked to join or will on a day to come; filled by whoever may sign there, or in
    this project."""
    concerned = project.participations.concerned().select_related("institution")
    return [access.asked_of(party.institution, KIND, project) for party in concerned]


@action
def withdraw_proposal(*, actor, project: Project, reasons: str) -> Project:
    """Take a proposal back into draft before all have signed; what was said on it stays in the record."""
    see(actor, project)
    decision = open_decision_on(project)
    project, decision = lock(project, decision)
    require(access.leads(actor, project), _("Only project staff of the institution that leads a project take it back."))
    expect(project, S.IN_APPROVAL)
    turn(actor, project, S.DRAFT, reasons)
    if decision is None:
        raise NotVisible
    void_decision(actor=actor, decision=decision, why="withdrawn")
    record("project.withdrawn", project)
    return project


def open_decision_on(subject, kind: str = KIND) -> Decision | None:
    return Decision.objects.open().filter(kind=kind, subject=subject.uid).first()


@action
def settle_signing(*, actor, subject: Project, decision: Decision) -> None:
    """What follows when the decision ends: signed with a number and a start, or a draft again."""
    if decision.state != Decision.State.AGREED:
        move(subject, S.DRAFT)
        record("project.returned", subject, about={"decision": decision}, outcome=decision.state)
        return
    today = clock.today(subject.owner.zone)
    move(subject, S.SIGNED)
    change(subject, number=next_number(subject.owner.uid, "P", today.year), signed_on=today)
    record("project.signed", subject, about={"decision": decision}, number=subject.number,
           fingerprint=decision.fingerprint)  # fmt: skip
    if subject.start <= today:
        begin(subject)
    else:
        Due.objects.create(kind="project.start", subject=subject.uid, of=subject._meta.label_lower,
                           institution=subject.owner, on=subject.start)  # fmt: skip
