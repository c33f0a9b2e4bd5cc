"""Changing what was signed: proposed by any party, agreed by all, then applied, at once or on its day (holding.py)."""
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import open_decision, void_decision
from governance.models import Excluded
from partners.models import Institution
from projects import access
from projects.actions.amending import check_whole, checked, end
from projects.actions.parties import next_strand
from projects.actions.signing import open_decision_on, seats_of
from projects.models import Amendment, Participation, Project
from record import clock
from record.actions import action, change, expect, fresh, lock, record, require, see
from record.errors import Invalid, WrongState

KIND = "project.amend"
S = Amendment.State


@action
def propose_amendment(
    *, actor, project: Project, seen: str, reason: str, since: date, changes: list[dict], renews: Amendment | None = None
) -> Amendment:
    """Put changes before all parties, whoever is asked to join among them. `old` is read here, not believed.

    `since`: applied when all have agreed, and not before that day. `renews`: one that lapsed and is asked anew (`ask_again`).
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
    _check_day(project, told, since)
    check_whole(project, told)
    amendment = Amendment.objects.create(
        project=project, number=project.amendments.count() + 1, reason=reason.strip(), since=since, changes=told,
        language=renews.language if renews else get_language() or "en", proposed_by_id=actor.membership, renews=renews,
    )  # fmt: skip
    about = {"project": project} | ({"renewed": renews} if renews else {})
    record("amendment.proposed", amendment, about=about, number=amendment.number, since=since)
    _ask(project, told)
    open_decision(
        actor=actor, kind=KIND, subject=amendment, owner=Institution.objects.get(pk=actor.institution),
        seats=seats_of(project), excluded=[(actor.person, Excluded.Why.PREPARED)],
    )  # fmt: skip
    return amendment


def _check_day(project: Project, changes: list[dict], since: date) -> None:
    """A later day makes sense within the project; a clause may hold beyond its end, and what is taken back is so at once."""
    of = {change["of"] for change in changes}
    if "amendment" in of and since > clock.today(project.owner.zone):
        raise Invalid(_("An amendment is taken back as soon as all parties agree."), field="since")
    ends = next((change["new"] for change in changes if (change["of"], change["field"]) == ("project", "end")), None)
    if of != {"clause"} and since > (date.fromisoformat(ends) if ends else project.end):
        raise Invalid(_("On that day the project would be over."), field="since")


def _ask(project: Project, changes: list[dict]) -> None:
    """Rows for those who are asked to join, so that they see what they are asked."""
    for joins in (c for c in changes if c["of"] == "party" and c["field"] == "joins"):
        institution = Institution.objects.get(uid=joins["uid"])
        party = project.participations.filter(institution=institution).first()
        if party:  # was asked before and did not join, or left
            change(party, role=joins["new"], joined=False, until=None)
        else:
            Participation.objects.create(
                project=project, institution=institution, role=joins["new"], strand=next_strand(project), joined=False
            )


@action
def ask_again(*, actor, amendment: Amendment, seen: str) -> Amendment:
    """Put what an amendment was to change, and did not, before all parties anew, over what stands there now."""
    see(actor, amendment)
    project, amendment = lock(amendment.project, amendment)
    require(access.takes_part(actor, project), _("Only project staff of a party can propose an amendment."))
    expect(amendment, S.LAPSED)
    if amendment.renewed:
        raise WrongState(_("It was asked anew already."))
    return propose_amendment(
        actor=actor, project=project, seen=seen, reason=amendment.reason, changes=amendment.changes, renews=amendment,
        since=max(amendment.since, clock.today(project.owner.zone)),
    )  # fmt: skip


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
    end(amendment, S.WITHDRAWN, "amendment.withdrawn")
    return amendment
