"""What was altered, or put in, beneath the actions and then acted upon: the record says so before it vouches for it."""
import json

import pytest
from django.core import mail
from django.db import connection

from audit.actions import export_evidence
from governance.sending import deliver
from incentives.actions import pay_reward
from ip.actions import holds, reversals
from projects.actions import change_milestone
from record import clock, guards
from record.consumers import run_all
from record.models import Event, new_uid
from tests.audit.test_beneath import raw
from tests.audit.test_recompute import beneath
from tests.audit.test_verification import begun, ran
from tests.world import accounts, milestones, money, projects
from tests.world.incentives import decided


def begin(world):
    """A posted distribution, whose auditors are told what is done beneath."""
    distribution = money.posted(world)
    for role in ("auditor", "administrator"):
        world.member("linhai", role)
    accounts.roles_told(world)
    run_all()
    deliver()
    return distribution, Event.objects.latest("pk").pk


@pytest.fixture
def distribution(beginning):
    return milestones.again(beginning[0])


@pytest.fixture
def told(beginning):
    return lambda: said_since(beginning[1])


def said_since(event: int) -> list[tuple[str, str, list]]:
    """(kind, model, columns and parts) of what the record says was done beneath."""
    rows = Event.objects.filter(kind__startswith="row.", pk__gt=event).order_by("pk").values_list("kind", "of", "body")
    return [(kind, of, json.loads(bytes(body))["facts"].get("columns", [])) for kind, of, body in rows]


def put_in(row, **other):
    """A copy of a row that somebody puts in with the guards down."""
    for name, value in {"pk": None, "uid": new_uid(), **other}.items():
        setattr(row, name, value)
    row._state.adding = True
    guards.drop(connection)
    row.save()
    guards.install(connection)
    return row


def reverse(world, distribution):
    finance = world.actor("linhai", "finance")
    return reversals.propose_reversal(actor=finance, distribution=distribution, seen=distribution.version, reasons="The wrong asset.")


def test_what_actions_do_themselves_is_no_alteration(world, distribution, told):
    line = distribution.lines.filter(kind="person").first()
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="Somebody was overlooked.")
    money.paid(world, distribution, distribution.lines.filter(kind="person").last().person)
    milestones.accepted(world)
    run_all()
    assert told() == []


def test_lines_that_were_altered_are_named_by_whatever_is_done_with_their_distribution(world, distribution, told):
    beneath("UPDATE ip_distributionline SET extra = extra + 1 WHERE distribution_id = %s", distribution.pk)
    reverse(world, distribution)
    assert told() == [("row.altered", "ip.distribution", ["lines"])]


def test_a_posting_that_was_altered_is_named_by_the_action_that_posts_more_for_the_same_row(world, distribution, told):
    reverse(world, distribution)
    beneath("UPDATE ledger_posting SET kind = 'receipt' WHERE source = %s", raw(distribution.uid))
    projects.vote(world.actor("linhai", "approver"), distribution)
    assert told() == [("row.altered", "ip.distribution", ["postings"])]


def test_a_voice_that_was_altered_is_named_by_the_next_voice(world, distribution, told):
    submission = milestones.before_two(world)
    milestones.decide(world.actor("linhai", "approver"), submission)
    beneath("UPDATE governance_voice SET reasons = 'I never said so.' WHERE decision_id = %s", milestones.decision_of(submission).pk)
    milestones.decide(world.actor("haoyuan", "partner_approver"), submission)
    assert told() == [("row.altered", "governance.decision", ["voices"])]


def test_a_criterion_that_was_put_in_is_named_also_where_the_action_writes_all_of_them_anew(world, distribution, told):
    milestone = projects.draft(world).milestones.get(position=1)
    put_in(milestone.criteria.first(), position=9)
    change_milestone(actor=world.actor("linhai", "officer"), milestone=milestone, seen=milestone.version, criteria=[("It runs", "")], approvers=[world.haoyuan])
    assert told() == [("row.altered", "projects.milestone", ["criteria"])]


def test_a_row_that_is_only_spoken_of_is_looked_at_too(world, distribution, told):
    beneath("UPDATE partners_institution SET name_en = 'Another house' WHERE id = %s", world.linhai.pk)
    export_evidence(actor=world.actor("linhai", "auditor"), distribution=distribution, digest="0" * 64)
    assert told() == [("row.altered", "partners.institution", ["name_en"])]


def test_a_row_that_no_action_made_stays_known_when_somebody_acted_on_it_and_auditors_are_written_to(world, distribution, told):
    reward = put_in(decided(world))
    mail.outbox.clear()
    pay_reward(actor=world.actor("linhai", "finance"), reward=reward, seen=reward.version, paid_on=clock.today("Asia/Shanghai"))
    run_all()
    deliver()
    assert told() == [("row.unknown", "incentives.reward", [])]
    (sent, _administrator) = [sent for sent in mail.outbox if "beneath" in sent.subject]
    assert "no action of Trihelix made it" in sent.body
    run = ran(begun(world))
    assert [(found["code"], found["of"]) for found in run.findings] == [("unmade", "incentives.reward")]
