"""Staff are heard before a rule is set, what was posted and who objected stands on record, and how it ended."""
from datetime import date

import pytest

from ip import actions
from ip.hearings import heard
from ip.models import Hearing
from record.errors import Invalid, NotAllowed, NotVisible
from record.models import Event
from tests.world import money, policies

DAY = date(2026, 1, 5)


def step(world, subject, kind, *, who=("linhai", "administrator"), on=DAY, whom="The staff council", text="Minutes 4."):
    return actions.record_hearing(actor=world.actor(*who), subject=subject, kind=kind, on=on, whom=whom, text=text)


def test_a_policy_says_that_nobody_was_heard_until_somebody_was(world):
    version = policies.published(world)
    client = world.client("linhai", "administrator")
    page = client.get(f"/ip/policies/versions/{version.uid}/").content.decode()
    assert "No hearing of the staff is recorded" in page and "art. 44" in page
    step(world, version, "heard")
    page = client.get(f"/ip/policies/versions/{version.uid}/").content.decode()
    assert "No hearing of the staff is recorded" not in page and "The staff council" in page
    assert Event.objects.filter(kind="hearing.recorded", subject=version.uid).count() == 1


def test_an_objection_stands_until_its_settlement_is_recorded_after_it(world):
    distribution, finance = money.prepared(world, money.licensed(world)), ("linhai", "finance")
    actor = world.actor(*finance)
    assert heard(actor, distribution).rows == []
    step(world, distribution, "posted", who=finance)
    step(world, distribution, "objection", who=finance, whom="He Jing", text="The third share is too small.")
    assert heard(actor, distribution).unsettled
    step(world, distribution, "settled", who=finance, on=date(2026, 1, 9))
    assert not heard(actor, distribution).unsettled
    assert "The third share is too small." in world.client(*finance).get(f"/ip/income/distributions/{distribution.uid}/").content.decode()


def test_only_who_prepares_it_records_and_only_what_has_happened(world):
    version = policies.published(world)
    with pytest.raises(NotAllowed):
        step(world, version, "heard", who=("linhai", "officer"))
    with pytest.raises(NotVisible):
        step(world, version, "heard", who=("haoyuan", "lead"))
    for said in ({"on": date(2099, 1, 1)}, {"whom": " "}, {"text": "x" * 4001}):
        with pytest.raises(Invalid) as refused:
            step(world, version, "heard", **said)
        assert refused.value.field == next(iter(said))
    assert not Hearing.objects.exists()


def test_a_program_records_and_reads_them(world):
    version, client = policies.published(world), world.client("linhai", "administrator")
    said = {"kind": "heard", "on": "2026-01-05", "whom": "The staff council", "text": "Minutes 4."}
    none = client.post("/api/v1/hearings/", said, content_type="application/json", HTTP_IDEMPOTENCY_KEY="1")
    assert (none.status_code, "Name one of" in none.content.decode()) == (422, True)
    made = client.post("/api/v1/hearings/", said | {"policy": str(version.uid)}, content_type="application/json", HTTP_IDEMPOTENCY_KEY="2")
    assert made.status_code == 201, made.content
    found = client.get("/api/v1/hearings/", {"subject": str(version.uid), "kind": "heard"}).json()["results"]
    assert [(row["of"], row["subject"], row["whom"]) for row in found] == [("ip.policyversion", str(version.uid), "The staff council")]
    assert not client.get("/api/v1/hearings/", {"kind": "objection"}).json()["results"]
