"""The pages of milestones in a browser: nothing happens by looking, bad files are refused at the field, all acts once."""
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import Voice
from projects.delivery import submission_fingerprint
from projects.models import ExpectedIncome, Milestone, Submission, WorkFile
from record import clock
from record.models import Event
from tests.world import milestones as made
from tests.world import projects

S = Milestone.State


def begin(world):
    return made.submitted(world)


@pytest.fixture
def submission(beginning):
    return beginning


def page(name, row):
    return reverse(f"projects:{name}", args=[row.uid])


def approver(world):
    return world.client("haoyuan", "partner_approver")


def answer(submission, value, **said):
    return {"seen": submission_fingerprint(submission), "key": "one", "value": value, **said}


def test_looking_at_it_decides_nothing(world, submission):
    before = Event.objects.count()
    for client in (approver(world), world.client("linhai", "investigator"), world.client("linhai", "officer")):
        for url in (page("submission", submission), page("milestone", submission.milestone)):
            assert client.get(url).status_code == 200
    assert (Event.objects.count(), made.again(submission.milestone).state) == (before, S.SUBMITTED)


def test_an_approver_accepts_with_one_tap(world, submission):
    answered = approver(world).post(page("submission", submission), answer(submission, "yes"))
    assert (answered.status_code, made.again(submission.milestone).state) == (303, S.ACCEPTED)


def test_a_double_tap_accepts_once(world, submission):
    client = approver(world)
    for _again in range(2):
        assert client.post(page("submission", submission), answer(submission, "yes")).status_code == 303
    assert (Voice.objects.filter(decision__subject=submission.uid).count(), ExpectedIncome.objects.count()) == (1, 1)


def test_a_second_answer_after_the_first_is_told_that_it_is_over(world, submission):
    client = approver(world)
    client.post(page("submission", submission), answer(submission, "yes"))
    late = answer(submission, "no", no_reasons="Too late.") | {"key": "two"}
    assert client.post(page("submission", submission), late).status_code == 409


def test_an_answer_to_something_else_than_was_read_is_refused(world, submission):
    stale = answer(submission, "yes") | {"seen": "0" * 64}
    assert approver(world).post(page("submission", submission), stale).status_code == 409
    assert made.again(submission.milestone).state == S.SUBMITTED


def test_a_return_without_reasons_comes_back_open_with_what_was_typed(world, submission):
    answered = approver(world).post(page("submission", submission), answer(submission, "return", return_reasons=" "))
    text = answered.content.decode()
    assert (answered.status_code, "Say why, so that the others can act on it." in text, "data-confirm open" in text) == (422, True, True)


def test_conditions_are_set_with_their_days(world, submission):
    said = {"condition_0": "Send the raw data.", "until_0": clock.today("Asia/Shanghai").isoformat()}
    assert approver(world).post(page("submission", submission), answer(submission, "conditions", **said)).status_code == 303
    assert [c.text for c in submission.conditions.all()] == ["Send the raw data."]


@pytest.mark.parametrize("said", [{}, {"condition_0": "Raw data."}, {"until_0": "2099-01-01"},
                                  {"condition_0": "Old.", "until_0": "2020-01-01"}])  # fmt: skip
def test_a_condition_without_text_or_day_is_refused(world, submission, said):
    assert approver(world).post(page("submission", submission), answer(submission, "conditions", **said)).status_code == 422
    assert made.again(submission.milestone).state == S.SUBMITTED


def test_an_answer_that_does_not_exist_is_refused(world, submission):
    assert approver(world).post(page("submission", submission), answer(submission, "maybe")).status_code == 422


def upload(world, name, content, milestone=None):
    milestone = milestone or made.planned(world)
    client = world.client("linhai", "investigator")
    file = SimpleUploadedFile("x", content)
    file.name = name
    return client.post(page("add_files", milestone), {"files": [file], "key": "up"})


@pytest.mark.plain
@pytest.mark.parametrize(("name", "content"), [
    ("empty.pdf", b""),
    ("report.pdf", b"MZ\x90\x00\x03 this is a program, not a report" * 9),
    ("page.html", b"<!doctype html><script>alert(1)</script>"),
])  # fmt: skip
def test_a_file_that_is_none_is_refused_at_the_field(world, name, content):
    answered = upload(world, name, content)
    assert (answered.status_code, WorkFile.objects.count(), "errorlist" in answered.content.decode()) == (422, 0, True)


@pytest.mark.plain
def test_a_file_that_is_too_large_is_refused(world, settings):
    settings.FILE_LIMIT = 1024 * 1024
    assert (upload(world, "large.txt", b"a" * (1024 * 1024 + 1)).status_code, WorkFile.objects.count()) == (422, 0)


@pytest.mark.plain
def test_no_file_at_all_is_refused(world):
    milestone = made.planned(world)
    assert world.client("linhai", "investigator").post(page("add_files", milestone), {"key": "k"}).status_code == 422


