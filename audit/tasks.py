"""Verifying everything of an institution, page by page, with progress and cancel."""
import logging

from celery import shared_task
from django.db import OperationalError

from audit import actions, nights
from audit.checks import Checks
from audit.models import Verification
from record.actors import System

log = logging.getLogger(__name__)


@shared_task
def nightly() -> bool:
    """Begin the next verification that the house owes for this night; whether there was one."""
    return nights.begin_next()


@shared_task
def take_up() -> int:
    """Run what a lost worker left behind, or what never reached one; how many there were."""
    going = Verification.objects.filter(state__in=Verification.GOING)
    lost = [run for run in going if run.lost]
    for run in lost:
        run_verification(str(run.uid))
    return len(lost)


@shared_task
def run_verification(uid: str) -> None:
    """Once for each verification; another worker that comes too late does nothing."""
    verification = Verification.objects.select_related("institution").filter(uid=uid).first()
    system = verification and System(verification.institution.uid, verification.institution.zone)
    if not verification or actions.take_verification(actor=system, verification=verification) is None:
        return
    try:
        checks = Checks(verification)
        ended = checks.run()
    except OperationalError:
        raise  # the database is away: it is taken up again
    except Exception:
        log.exception("verification %s failed", uid)
        actions.fail_verification(actor=system, verification=verification)
        return
    if ended:
        actions.finish_verification(
            actor=system, verification=verification, counts=checks.counts, findings=[f.data() for f in checks.findings]
        )
