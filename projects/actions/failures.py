"""A milestone that did not succeed closes with what was learnt and who bears what, agreed by the parties, without a mark on people."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from partners.models import Institution
from projects import access
from projects.actions.submissions import FAIL
from projects.fingerprint import digest
from projects.models import Failure, FailurePart, Milestone, Project
from record.actions import action, expect, fresh, lock, move, record, require, see
from record.errors import Invalid, WrongState
from record.models import new_uid

S = Milestone.State


@action
def propose_failure(
    *, actor, milestone: Milestone, seen: str, reasons: str, lessons: str, parts: list[tuple[Institution, int]],
    whole: int = 100,
) -> Failure:  # fmt: skip
    """Put before all parties that a milestone closes as failed. `parts` of `whole`: what each party bears of the loss."""
    see(actor, milestone)
    milestone, project = lock(milestone, milestone.project)
    require(access.takes_part(actor, project), _("Only project staff of a party propose this."))
    expect(project, *Project.ALIVE)
    expect(milestone, *Milestone.FAILABLE)
    fresh(milestone, seen)
    if not reasons.strip():
        raise Invalid(_("Say what happened."), field="reasons")
    if not lessons.strip():
        raise Invalid(_("Say what was learnt; the next project begins with it."), field="lessons")
    if open_failure(milestone):
        raise Invalid(_("This is before the parties already."))
    parties = [party.institution for party in project.participations.parties().select_related("institution")]
    _check_parts(parties, parts, whole)
    uid = new_uid()
    FailurePart.objects.bulk_create(
        FailurePart(failure_id=uid, line=line, institution=institution, part=part)
        for line, (institution, part) in enumerate([(i, p) for i, p in parts if p], 1)
    )
    failure = Failure.objects.create(
        uid=uid, milestone=milestone, reasons=reasons.strip(), lessons=lessons.strip(), whole=whole,
        language=get_language() or "en", proposed_by_id=actor.membership,
    )  # fmt: skip
    record("milestone.failure_proposed", milestone, about={"project": project, "failure": failure}, whole=whole,
           parts=[[str(institution.uid), part] for institution, part in parts])  # fmt: skip
    open_decision(
        actor=actor, kind=FAIL, subject=failure, owner=Institution.objects.get(pk=actor.institution),
        seats=[access.asked_of(party, "milestone.decide", project) for party in parties],
        excluded=[(actor.person, Excluded.Why.PREPARED)],
    )  # fmt: skip
    return failure


def _check_parts(parties: list[Institution], parts, whole: int) -> None:
    named = [institution.pk for institution, _part in parts]
    if len(set(named)) < len(named) or not set(named) <= {i.pk for i in parties}:
        raise Invalid(_("Give each party its part, once."), field="parts")
    if not 1 <= whole <= 10**9 or not all(isinstance(p, int) and 0 <= p <= whole for _i, p in parts):
        raise Invalid(_("Parts are whole numbers."), field="parts")
    if (total := sum(part for _institution, part in parts)) != whole:
        raise Invalid(_("The parts sum to %(total)d, the whole is %(whole)d.") % {"total": total, "whole": whole}, field="parts")


def open_failure(milestone: Milestone) -> Decision | None:
    """The open decision on closing a milestone as failed."""
    return Decision.objects.open().filter(kind=FAIL, subject__in=milestone.failures.values("uid")).first()


@action
def withdraw_failure(*, actor, failure: Failure) -> None:
    """The party that proposed it takes it back."""
    see(actor, failure)
    decision = Decision.objects.open().filter(kind=FAIL, subject=failure.uid).first()
    milestone, failure, decision = lock(failure.milestone, failure, decision)
    own = failure.proposed_by.institution_id == actor.institution
    require(own and access.takes_part(actor, milestone.project), _("Only the party that proposed this withdraws it."))
    if decision is None:
        raise WrongState
    void_decision(actor=actor, decision=decision, why="withdrawn")
    record("milestone.failure_withdrawn", milestone, about={"project": milestone.project, "failure": failure})


@action
def settle_failure(*, actor, subject: Failure, decision: Decision) -> None:
    """What follows when the parties have spoken: closed as failed, or as it was."""
    milestone = Milestone.objects.get(pk=subject.milestone_id)
    about = {"project": milestone.project, "failure": subject, "decision": decision}
    if decision.state == Decision.State.AGREED:
        move(milestone, S.FAILED)
        record("milestone.failed", milestone, about=about, fingerprint=decision.fingerprint)
    else:
        record("milestone.failure_refused", milestone, about=about)


def failure_fingerprint(failure: Failure) -> str:
    """SHA-256 over what the parties agree to: which milestone, what happened, what was learnt, who bears what."""
    parts = [[str(part.institution.uid), part.part] for part in failure.parts.select_related("institution")]
    said = {"reasons": failure.reasons, "lessons": failure.lessons, "whole": failure.whole, "parts": parts}
    return digest({"milestone": str(failure.milestone.uid), "uid": str(failure.uid), **said})
