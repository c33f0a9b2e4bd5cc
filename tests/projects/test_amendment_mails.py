"""Who is written to about an amendment that holds from a later day."""
from datetime import timedelta

import pytest

from governance.post import read
from projects.models import Amendment
from record import clock, consumers
from record.models import Delivery
from tests.projects.test_amendments import agree, propose
from tests.projects.test_amendments_later import budget, sweep_in, take_back, waits
from tests.world import projects as made

STAFF = (("linhai", "officer"), ("haoyuan", "lead"), ("linhai", "approver"), ("haoyuan", "partner_approver"))


def begin(world):
    for who in STAFF:
        world.member(*who)
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def written(world, code: str) -> list[str]:
    """What those concerned read; each of them once, nobody else."""
    consumers.run_all()
    rows = Delivery.objects.filter(kind=code)
    assert sorted(rows.values_list("recipient", flat=True)) == sorted(world.member(*who).uid for who in STAFF)
    message = read(rows.first())
    return [message.subject, *message.paragraphs]


def test_all_are_told_that_it_is_agreed_and_from_when_what_changes(world, project):
    amendment = waits(world, project, budget(project, 20_000_000))
    subject, sentence, changes, *_rest = written(world, "amendment.awaited")
    assert subject == "Amendment 1 of Sodium-ion cells for grid storage: agreed, holds later"
    assert "was agreed by all and holds from" in sentence and amendment.state == Amendment.State.WAITING
    assert changes == "Budget: ¥4,800,000.00 → ¥5,000,000.00"


def test_all_are_told_on_its_day(world, project):
    waits(world, project, budget(project))
    sweep_in(30)
    assert written(world, "amendment.applied")[0].endswith("holds now")


def test_all_are_told_that_it_is_not_applied_and_why(world, project):
    waits(world, project, budget(project))
    agree(world, propose(world, project, [budget(project, 7)]))
    subject, sentence, *_rest = written(world, "amendment.lapsed")
    assert subject.endswith("is not applied") and "no longer what it was agreed over" in sentence


def test_all_are_told_that_it_was_taken_back(world, project):
    later = waits(world, project, budget(project), days=5)
    agree(world, propose(world, project, [take_back(later)]))
    assert written(world, "amendment.taken_back")[0].endswith("taken back")
    assert clock.today("Asia/Shanghai") + timedelta(days=5) == later.since
