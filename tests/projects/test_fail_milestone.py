"""A milestone that did not succeed closes with lessons and parts, agreed by all parties."""
import pytest
from django.db import IntegrityError, transaction

from governance.models import Voice
from projects import actions
from projects.models import Failure, FailurePart, Milestone
from record.errors import Invalid, NotAllowed, WrongState
from record.models import new_uid
from tests.world import milestones as made
from tests.world import projects

S = Milestone.State


def propose(world, milestone, parts=((60, "linhai"), (40, "haoyuan")), **said) -> Failure:
    said = {"reasons": "The separator dissolves.", "lessons": "Test the separator first.", "seen": made.again(milestone).version} | said
    return actions.propose_failure(
        actor=world.actor("linhai", "officer"), milestone=milestone,
        parts=[(world.institutions[name], part) for part, name in parts], **said,
    )  # fmt: skip


def agree(world, failure):
    projects.vote(world.actor("linhai", "approver"), failure)
    projects.vote(world.actor("haoyuan", "partner_approver"), failure)


def test_all_parties_agree_who_bears_what(world):
    milestone = made.in_work(world)
    failure = propose(world, milestone)
    projects.vote(world.actor("linhai", "approver"), failure)
    assert made.again(milestone).state == S.IN_WORK
    projects.vote(world.actor("haoyuan", "partner_approver"), failure)
    assert made.again(milestone).state == S.FAILED
    assert [(p.institution.name_en, p.part) for p in failure.parts.all()] == [("Linhai University", 60), ("Haoyuan Energy", 40)]


def test_a_no_leaves_it_as_it_was(world):
    milestone = made.in_work(world)
    projects.vote(world.actor("haoyuan", "partner_approver"), propose(world, milestone), Voice.Value.NO, "You gave up too early.")
    assert made.again(milestone).state == S.IN_WORK


def test_parts_sum_to_the_whole(world):
    with pytest.raises(Invalid) as error:
        propose(world, made.in_work(world), parts=((60, "linhai"), (50, "haoyuan")))
    assert str(error.value) == "The parts sum to 110, the whole is 100."


def test_the_database_itself_refuses_parts_that_do_not_sum(world):
    milestone = made.in_work(world)
    uid = new_uid()
    with pytest.raises(IntegrityError), transaction.atomic():
        FailurePart.objects.create(failure_id=uid, line=1, institution=world.linhai, part=99)
        Failure.objects.create(uid=uid, milestone=milestone, reasons="r", lessons="l", proposed_by=world.member("linhai", "officer"))


@pytest.mark.parametrize("missing", ["reasons", "lessons"])
def test_it_says_what_happened_and_what_was_learnt(world, missing):
    with pytest.raises(Invalid) as error:
        propose(world, made.in_work(world), **{missing: " "})
    assert error.value.field == missing


def test_nothing_is_submitted_while_the_parties_are_asked(world):
    milestone = made.in_work(world)
    propose(world, milestone)
    with pytest.raises(Invalid):
        made.submit(world, milestone)


def test_what_is_before_its_approvers_does_not_fail(world):
    submission = made.submitted(world)
    with pytest.raises(WrongState):
        propose(world, submission.milestone)


def test_whoever_proposed_it_withdraws_it(world):
    failure = propose(world, made.in_work(world))
    with pytest.raises(NotAllowed):
        actions.withdraw_failure(actor=world.actor("haoyuan", "officer"), failure=failure)
    actions.withdraw_failure(actor=world.actor("linhai", "officer"), failure=failure)
    assert made.submit(world, failure.milestone).number == 1


def test_a_failed_milestone_lets_the_project_close(world):
    first = made.in_work(world)
    agree(world, propose(world, first))
    agree(world, propose(world, first.project.milestones.get(position=2)))
    project = made.again(first.project)
    actions.begin_closing(actor=world.actor("linhai", "officer"), project=project, seen=project.version, reasons="Both failed.")
    assert made.again(project).state == "closing"
