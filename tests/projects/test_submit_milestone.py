"""Handing in a milestone: who may, what is refused, and that what was handed in never changes."""
import pytest
from django.db import IntegrityError, transaction

from governance.models import Decision
from projects import actions
from projects.delivery import submission_fingerprint
from projects.models import Milestone, Submission, WorkFile
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import milestones as made
from tests.world import projects

S = Milestone.State


def begin(world):
    return made.in_work(world)


@pytest.fixture
def milestone(beginning):
    return beginning


def test_files_put_ready_begin_the_work(milestone):
    assert milestone.state == S.IN_WORK


@pytest.mark.plain
def test_a_submission_waits_for_each_required_approver(world):
    submission = made.submitted(world)
    decision = made.decision_of(submission)
    assert (made.again(submission.milestone).state, decision.state) == (S.SUBMITTED, Decision.State.OPEN)
    assert [seat.institution for seat in decision.seats.all()] == [world.haoyuan]
    assert decision.fingerprint == submission_fingerprint(submission)


@pytest.mark.parametrize("by", [("linhai", "officer"), ("linhai", "lead"), ("linhai", "investigator")])
def test_staff_and_investigator_of_the_party_that_delivers_submit(world, milestone, by):
    assert made.submit(world, milestone, by=by).number == 1


@pytest.mark.parametrize("by", [("haoyuan", "officer"), ("linhai", "finance"), ("linhai", "viewer"), ("linhai", "contributor"),
                                ("linhai", "auditor"), ("haoyuan", "partner_approver")])  # fmt: skip
def test_nobody_else_submits(world, milestone, by):
    with pytest.raises(NotAllowed):
        made.submit(world, milestone, by=by)


def test_a_stranger_does_not_learn_that_it_is_there(world, milestone):
    with pytest.raises(NotVisible):
        made.submit(world, milestone, by=("stranger", "officer"))


@pytest.mark.plain
def test_the_team_puts_files_ready_but_does_not_submit(world):
    milestone = made.in_work(world, by=("linhai", "contributor"))
    assert milestone.work_files.count() == 1
    with pytest.raises(NotAllowed):
        made.submit(world, milestone, by=("linhai", "contributor"))


@pytest.mark.plain
def test_nothing_is_submitted_without_a_file(world):
    milestone = made.planned(world)
    actions.begin_work(actor=world.actor("linhai", "officer"), milestone=milestone)
    with pytest.raises(Invalid) as error:
        made.submit(world, milestone)
    assert error.value.field == "files"


def test_every_criterion_is_assessed(world, milestone):
    with pytest.raises(Invalid) as error:
        made.submit(world, milestone, assessments=[(milestone.criteria.first(), "yes", "")])
    assert error.value.field == "assessments"


def test_the_use_of_ai_is_declared_and_named(world, milestone):
    with pytest.raises(Invalid) as error:
        made.submit(world, milestone, ai="assisted")
    assert error.value.field == "ai_note"


def test_exactly_the_files_that_were_read_are_submitted(world, milestone):
    read = milestone.version
    actions.add_files(actor=world.actor("linhai", "investigator"), milestone=milestone, files=[("Late.pdf", made.blob(b"%PDF-1.4 late"))])
    with pytest.raises(Stale):
        made.submit(world, milestone, seen=read)


def test_it_is_submitted_once(world, milestone):
    made.submit(world, milestone)
    with pytest.raises(WrongState):
        made.submit(world, milestone)


@pytest.mark.plain
@pytest.mark.parametrize("name", ["../report.pdf", "a\nb.pdf", "a\\b.pdf", "", ".", "x" * 201])
def test_a_name_that_is_none_is_refused_at_the_field(world, name):
    with pytest.raises(Invalid) as error:
        made.in_work(world, files=(name,))
    assert error.value.field == "files"


@pytest.mark.plain
def test_a_chinese_name_stays_as_it_is(world):
    assert made.in_work(world, files=("试制报告 第三版.pdf",)).work_files.get().name == "试制报告 第三版.pdf"


@pytest.mark.plain
def test_two_files_of_one_name_for_one_criterion_are_refused(world):
    with pytest.raises(Invalid):
        made.in_work(world, files=("a.pdf", "a.pdf"))


def test_what_is_put_ready_is_seen_by_the_own_party_only(world, milestone):
    seen = [WorkFile.objects.visible_to(world.actor(*who)).filter(milestone=milestone).count()
            for who in (("linhai", "officer"), ("haoyuan", "officer"), ("stranger", "officer"))]  # fmt: skip
    assert seen == [1, 0, 0]


@pytest.mark.plain
def test_taken_back_it_can_be_changed_and_submitted_again(world):
    submission = made.submitted(world)
    milestone = submission.milestone
    actions.withdraw_submission(actor=world.actor("linhai", "officer"), submission=submission)
    assert (made.again(milestone).state, made.decision_of(submission).state) == (S.IN_WORK, Decision.State.VOID)
    actions.take_file_away(actor=world.actor("linhai", "officer"), file=milestone.work_files.get())
    kept = [("Better.pdf", made.blob(b"%PDF-1.4 better"))]
    actions.add_files(actor=world.actor("linhai", "officer"), milestone=milestone, files=kept)
    again = made.submit(world, milestone)
    names = [[file.name for file in row.files.all()] for row in Submission.objects.order_by("number")]
    assert (again.number, names) == (2, [["Trial report.pdf"], ["Better.pdf"]])


@pytest.mark.plain
def test_the_database_keeps_a_submission_as_it_was(world):
    submission = made.submitted(world)
    for rows, change in ((Submission, {"note": "x"}), (type(submission.files.first()), {"name": "x"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.objects.update(**change)


def test_nothing_is_handed_in_while_the_project_rests(world, milestone):
    project = milestone.project
    actions.suspend_project(actor=world.actor("linhai", "officer"), project=project, seen=project.version, reasons="Furnace broke.")
    with pytest.raises(WrongState):
        made.submit(world, milestone)


@pytest.mark.plain
def test_the_plan_must_sum_before_it_is_proposed(world):
    project = projects.draft(world)
    actions.drop_milestone(actor=world.actor("linhai", "officer"), milestone=project.milestones.get(position=1))
    with pytest.raises(Invalid) as error:
        project = made.again(project)
        actions.propose_project(actor=world.actor("linhai", "officer"), project=project, seen=projects.fingerprint(project))
    assert str(error.value) == "The weights of the milestones sum to 60 %, not to 100 %."
