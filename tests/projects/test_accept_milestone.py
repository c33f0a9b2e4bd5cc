"""Deciding on a submission: who may, what each answer does, and what it is bound to."""
from datetime import timedelta

import pytest

from accounts.models import Person
from governance.actions import cast_vote
from governance.models import Decision, Voice
from projects import actions
from projects.models import ExpectedIncome, Milestone
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import milestones as made
from tests.world import projects

S, V = Milestone.State, Voice.Value


def begin(world):
    return made.submitted(world)


@pytest.fixture
def submission(beginning):
    return beginning


def approver(world):
    return world.actor("haoyuan", "partner_approver")


@pytest.mark.plain
def test_the_last_acceptance_accepts_and_makes_the_payment_expected(world):
    milestone = made.accepted(world)
    income = ExpectedIncome.objects.get()
    today = clock.today("Asia/Shanghai")
    assert milestone.state == S.ACCEPTED
    assert (income.payer, income.payee, income.amount, income.currency, income.due) == (
        world.haoyuan, world.linhai, 80_000_000, "CNY", today + timedelta(days=30))  # fmt: skip


@pytest.mark.plain
def test_without_a_payment_nothing_is_expected(world):
    project = projects.draft(world)
    officer = world.actor("linhai", "officer")
    first = project.milestones.get(position=1)
    actions.change_milestone(actor=officer, milestone=first, seen=first.version, payment=0, payer=None, payee=None,
                             criteria=[("It runs", "")], approvers=[world.haoyuan])  # fmt: skip
    actions.propose_project(actor=officer, project=made.again(project), seen=projects.fingerprint(made.again(project)))
    projects.vote(world.actor("linhai", "approver"), project)
    projects.vote(approver(world), project)
    kept = [("Report.pdf", made.blob())]
    actions.add_files(actor=officer, milestone=made.again(first), files=kept)
    made.decide(approver(world), made.submit(world, made.again(first)))
    assert (made.again(first).state, ExpectedIncome.objects.count()) == (S.ACCEPTED, 0)


@pytest.mark.plain
def test_all_required_approvers_have_to_accept(world):
    submission = made.before_two(world)
    made.decide(world.actor("linhai", "approver"), submission)
    assert made.again(submission.milestone).state == S.SUBMITTED
    made.decide(approver(world), submission)
    assert made.again(submission.milestone).state == S.ACCEPTED


def test_one_return_is_enough_and_the_work_goes_on(world, submission):
    made.decide(approver(world), submission, V.RETURN, reasons="Data above 45 °C is missing.")
    assert made.again(submission.milestone).state == S.IN_WORK
    again = made.submit(world, submission.milestone)
    assert (again.number, made.decision_of(again).state) == (2, Decision.State.OPEN)


@pytest.mark.parametrize("value", [V.RETURN, V.NO])
def test_a_return_and_a_rejection_give_reasons(world, submission, value):
    with pytest.raises(Invalid) as error:
        made.decide(approver(world), submission, value)
    assert error.value.field == "reasons"


def test_rejected_it_is_taken_up_again_only_by_whoever_rejected_it(world, submission):
    milestone = submission.milestone
    made.decide(approver(world), submission, V.NO, reasons="This is another cell chemistry.")
    assert made.again(milestone).state == S.REJECTED
    with pytest.raises(NotAllowed):
        actions.take_up_again(actor=world.actor("linhai", "approver"), milestone=milestone, reasons="Please.")
    actions.take_up_again(actor=approver(world), milestone=milestone, reasons="Agreed by telephone.")
    assert made.again(milestone).state == S.IN_WORK
    page = world.client("linhai", "viewer").get(f"/projects/milestones/{milestone.uid}/").content.decode()
    assert "Agreed by telephone." in page


@pytest.mark.parametrize("who", [("haoyuan", "officer"), ("haoyuan", "viewer"), ("haoyuan", "finance"), ("haoyuan", "administrator"),
                                 ("linhai", "approver"), ("linhai", "officer"), ("linhai", "auditor")])  # fmt: skip
def test_only_an_approver_of_the_institution_that_is_asked_decides(world, submission, who):
    with pytest.raises(NotAllowed):
        made.decide(world.actor(*who), submission)


def test_a_stranger_sees_nothing_to_decide(world, submission):
    with pytest.raises(NotVisible):
        made.decide(world.actor("stranger", "approver"), submission)


@pytest.mark.plain
def test_the_submitter_cannot_decide(world):
    both = ("officer", "approver")
    submission = _by(world, both)
    with pytest.raises(NotAllowed):
        made.decide(world.actor("linhai", *both), submission)


