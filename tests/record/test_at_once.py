"""The same request twice at the same moment, as a double click or a program that did not wait sends it: it acts once."""
import pytest
from django.db import connection

from projects.models import Project
from record.models import Answer, Event
from tests.race import refused, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
LOG = {"kind": "service", "title_en": "Test bench", "currency": "CNY", "key": "once"}


@pytest.fixture
def world(transactional_db):
    from tests.world.people import World

    return World()


def sends(world, address: str, said: dict, **how):
    browser = world.client("linhai", "officer")
    return lambda: browser.post(address, said, **how)


@pytest.mark.parametrize(("address", "how"), [
    ("/projects/log/", {}),
    ("/api/v1/projects/", {"content_type": "application/json", "headers": {"Idempotency-Key": "once"}}),
])  # fmt: skip
def test_a_request_that_is_sent_twice_at_once_acts_once_and_is_answered_alike(world, address, how):
    said = LOG if address == "/projects/log/" else {name: value for name, value in LOG.items() if name != "key"}
    answers = together(*[sends(world, address, said, **how) for _time in range(4)])
    assert refused(answers) == []
    told = [answer.headers.get("Location") or answer.json() for answer in answers]
    assert told == told[:1] * 4 and {answer.status_code for answer in answers} <= {201, 303}
    assert (Project.objects.count(), Event.objects.filter(kind="project.logged").count()) == (1, 1)


def test_the_control_by_keys_of_their_own_each_acts(world):
    answers = together(*[sends(world, "/projects/log/", LOG | {"key": f"key {number}"}) for number in range(3)])
    assert [answer.status_code for answer in answers] == [303] * 3
    assert (Project.objects.count(), Answer.objects.count()) == (3, 3)


def test_one_key_for_two_things_at_once_is_refused_for_one_of_them(world):
    answers = together(*[sends(world, "/projects/log/", LOG | {"title_en": title}) for title in ("One", "Other")])
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert Project.objects.count() == 1
