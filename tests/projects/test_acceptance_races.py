"""Two people at the same moment: what is decided once is decided once, with real threads on a real PostgreSQL."""
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import QuerySet

from governance.models import Voice
from projects import actions
from projects.delivery import submission_fingerprint
from projects.models import ExpectedIncome, Milestone, Submission
from record.errors import DomainError
from tests.world import milestones as made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]
S = Milestone.State


def together(*writes) -> list[str]:
    """Run all at once, each on a connection of its own; how each ended, by name."""
    gate = Barrier(len(writes))

    def run(write):
        try:
            gate.wait()
            write()
        except DomainError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writes)) as pool:
        return list(pool.map(run, writes))


def voice(world, submission, *who, value="yes", **said):
    actor, seen = world.actor(*who), submission_fingerprint(submission)
    return lambda: made.decide(actor, submission, value, seen=seen, **said)


def test_two_institutions_accept_at_once_and_the_milestone_is_accepted_once(world):
    submission = made.before_two(world)
    ends = together(voice(world, submission, "haoyuan", "partner_approver"), voice(world, submission, "linhai", "approver"))
    assert ends == ["done", "done"]
    assert (made.again(submission.milestone).state, ExpectedIncome.objects.count()) == (S.ACCEPTED, 1)


def test_without_the_lock_both_would_accept_and_nobody_would_notice(world, monkeypatch):
    """The control: each sees the other's seat still empty, so that neither is the last."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **said: rows)
    monkeypatch.setattr("record.actions._reads", {})  # reads that were made with the lock
    states = set()
    for _try in range(60):  # how often it happens depends on the machine; that it happens does not
        submission = made.before_two(world)
        together(voice(world, submission, "haoyuan", "partner_approver"), voice(world, submission, "linhai", "approver"))
        states.add(made.again(submission.milestone).state)
        if S.SUBMITTED in states:
            break
    assert S.SUBMITTED in states


def test_two_approvers_of_one_institution_fill_one_seat_once(world):
    submission = made.submitted(world)
    people = [("haoyuan", "partner_approver"), ("haoyuan", "approver")]
    ends = together(*(voice(world, submission, *who) for who in people))
    assert Counter(ends) == {"done": 1, "WrongState": 1}
    assert Voice.objects.filter(decision__subject=submission.uid).count() == 1


def test_an_acceptance_and_a_withdrawal_at_once_are_one_of_them(world):
    submission, actor = made.submitted(world), world.actor("linhai", "investigator")
    ends = together(
        voice(world, submission, "haoyuan", "partner_approver"),
        lambda: actions.withdraw_submission(actor=actor, submission=submission),
    )
    assert Counter(ends) == {"done": 1, "WrongState": 1}
    state = S.ACCEPTED if ends[0] == "done" else S.IN_WORK
    assert (made.again(submission.milestone).state, ExpectedIncome.objects.count()) == (state, int(ends[0] == "done"))


def test_two_submissions_at_once_are_one(world):
    milestone = made.in_work(world)
    said = [(criterion, "yes", "") for criterion in milestone.criteria.all()]
    actors = [world.actor("linhai", "investigator"), world.actor("linhai", "officer")]

    def submit(actor):
        return lambda: actions.submit_milestone(
            actor=actor, milestone=milestone, seen=str(milestone.version), assessments=said, ai="none"
        )

    ends = together(*(submit(actor) for actor in actors))
    assert (ends.count("done"), Submission.objects.count()) == (1, 1)


def test_a_file_added_while_it_is_submitted_is_in_it_or_stops_it(world):
    milestone = made.in_work(world)
    said = [(criterion, "yes", "") for criterion in milestone.criteria.all()]
    actor, content = world.actor("linhai", "investigator"), made.blob(b"late", "late.txt")
    ends = together(
        lambda: actions.submit_milestone(actor=actor, milestone=milestone, seen=str(milestone.version), assessments=said, ai="none"),
        lambda: actions.add_files(actor=actor, milestone=milestone, files=[("late.txt", content)]),
    )
    assert Counter(ends) in ({"done": 1, "Stale": 1}, {"done": 1, "WrongState": 1})
