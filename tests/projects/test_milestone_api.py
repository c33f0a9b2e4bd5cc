"""A milestone from plan to money by programs."""
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects import actions
from projects.models import ExpectedIncome, Failure, Milestone
from record import clock
from tests.world import milestones as made
from tests.world import projects

API = "/api/v1"


@pytest.fixture
def post(world):
    def send(path, said, who=("linhai", "officer"), key=None, method="post"):
        headers = {"Idempotency-Key": key or f"{path}{hash(json.dumps(said))}"[:90]}
        call = getattr(world.client(*who), method)
        return call(f"{API}{path}", json.dumps(said), content_type="application/json", headers=headers)

    return send


def upload(world, milestone, name="Report.pdf", content=b"%PDF-1.4 x", key="up"):
    files = {"files": [SimpleUploadedFile(name, content)]}
    return world.client("linhai", "investigator").post(f"{API}/milestones/{milestone.uid}/files/", files, headers={"Idempotency-Key": key})


def handed_in(world, post):
    milestone = made.planned(world)
    assert upload(world, milestone).json()["state"] == "in_work"
    said = {"seen": str(made.again(milestone).version), "ai": "none",
            "assessments": [{"criterion": str(c.uid), "met": "yes"} for c in milestone.criteria.all()]}  # fmt: skip
    return post(f"/milestones/{milestone.uid}/submit/", said, ("linhai", "investigator"))


def test_from_files_to_acceptance_to_money(world, post):
    submission = handed_in(world, post).json()
    answer = {"seen": submission["fingerprint"], "value": "yes"}
    assert post(f"/submissions/{submission['uid']}/decide/", answer, ("haoyuan", "partner_approver")).json()["value"] == "yes"
    income = ExpectedIncome.objects.get()
    said = {"banked": 30_000_000, "received_on": clock.today("Asia/Shanghai").isoformat()}
    read = post(f"/expected-income/{income.uid}/receive/", said, ("linhai", "finance")).json()
    assert (read["received"], read["state"]) == (30_000_000, "part")


def test_conditions_are_set_and_confirmed(world, post):
    submission = handed_in(world, post).json()
    who = ("haoyuan", "partner_approver")
    answer = {"seen": submission["fingerprint"], "value": "conditions", "conditions": [{"text": "Raw data.", "due": "2099-01-01"}]}
    assert post(f"/submissions/{submission['uid']}/decide/", answer, who).status_code == 200
    (condition,) = world.client(*who).get(f"{API}/conditions/").json()["results"]
    assert post(f"/conditions/{condition['uid']}/confirm/", {"seen": "1"}, who).json()["state"] == "confirmed"
    assert Milestone.objects.get(uid=submission["milestone"]).state == "accepted"


def test_the_same_key_submits_once(world, post):
    milestone = made.in_work(world)
    said = {"seen": str(milestone.version), "ai": "none",
            "assessments": [{"criterion": str(c.uid), "met": "yes"} for c in milestone.criteria.all()]}  # fmt: skip
    url = f"/milestones/{milestone.uid}/submit/"
    answers = [post(url, said, key="same").json()["uid"] for _again in range(2)]
    assert answers[0] == answers[1] and milestone.submissions.count() == 1


@pytest.mark.parametrize(("name", "content"), [("empty.pdf", b""), ("report.pdf", b"MZ\x90\x00\x03 program" * 20)])
def test_a_bad_file_is_named_in_the_problem(world, name, content):
    answered = upload(world, made.planned(world), name, content)
    assert (answered.status_code, answered.json()["code"], answered.json()["errors"][0]["field"]) == (422, "invalid", "files")


def test_a_submitted_file_is_read_by_the_parties_only(world):
    sent = made.submitted(world).files.get()
    url = f"{API}/submitted-files/{sent.uid}/content/"
    answers = [world.client(at, "officer").get(url).status_code for at in ("haoyuan", "linhai", "stranger")]
    assert answers == [200, 200, 404]


def test_a_plan_is_written_moved_and_dropped(world, post):
    project = projects.draft(world)
    said = {"project": str(project.uid), "title_zh": "终验", "due": project.end.isoformat(), "weight": 10,
            "criteria": [{"text": "It runs."}], "approvers": [str(world.haoyuan.uid)]}  # fmt: skip
    row = post("/milestones/", said).json()
    assert (row["position"], row["approvers"], row["criteria"][0]["text"]) == (3, [{"institution": str(world.haoyuan.uid)}], "It runs.")
    assert post(f"/milestones/{row['uid']}/move/", {"to": 1}).json()["position"] == 1
    assert post(f"/milestones/{row['uid']}/drop/", {}).status_code == 204
    assert list(project.milestones.values_list("position", flat=True)) == [1, 2]


def test_the_parties_agree_by_program_that_it_failed(world, post):
    milestone = made.in_work(world)
    parts = [{"institution": str(world.linhai.uid), "part": 60}, {"institution": str(world.haoyuan.uid), "part": 40}]
    said = {"seen": str(milestone.version), "reasons": "It dissolves.", "lessons": "Test first.", "parts": parts}
    failure = post(f"/milestones/{milestone.uid}/fail/", said).json()
    decision = made.decision_of(Failure.objects.get(uid=failure["uid"]))
    for who in (("linhai", "approver"), ("haoyuan", "partner_approver")):
        assert post(f"/failures/{failure['uid']}/vote/", {"seen": decision.fingerprint, "value": "yes"}, who).status_code == 200
    assert made.again(milestone).state == "failed"
    (row,) = world.client("linhai", "officer").get(f"{API}/failures/").json()["results"]
    assert row["parts"] == [[part["institution"], part["part"]] for part in parts]


def test_a_list_of_failures_asks_no_more_for_two_than_for_one(world, django_assert_num_queries):
    browser, parts = world.client("linhai", "officer"), [(world.linhai, 60), (world.haoyuan, 40)]
    for shown in (1, 2):
        milestone = made.in_work(world)
        actions.propose_failure(actor=world.actor("linhai", "officer"), milestone=milestone, seen=str(milestone.version),
                                reasons="It dissolves.", lessons="Test first.", parts=parts)  # fmt: skip
        browser.get(f"{API}/failures/")
        with django_assert_num_queries(7):
            assert len(browser.get(f"{API}/failures/").json()["results"]) == shown