@pytest.mark.plain
def test_a_path_in_a_name_is_not_believed(world):
    assert upload(world, "../../etc/passwd.pdf", b"%PDF-1.4 x").status_code == 303
    assert WorkFile.objects.get().name == "passwd.pdf"


@pytest.mark.plain
def test_a_download_is_an_attachment_under_its_own_name(world):
    file = made.in_work(world, files=("试制报告 第三版.pdf",)).work_files.get()
    answered = world.client("linhai", "officer").get(reverse("projects:download", args=[file.uid]))
    assert unquote(answered["Content-Disposition"]) == "attachment; filename*=UTF-8''试制报告 第三版.pdf"
    assert (answered["X-Content-Type-Options"], answered["Content-Type"]) == ("nosniff", "application/pdf")


@pytest.mark.plain
def test_what_is_not_submitted_cannot_be_downloaded_by_the_partner(world):
    milestone = made.in_work(world)
    url = reverse("projects:download", args=[milestone.work_files.get().uid])
    assert approver(world).get(url).status_code == 404
    sent = made.submit(world, milestone).files.get()
    url = reverse("projects:download", args=[sent.uid])
    assert (approver(world).get(url).status_code, world.client("stranger", "officer").get(url).status_code) == (200, 404)


@pytest.mark.plain
def test_submitting_from_the_page(world):
    milestone = made.in_work(world)
    said = {"seen": milestone.version, "key": "s", "ai": "none", **{f"met-{c.uid}": "yes" for c in milestone.criteria.all()}}
    client = world.client("linhai", "investigator")
    answered = client.post(page("submit", milestone), said)
    assert answered["Location"] == page("submission", Submission.objects.get())
    assert client.post(page("submit", milestone), said)["Location"] == answered["Location"]  # a double click
    assert client.post(page("submit", milestone), {**said, "key": "t"}).status_code == 409  # the back button
    assert Submission.objects.count() == 1


@pytest.mark.plain
def test_the_plan_is_written_on_its_page(world):
    project = projects.draft(world)
    client = world.client("linhai", "officer")
    party = {p.role: str(p.uid) for p in project.participations.all()}
    said = {"key": "a", "title_zh": "终验", "due": project.end.isoformat(), "weight": "10", "responsible": party["lead"],
            "payment": "1,000.50", "payer": party["partner"], "payee": party["lead"], "pay_within": "30",
            "approvers": [str(world.haoyuan.uid)],
            "criterion_0": "It runs.", "evidence_0": "Protocol"}  # fmt: skip
    assert client.post(reverse("projects:add_milestone", args=[project.uid]), said).status_code == 303
    row = project.milestones.get(position=3)
    assert (row.title_zh, row.payment, [a.institution for a in row.approvers.all()]) == ("终验", 100_050, [world.haoyuan])
    client.post(page("move_milestone", row), {"to": "1", "key": "b"})
    assert list(project.milestones.values_list("title_zh", flat=True)) == ["终验", "里程碑 1", "里程碑 2"]
    text = client.get(reverse("projects:plan", args=[project.uid])).content.decode()
    assert "The weights of the milestones sum to 110 %, not to 100 %." in text


@pytest.mark.plain
@pytest.mark.parametrize(("field", "value"), [
    ("weight", "0"), ("weight", "101"), ("weight", "NaN"), ("due", "2199-01-01"), ("payment", "-1"), ("payment", "1e9"),
    ("payment", "999999999999999999"), ("payer", ""), ("title_en", ""),
])  # fmt: skip
def test_a_plan_that_cannot_be_is_refused_at_the_field(world, field, value):
    project = projects.draft(world)
    party = {p.role: str(p.uid) for p in project.participations.all()}
    said = {"key": "a", "title_en": "Last", "due": project.end.isoformat(), "weight": "10", "responsible": party["lead"],
            "payment": "5", "payer": party["partner"], "payee": party["lead"], "pay_within": "30", field: value}  # fmt: skip
    answered = world.client("linhai", "officer").post(reverse("projects:add_milestone", args=[project.uid]), said)
    assert (answered.status_code, project.milestones.count()) == (422, 2)
    assert answered.context["form"].errors.keys() == {field}


@pytest.mark.plain
def test_finance_records_what_came_in(world):
    made.accepted(world)
    income = ExpectedIncome.objects.get()
    said = {"key": "r", "banked": "800,000.00", "received_on": clock.today("Asia/Shanghai").isoformat(), "bank_reference": "B-1"}
    client = world.client("linhai", "finance")
    assert client.post(page("receive_income", income), said).status_code == 303
    assert client.get(reverse("projects:income"), {"state": "matched"}).context["shown"][0]["income"] == income
    assert client.get(reverse("projects:income"), {"state": "late"}).context["shown"] == []


@pytest.mark.plain
def test_lists_ask_the_same_number_of_questions_however_long_they_are(world, django_assert_num_queries):
    made.accepted(world)
    client = world.client("linhai", "finance")
    client.get(reverse("projects:income"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("projects:income"))
    made.accepted(world, title="Second")
    made.accepted(world, title="Third")
    with django_assert_num_queries(len(one)):
        client.get(reverse("projects:income"))
