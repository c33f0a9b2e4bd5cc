"""Run as a script in a house: writers act, workers consume and are killed again and again; says what was lost and doubled.

python tests/record/killing.py careful|naive KILLS
"""
import os
import random
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from partners.models import Institution  # noqa: E402
from record import actions, consumers, registry  # noqa: E402
from record.actions import action, record  # noqa: E402
from record.actors import System  # noqa: E402
from record.models import Event  # noqa: E402

registry.add_event_kinds(registry.EventKind("test.killed", "{subject}"))
actions._nudge.clear()  # the workers of this test poll
EVENTS, WORKERS, SEEN = 400, 3, "SELECT event FROM test_effect"


@action
def happen(*, actor, institution):
    record("test.killed", institution)


def effect(event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_effect (event) VALUES (%s)", [event.pk])


registry._consumers.clear()  # and read for one consumer only
registry.add_consumers(registry.Consumer("test", frozenset({"test.killed"}), effect))


def careful() -> None:
    consumers.run_all()


def naive() -> None:
    """What one would write first: the effect, then the place, each in its own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(event), 0) FROM test_place")
        place = cursor.fetchone()[0]
    for event in Event.objects.filter(pk__gt=place).order_by("pk")[:50]:
        effect(event)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO test_place (event) VALUES (%s)", [event.pk])


def fork(work) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(0)


def consume(way) -> None:
    while True:
        way()
        time.sleep(0.002)


def write() -> None:
    institutions = list(Institution.objects.all())
    for n in range(EVENTS // 2):
        institution = institutions[n % len(institutions)]
        happen(actor=System(institution.uid), institution=institution)
        time.sleep(0.001)


def main(way, kills: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE test_effect (event bigint)")
        cursor.execute("CREATE TABLE test_place (event bigint)")
    with transaction.atomic():
        for n in range(3):
            Institution.objects.create(kind="university", name_en=f"University {n}")
    connection.close()
    writers = [fork(write) for _ in range(2)]
    workers = [fork(lambda: consume(way)) for _ in range(WORKERS)]
    for n in range(kills):
        time.sleep(random.uniform(0.01, 0.06))
        victim = workers.pop(n % WORKERS)
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        workers.append(fork(lambda: consume(way)))
    for writer in writers:
        os.waitpid(writer, 0)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    way()
    with connection.cursor() as cursor:
        cursor.execute(SEEN)
        seen = [event for (event,) in cursor.fetchall()]
    wanted = set(Event.objects.filter(kind="test.killed").values_list("pk", flat=True))
    print(f"events {len(wanted)} lost {len(wanted - set(seen))} doubled {len(seen) - len(set(seen))}")


if __name__ == "__main__":
    main({"careful": careful, "naive": naive}[sys.argv[1]], int(sys.argv[2]))
