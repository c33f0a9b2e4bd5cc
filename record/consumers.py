"""One worker at a time for each consumer, over all chains in one query ordered by id: causes come before effects."""
import logging
import traceback
from collections import Counter

from django.db import OperationalError, transaction
from django.db.models import F

from record import registry
from record.actions import action
from record.actors import System
from record.models import Chain, Event, Parked, Position

log = logging.getLogger(__name__)
BATCH = 200


def run_all() -> int:
    """Every consumer until the record is read to its end, also what their own follow-ups add; how many events were read."""
    total = 0
    while behind := _behind():
        done = sum(_read_on(consumer) for consumer in registry.consumers() if consumer.name in behind)
        if not done:
            break  # other workers have the batons
        total += done
    return total


def _behind() -> set[str]:
    """The consumers that have something to read."""
    names = [consumer.name for consumer in registry.consumers()]
    places = Position.objects.filter(consumer__in=names)
    if places.count() < len(names) * Chain.objects.count():
        begin = [Position(consumer=name, chain=chain) for name in names for chain in Chain.objects.all()]
        Position.objects.bulk_create(begin, ignore_conflicts=True)
    return set(places.filter(seq__lt=F("chain__seq")).values_list("consumer", flat=True))


def _read_on(consumer: registry.Consumer) -> int:
    """Take turns until nothing is left."""
    total = 0
    while done := _turn(consumer):
        total += done
    return total


def _turn(consumer: registry.Consumer) -> int:
    places = Position.objects.filter(consumer=consumer.name)
    if not places.filter(seq__lt=F("chain__seq")).exists():
        return 0  # an idle poll never takes SQLite's write lock
    if consumer.follow_up:
        return _follow(actor=System(), consumer=consumer)
    with transaction.atomic():
        return _pass(consumer, places)


@action
def _follow(*, actor, consumer: registry.Consumer) -> int:
    """One event: what an upper floor does because of it, and the place moved on, together or not at all. Those before it
    that do not concern the consumer are read over on the way: a turn for each would cost a transaction."""
    return _pass(consumer, Position.objects.filter(consumer=consumer.name))


def _pass(consumer: registry.Consumer, places) -> int:
    baton = places.select_for_update(skip_locked=True, no_key=True).order_by("pk").first()
    if baton is None or baton.pk != places.order_by("pk").values_list("pk", flat=True).first():
        return 0  # another worker has the baton
    unread = Event.objects.filter(
        chain__position__consumer=consumer.name,
        chain__seq__gt=F("chain__position__seq"),
        seq__gt=F("chain__position__seq"),
    )
    concern = []
    reached: dict[int, int] = {}
    read: Counter[int] = Counter()
    for pk, chain, seq, kind in unread.order_by("pk").values_list("pk", "chain", "seq", "kind")[:BATCH]:
        reached[chain] = seq
        read[chain] += 1
        if consumer.kinds is None or kind in consumer.kinds:
            concern.append(pk)
            if consumer.follow_up:
                break
    for event in Event.objects.filter(pk__in=concern).select_related("chain").order_by("pk"):
        _apply(consumer, event)
    for chain, seq in reached.items():
        places.filter(chain=chain).update(seq=seq, read=F("read") + read[chain])
    return read.total()


def _apply(consumer: registry.Consumer, event: Event) -> None:
    """A poisonous event is parked and shown; it stops nobody else."""
    try:
        if consumer.follow_up:
            _one(actor=System(event.chain.owner), consumer=consumer, event=event)
        else:
            with transaction.atomic():
                consumer.apply(event)
    except Exception:
        log.exception("%s parked event %s", consumer.name, event.uid)
        Parked.objects.get_or_create(
            consumer=consumer.name, event=event, defaults={"error": traceback.format_exc(limit=-3)}
        )


def try_again() -> tuple[int, int]:
    """What was parked once more, in its order, when its reason was mended: how many went well, and how many did not."""
    known = {consumer.name: consumer for consumer in registry.consumers()}
    waiting = Parked.objects.filter(settled=False, consumer__in=known).select_related("event__chain").order_by("event")
    done = failed = 0
    for parked in waiting:
        try:
            _settle(actor=System(parked.event.chain.owner), consumer=known[parked.consumer], parked=parked)
            done += 1
        except OperationalError:
            raise
        except Exception:
            log.exception("%s failed again at event %s", parked.consumer, parked.event.uid)
            failed += 1
    return done, failed


@action
def _settle(*, actor, consumer: registry.Consumer, parked: Parked) -> None:
    if Parked.objects.filter(pk=parked.pk, settled=False).update(settled=True):
        consumer.apply(parked.event)


@action
def _one(*, actor, consumer: registry.Consumer, event: Event) -> None:
    consumer.apply(event)
