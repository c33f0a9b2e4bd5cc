"""The sweep over what has come due: one transaction for each row, each done once."""
import logging
import traceback
from datetime import timedelta

from django.db import OperationalError

from governance.models import Due
from governance.registry import due_kind
from record import clock
from record.actions import action
from record.actors import System
from record.errors import WrongState

log = logging.getLogger(__name__)
PAGE = 200


def sweep() -> int:
    """Do all that is due by now, in the order of its days; the number done. One that fails is set aside and shown."""
    latest = clock.today() + timedelta(days=1)  # some zones are a day ahead of UTC
    waiting = Due.objects.filter(done_at=None, fault="", on__lte=latest).select_related("institution")
    done = 0
    for due in waiting.order_by("on", "pk")[:PAGE]:
        zone = due.institution.zone
        if due.on <= clock.today(zone):
            done += _do(due, System(due.institution.uid, zone))
    return done


def _do(due: Due, actor: System) -> int:
    try:
        come_due(actor=actor, due=due)
    except OperationalError:
        raise  # the database is away: all of it is tried again
    except WrongState:
        return 0
    except Exception:
        log.exception("%s of %s failed", due.kind, due.subject)
        Due.objects.filter(pk=due.pk, done_at=None).update(fault=traceback.format_exc(limit=-3))
        return 0
    return 1


@action
def come_due(*, actor, due: Due) -> None:
    """The owner's action, then the mark. Upper rows are locked first, so the mark compares instead of locking."""
    due_kind(due.kind).act(actor=actor, due=due)
    if not Due.objects.filter(pk=due.pk, done_at=None).update(done_at=clock.now()):
        raise WrongState  # another worker was faster: nothing of this remains
