"""Starting, cancelling and ending a verification; saying that evidence left the house."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.access import reads
from audit.models import Verification
from record import clock
from record.actions import action, change, expect, lock, move, record, require, see
from record.append import Ref
from record.errors import WrongState
from record.verify import heads_root

S = Verification.State


@action
def start_verification(*, actor) -> Verification:
    """Queue a verification of everything of the own institution; one at a time (409)."""
    require(actor.may_all("audit.verify"), _("Only auditors and administrators verify."))
    return _queue(institution_id=actor.institution, started_by_id=actor.membership)


@action
def start_nightly(*, actor, institution) -> Verification:
    """Queue the one that the house owes an institution each night, for its present day. WrongState (409) where one runs, or
    another scheduler was faster: the database holds one for each night."""
    return _queue(institution=institution, night=clock.today(institution.zone))


def _queue(**begun) -> Verification:
    try:
        with transaction.atomic():
            run = Verification.objects.create(**begun)
    except IntegrityError:
        raise WrongState(_("A verification is running already.")) from None
    record("verification.started", run)
    return run


@action
def cancel_verification(*, actor, verification: Verification) -> Verification:
    """Ask it to stop; it stops at its next page."""
    see(actor, verification)
    (verification,) = lock(verification)
    require(actor.may_all("audit.verify"), _("Only auditors and administrators verify."))
    expect(verification, *Verification.GOING)
    move(verification, S.CANCELLED)
    record("verification.cancelled", verification)
    return verification


@action
def take_verification(*, actor, verification: Verification) -> Verification | None:
    """A worker takes it up, or up again where another was lost with it; None where one is at it, or it was cancelled."""
    (verification,) = lock(verification)
    if verification.state != S.QUEUED and not verification.lost:
        return None
    change(verification, moved_at=clock.now(), stage="")
    if verification.state == S.QUEUED:
        move(verification, S.RUNNING)
    return verification


@action
def finish_verification(*, actor, verification: Verification, counts: dict, findings: list[dict]) -> None:
    """Say what was found. A run that was cancelled meanwhile stays cancelled."""
    (verification,) = lock(verification)
    if verification.state != S.RUNNING:
        return
    change(verification, findings=findings, heads=heads_root(), finished_at=clock.now(), **counts)
    move(verification, S.DONE)
    record("verification.finished", verification, findings=len(findings), **counts)


@action
def fail_verification(*, actor, verification: Verification) -> None:
    """Say that it could not be brought to its end: what it read is of a shape that no action ever gave it."""
    (verification,) = lock(verification)
    if verification.state == S.RUNNING:
        change(verification, finished_at=clock.now())
        move(verification, S.FAILED)
        record("verification.failed", verification)


@action
def export_evidence(*, actor, distribution, digest: str) -> None:
    """Say that the evidence of a distribution was taken out, and its hash."""
    require(reads(actor), _("Only auditors and administrators export evidence."))
    house = Ref("partners.institution", actor.institution_uid)
    record("evidence.exported", house, about={"matter": distribution}, sha256=digest)
