"""A full disk, half a bundle of files, lost files, a form sent twice: a message, and nothing half-done."""
import errno
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects import actions
from projects.delivery import text_changes
from projects.models import Condition, ExpectedIncome, Milestone, Submission, WorkFile
from record import clock
from record.errors import WrongState
from record.models import Blob, new_uid
from tests.world import milestones as made

S = Milestone.State
INVESTIGATOR, COMPANY, OFFICE = ("linhai", "investigator"), ("haoyuan", "partner_approver"), ("linhai", "approver")


def begin(world):
    return made.in_work(world)


@pytest.fixture
def milestone(beginning):
    return beginning


def url(name, row):
    return reverse(f"projects:{name}", args=[row.uid])


def file(name="report.pdf", content=b"%PDF-1.4 trial report"):
    return SimpleUploadedFile(name, content)


def upload(world, milestone, *files, key=None):
    said = {"files": list(files), "key": key or str(new_uid())}
    return world.client(*INVESTIGATOR).post(url("add_files", milestone), said)


@pytest.mark.plain
def test_one_wrong_file_of_three_puts_none_ready(world):
    milestone = made.planned(world)
    answered = upload(world, milestone, file("a.pdf"), file("b.pdf", b""), file("c.pdf"))
    assert answered.context["form"].errors["files"] == ["b.pdf: The file is empty."]
    assert (WorkFile.objects.count(), made.again(milestone).state) == (0, S.PLANNED)


@pytest.mark.plain
def test_a_full_disk_is_said_and_leaves_nothing(world, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    milestone = made.planned(world)
    answered = upload(world, milestone, file())
    assert answered.context["form"].errors["files"] == ["report.pdf: The file could not be stored: No space left on device"]
    assert (WorkFile.objects.count(), Blob.objects.count(), made.again(milestone).state) == (0, 0, S.PLANNED)


@pytest.mark.plain
@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "长" * 201 + ".pdf", "a\u202egpj.pdf", "a\u0007.pdf", "a\nb.pdf"])
def test_a_name_that_is_too_long_or_hides_something_is_never_kept(world, name):
    assert upload(world, made.planned(world), file(name)).status_code in (303, 422)
    assert all(len(row.name) <= 200 and row.name.isprintable() for row in WorkFile.objects.all())


@pytest.mark.plain
def test_the_same_upload_twice_puts_it_ready_once(world):
    milestone, key = made.planned(world), str(new_uid())
    ends = [upload(world, milestone, file(), key=key).status_code for _ in range(2)]
    assert (ends, WorkFile.objects.count()) == ([303, 303], 1)


def test_a_double_click_takes_a_file_away_once(world, milestone):
    ready, client, key = milestone.work_files.get(), world.client(*INVESTIGATOR), str(new_uid())
    ends = [client.post(url("take_away", ready), {"key": key}).status_code for _ in range(2)]
    assert (ends, WorkFile.objects.count()) == ([303, 303], 0)


def form_of(milestone, **more):
    said = {"seen": milestone.version, "key": str(new_uid()), "ai": "none"}
    return {**said, **{f"met-{criterion.uid}": "yes" for criterion in milestone.criteria.all()}, **more}


@pytest.mark.parametrize("more, status", [
    ({"seen": ""}, 409), ({"seen": "0"}, 409), ({"seen": "x" * 65}, 422), ({"ai": "robot"}, 422), ({"ai": "generated"}, 422),
    ({"note": "n" * 4001}, 422),
])  # fmt: skip
def test_a_form_that_is_wrong_submits_nothing(world, milestone, more, status):
    answered = world.client(*INVESTIGATOR).post(url("submit", milestone), form_of(milestone, **more))
    assert (answered.status_code, Submission.objects.count()) == (status, 0)


def test_another_form_under_the_same_key_is_not_taken_for_the_first(world, milestone):
    form, client = form_of(milestone), world.client(*INVESTIGATOR)
    client.post(url("submit", milestone), form)
    assert client.post(url("submit", milestone), {**form, "note": "Something else."}).status_code == 409


def test_the_answer_to_one_person_is_not_given_to_another(world, milestone):
    form = form_of(milestone)
    world.client(*INVESTIGATOR).post(url("submit", milestone), form)
    assert world.client("linhai", "officer").post(url("submit", milestone), form).status_code == 409


@pytest.mark.plain
def test_a_page_left_open_while_the_submission_was_taken_back_decides_nothing(world):
    submission, client = made.submitted(world), world.client(*COMPANY)
    seen = client.get(url("submission", submission)).context["form"]["seen"].value()
    world.client(*INVESTIGATOR).post(url("withdraw_submission", submission), {"key": str(new_uid())})
    late = client.post(url("submission", submission), {"seen": seen, "key": str(new_uid()), "value": "yes"})
    assert (late.status_code, made.again(submission.milestone).state) == (409, S.IN_WORK)


@pytest.mark.plain
def test_a_file_that_the_disk_lost_is_said_so(world, settings, tmp_path):
    submission = made.submitted(world)
    settings.FILES_ROOT = tmp_path / "elsewhere"
    assert world.client(*COMPANY).get(url("download", submission.files.get())).status_code == 409


def conditional(world) -> Submission:
    """One of two approvers has set a condition; the other is still asked."""
    submission = made.before_two(world)
    made.decide(world.actor(*COMPANY), submission, "conditions", conditions=[("Repeat at 45 °C.", clock.today("Asia/Shanghai"))])
    return submission


@pytest.mark.plain
def test_a_condition_of_one_holds_when_the_other_accepts_without(world):
    submission = conditional(world)
    made.decide(world.actor(*OFFICE), submission)
    assert (made.again(submission.milestone).state, ExpectedIncome.objects.get().due) == (S.CONDITIONAL, None)


@pytest.mark.plain
def test_a_condition_on_what_was_returned_never_came_into_force(world):
    submission = conditional(world)
    made.decide(world.actor(*OFFICE), submission, "return", reasons="The annex is missing.")
    condition = Condition.objects.get()
    with pytest.raises(WrongState):
        actions.report_condition(actor=world.actor(*INVESTIGATOR), condition=condition, seen=str(condition.version))
    second = made.submit(world, made.again(submission.milestone))
    for who in (COMPANY, OFFICE):
        made.decide(world.actor(*who), second)
    assert made.again(submission.milestone).state == S.ACCEPTED


@pytest.mark.plain
def test_what_was_worded_differently_is_named(world):
    first = made.submitted(world)
    actions.withdraw_submission(actor=world.actor(*INVESTIGATOR), submission=first)
    second = made.submit(world, made.again(first.milestone), note="Now with the raw data.")
    assert text_changes(second, first) == [("Note to the approvers", "", "Now with the raw data.")]
