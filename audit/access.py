"""The desk is for auditors and administrators, over the whole of their own institution and nothing else; read-only."""
from django.db.models import Q

from accounts.access import holders
from record import clock
from record.models import VisibleQuerySet


def oversight(institution):
    """Memberships that verify an institution today, and are told what does not hold."""
    return holders("audit.verify", institution, day=clock.today(institution.zone)).order_by("pk")


def reads(actor) -> bool:
    return actor.may_all("audit.read")


class VerificationQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return Q(institution=actor.institution) if reads(actor) else Q(pk__in=[])
