"""Changing what was signed: proposed by any party, agreed by all, then applied at once."""
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from partners.models import Institution
from projects import access
from projects.actions.amending import apply, check_whole, checked
from projects.actions.cancelling import cancel_plan
from projects.actions.parties import next_strand
from projects.actions.signing import open_decision_on, seats_of
from projects.models import Amendment, Participation, Project
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.errors import Invalid

KIND = "project.amend"
S = Amendment.State


@action
def propose_amendment(
    *, actor, project: Project, seen: str, reason: str, since: date, changes: list[dict]
) -> Amendment:
    """Put changes before all parties, whoever is asked to join among them. `old` is read here, not believed.

    `since`: a clause holds from that day; all else is applied when all have agreed, so that a day to come is refused for it.
    `changes` as in projects/changes.py; for a party that joins {"of": "party", "uid": …, "field": "joins", "new": role}.
    """
    see(actor, project)
    (project,) = lock(project)
    require(access.takes_part(actor, project), _("Only project staff of a party can propose an amendment."))
    expect(project, *Project.ALIVE)
    fresh(project, seen)
    if not reason.strip():
        raise Invalid(_("Say why, so that the others can agree."), field="reason")
    if project.amendments.filter(state=S.PROPOSED).exists():
        raise Invalid(_("Another amendment is before the parties; one at a time."))
    told = checked(project, changes)
    if since > clock.today(project.owner.zone) and any(change["of"] != "clause" for change in told):
        raise Invalid(_("Only another wording of a clause can hold from a later day. All else holds as soon as all parties agree: "
                        "propose it when it is to hold."), field="since")  # fmt: skip
    check_whole(project, told)
    amendment = Amendment.objects.create(
        project=project, number=project.amendments.count() + 1, reason=reason.strip(), language=get_language() or "en",
        since=since, changes=told, proposed_by_id=actor.membership,
    )  # fmt: skip
    record("amendment.proposed", amendment, about={"project": project}, number=amendment.number)
    open_decision(
        actor=actor, kind=KIND, subject=amendment, owner=Institution.objects.get(pk=actor.institution),
        seats=seats_of(project, also=_ask(project, told)), excluded=[(actor.person, Excluded.Why.PREPARED)],
    )  # fmt: skip
    return amendment


def _ask(project: Project, changes: list[dict]) -> list[Institution]:
    """Rows for those who are asked to join, so that they see what they are asked."""
    asked = []
    for joins in (c for c in changes if c["of"] == "party" and c["field"] == "joins"):
        institution = Institution.objects.get(uid=joins["uid"])
        party = project.participations.filter(institution=institution).first()
        if party:  # was asked before and did not join, or left
            change(party, role=joins["new"], joined=False, until=None)
        else:
            Participation.objects.create(
                project=project, institution=institution, role=joins["new"], strand=next_strand(project), joined=False
            )
        asked.append(institution)
    return asked


@action
def withdraw_amendment(*, actor, amendment: Amendment) -> Amendment:
    """The party that proposed it takes it back before all have agreed."""
    see(actor, amendment)
    decision = open_decision_on(amendment, KIND)
    project, amendment, decision = lock(amendment.project, amendment, decision)
    own = amendment.proposed_by.institution_id == actor.institution
    require(own and access.takes_part(actor, project), _("Only the party that proposed an amendment withdraws it."))
    expect(amendment, S.PROPOSED)
    void_decision(actor=actor, decision=decision, why="withdrawn")
    _end(amendment, S.WITHDRAWN, "amendment.withdrawn")
    return amendment


@action
def settle_amendment(*, actor, subject: Amendment, decision: Decision) -> None:
    """What follows when the decision ends: every change applied, or none."""
    if decision.state != Decision.State.AGREED:
        _end(subject, S.REFUSED, "amendment.refused")
        return
    apply(subject)
    if subject.project.state == Project.State.ENDED_EARLY:
        cancel_plan(actor=actor, project=subject.project)
    move(subject, S.AGREED)
    record("amendment.agreed", subject, about={"project": subject.project, "decision": decision},
           number=subject.number, fingerprint=decision.fingerprint)  # fmt: skip


def _end(amendment: Amendment, to: str, kind: str) -> None:
    """Not agreed: whoever was asked to join is no longer asked, and sees the project no more."""
    move(amendment, to)
    project = amendment.project
    for party in project.participations.filter(joined=False, until=None):
        change(party, until=clock.today(project.owner.zone))
    record(kind, amendment, about={"project": project}, number=amendment.number)
