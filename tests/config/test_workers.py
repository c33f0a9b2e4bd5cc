"""A real worker follows what happened, over files and over a real Valkey."""
import pytest

from tests.config.test_run import until

pytestmark = pytest.mark.processes
ACT = """
from partners.models import Institution
from record.actions import action, record
from record.actors import System

@action
def happen(*, actor, institution):
    record("institution.registered", institution)

one = Institution.objects.create(kind="university", name_en="Linhai University")
happen(actor=System(one.uid), institution=one)
"""
UNREAD = """
from django.db.models import F
from record.models import Position
print("unread", Position.objects.filter(seq__lt=F("chain__seq")).count(), "read", Position.objects.filter(seq__gt=0).exists())
"""
CELERY = ("-m", "celery", "--quiet", "--app", "config", "worker", "--pool", "solo", "--loglevel", "warning")


@pytest.fixture
def worker(house):
    started = []

    def start():
        with (house.var / "worker").open("w") as said:
            started.append(house.start(*CELERY, stdout=said, stderr=said))

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


def follows(house, worker):
    """An action's own nudge, and nothing else, brings the worker to read it."""
    worker()
    house.python("manage.py", "shell", "-c", ACT)
    until(lambda: "unread 0 read True" in house.python("manage.py", "shell", "-c", UNREAD).stdout)


def test_a_worker_over_files_follows_the_record(house, worker):
    follows(house, worker)


@pytest.mark.valkey
def test_a_worker_over_valkey_follows_the_record(house, worker, valkey):
    house.env["REDIS_URL"] = valkey
    follows(house, worker)
