"""The sender: leases a row, sends outside of any transaction under the row's key, marks it. At least once, never lost."""
import logging
from datetime import timedelta

from django.core.mail import get_connection
from django.db.models import Q

from governance import post
from record import clock
from record.mails import CHANNEL, mail_kind
from record.models import Delivery, Installation

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
TRIES = 8  # with growing pauses: about two days
BATCH = 100


def deliver() -> int:
    """Send what waits; the number sent. The demo's mails are read in the browser and never sent."""
    if Installation.is_demo():
        return 0
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = Delivery.objects.filter(free, channel=CHANNEL, state=Delivery.State.WAITING).order_by("pk")[:BATCH]
    sent, connection = 0, get_connection()
    try:
        for delivery in waiting:
            if Delivery.objects.filter(free, pk=delivery.pk, state=Delivery.State.WAITING).update(
                leased_until=clock.now() + LEASE, attempts=delivery.attempts + 1
            ):
                sent += _send(delivery, connection)
    finally:
        connection.close()
    return sent


def _send(delivery: Delivery, connection) -> int:
    try:
        message = post.read(delivery)
        if message is not None:
            post.email(message, connection).send()
    except Exception as error:
        log.warning("mail %s was not sent: %s", delivery.key, error)
        tries = delivery.attempts + 1
        state = Delivery.State.FAILED if tries >= TRIES else Delivery.State.WAITING
        pause = timedelta(minutes=4**tries / 4)
        _mark(delivery, state=state, leased_until=clock.now() + pause, error=f"{type(error).__name__}: {error}"[:500])
        return 0
    facts = {} if mail_kind(delivery.kind).secret else delivery.facts
    if message is None:
        _mark(delivery, state=Delivery.State.NEEDLESS, facts=facts)
        return 0
    _mark(delivery, state=Delivery.State.SENT, sent_at=clock.now(), facts=facts, error="")
    return 1


def _mark(delivery: Delivery, **fields) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING).update(**fields)
