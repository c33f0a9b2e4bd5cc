"""The house verifies every institution by itself, once a night: nobody has to think of it, and nobody can forget it on purpose.

Which ones are owed is read from institutions and verifications whenever the scheduler asks: there is no plan of nights that
somebody could take away.
"""
import logging
from datetime import datetime, timedelta

from django.db import OperationalError
from django.db.models import Exists, Max, OuterRef

from accounts.models import Membership
from audit import actions
from audit.models import LOST, Verification
from partners.models import Institution
from record import clock
from record.actors import System
from record.errors import WrongState
from record.models import Event

log = logging.getLogger(__name__)
FROM = 2  # o'clock where the institution is; also later in the day, if the house was off by then
OVERDUE = timedelta(hours=48)  # without a verification that came to its end: auditors are told


def begin_next() -> bool:
    """Begin one, and leave the rest for the next times: one after the other, they leave a worker free for other things. A house
    for which none can begin is in nobody's way: its desk says that nothing was verified (overdue_since)."""
    moving = Verification.objects.filter(state__in=Verification.GOING, moved_at__gte=clock.now() - LOST)
    if moving.filter(started_by=None).exists():
        return False
    for institution in _owed():
        try:
            actions.start_nightly(actor=System(institution.uid, institution.zone), institution=institution)
            return True
        except WrongState:
            continue
        except OperationalError:
            raise  # the database is away: all of it is tried again
        except Exception:
            log.exception("no verification of %s can begin", institution.uid)
    return False


def _owed() -> list[Institution]:
    """Those with people of their own, for whom it is late enough and this night's was not begun."""
    people = Exists(Membership.objects.filter(institution=OuterRef("pk")))
    going = Exists(Verification.objects.filter(institution=OuterRef("pk"), state__in=Verification.GOING))
    houses = Institution.objects.filter(people, ~going).annotate(last=Max("verifications__night")).order_by("pk")
    return [h for h in houses if clock.hour(h.zone) >= FROM and (h.last is None or h.last < clock.today(h.zone))]


def overdue_since(actor) -> datetime | None:
    """When the last verification of the actor's institution came to its end, where that is too long ago; before there was
    one, when its record began."""
    ended = Verification.objects.visible_to(actor).filter(state=Verification.State.DONE).aggregate(last=Max("finished_at"))["last"]
    last = ended or Event.objects.filter(chain__owner=actor.institution_uid).order_by("seq").values_list("at", flat=True).first()
    return last if last and last < clock.now() - OVERDUE else None