@pytest.mark.plain
def test_whoever_put_a_file_there_cannot_decide(world):
    submission = _by(world, ("officer", "approver"), submitter=("investigator",))
    with pytest.raises(NotAllowed):
        made.decide(world.actor("linhai", "officer", "approver"), submission)


@pytest.mark.plain
def test_the_submitters_second_account_cannot_decide(world):
    submission = _by(world, ("officer",))
    first, second = world.person("linhai", "officer"), world.person("linhai", "approver")
    Person.objects.filter(pk=second.pk).update(same_as=first)
    with pytest.raises(NotAllowed):
        made.decide(world.actor("linhai", "approver"), submission)


def _by(world, roles, submitter=None):
    """Linhai has to accept, too; files by `roles`, submitted by `submitter` or the same."""
    project = projects.draft(world)
    officer, first = world.actor("linhai", "officer"), project.milestones.get(position=1)
    actions.change_milestone(actor=officer, milestone=first, seen=first.version, criteria=[("It runs", "")],
                             approvers=[world.linhai, world.haoyuan])  # fmt: skip
    actions.propose_project(actor=officer, project=made.again(project), seen=projects.fingerprint(made.again(project)))
    projects.vote(world.actor("linhai", "approver", name="dean"), project)
    projects.vote(approver(world), project)
    actions.add_files(actor=world.actor("linhai", *roles), milestone=made.again(first), files=[("R.pdf", made.blob())])
    return made.submit(world, made.again(first), by=("linhai", *(submitter or roles)))


def test_what_was_not_read_is_not_decided_on(world, submission):
    with pytest.raises(Stale):
        made.decide(approver(world), submission, seen="0" * 64)


@pytest.mark.plain
def test_nobody_decides_twice(world):
    submission = made.before_two(world)
    made.decide(world.actor("linhai", "approver"), submission)
    with pytest.raises(NotAllowed):
        made.decide(world.actor("linhai", "approver"), submission)


def test_what_was_taken_back_is_not_decided_on(world, submission):
    actions.withdraw_submission(actor=world.actor("linhai", "officer"), submission=submission)
    with pytest.raises(WrongState):
        made.decide(approver(world), submission)


def test_the_generic_vote_accepts_too_but_sets_no_conditions(world, submission):
    decision = made.decision_of(submission)
    with pytest.raises(Invalid):
        cast_vote(actor=approver(world), decision=decision, seen=decision.fingerprint, value=V.CONDITIONS, reasons="If …")
    cast_vote(actor=approver(world), decision=decision, seen=decision.fingerprint, value=V.YES)
    assert made.again(submission.milestone).state == S.ACCEPTED


def test_what_is_before_the_approvers_is_not_amended(world, submission):
    project = made.again(submission.milestone.project)
    change = {"of": "milestone", "uid": str(submission.milestone.uid), "field": "payment", "new": 1}
    with pytest.raises(Invalid):
        actions.propose_amendment(actor=world.actor("linhai", "officer"), project=project, seen=project.version,
                                  reason="Cheaper.", since=project.start, changes=[change])  # fmt: skip


@pytest.mark.plain
def test_ending_the_project_early_cancels_what_is_open_and_keeps_what_was_accepted(world):
    accepted = made.accepted(world)
    project = made.again(accepted.project)
    second = project.milestones.get(position=2)
    actions.add_files(actor=world.actor("linhai", "investigator"), milestone=second, files=[("R.pdf", made.blob())])
    submission = made.submit(world, made.again(second))
    project = made.again(project)
    change = {"of": "project", "uid": str(project.uid), "field": "state", "new": "ended_early"}
    amendment = actions.propose_amendment(
        actor=world.actor("linhai", "officer"), project=project, seen=project.version, reason="No supplier.",
        since=clock.today("Asia/Shanghai"), changes=[change],
    )  # fmt: skip
    projects.vote(world.actor("linhai", "approver"), amendment)
    projects.vote(approver(world), amendment)
    assert [made.again(accepted).state, made.again(second).state] == [S.ACCEPTED, S.CANCELLED]
    assert made.decision_of(submission).state == Decision.State.VOID


@pytest.mark.plain
def test_a_project_does_not_close_over_open_milestones(world):
    milestone = made.accepted(world)
    project = made.again(milestone.project)
    with pytest.raises(Invalid):
        actions.begin_closing(actor=world.actor("linhai", "officer"), project=project, seen=project.version, reasons="Done.")
