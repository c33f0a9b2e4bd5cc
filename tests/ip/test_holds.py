"""One share is held, the rest is paid; it is let go by two people, to the person or to another split."""
import pytest
from django.urls import reverse as reverse_url

from ip.actions import distributions, holds, reversals
from ip.models import Distribution, Hold
from ip.owed import lines_owed
from record.errors import Invalid, NotAllowed, WrongState
from tests.ip.test_distributions import held
from tests.world import money

H = Hold.State


def begin(world):
    return money.posted(world)


@pytest.fixture
def distribution(beginning):
    return beginning


def line_of(distribution, role="investigator", world=None):
    return distribution.lines.get(person=world.person("linhai", role), adjusts=None)


@pytest.mark.plain
def test_a_share_held_before_the_decision_is_asked_anew_and_posted_apart(world):
    distribution = money.prepared(world, money.licensed(world))
    before = distribution.fingerprint
    holds.hold_share(actor=world.actor("linhai", "approver"), line=line_of(distribution, world=world), reasons="An objection was raised.")
    distribution.refresh_from_db()
    assert distribution.fingerprint != before
    assert money.decide(world, distribution).state == Distribution.State.POSTED
    assert (held("held"), held("person")) == (-8_000_000, -12_000_000)


def test_a_share_held_after_posting_moves_from_payable_to_held(world, distribution):
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line_of(distribution, world=world), reasons="An objection.")
    assert (held("held"), held("person")) == (-8_000_000, -12_000_000)
    assert sum(line.owed for line in lines_owed()) == 12_000_000


@pytest.mark.plain
def test_what_is_paid_cannot_be_held(world):
    distribution = money.whole(world)
    with pytest.raises(WrongState):
        holds.hold_share(actor=world.actor("linhai", "finance"), line=line_of(distribution, world=world), reasons="Too late.")


def test_a_hold_needs_reasons_and_a_money_role(world, distribution):
    line = line_of(distribution, world=world)
    with pytest.raises(Invalid):
        holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons=" ")
    with pytest.raises(NotAllowed):
        holds.hold_share(actor=world.actor("linhai", "auditor"), line=line, reasons="I doubt it.")


@pytest.mark.plain
def test_while_a_dispute_lasts_the_next_share_is_held_too(world):
    deal = money.licensed(world)
    first = money.posted(world, deal)
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line_of(first, world=world), reasons="An objection.")
    second = money.posted(world, deal)
    assert Hold.objects.get(line__distribution=second).why == "disputed"


def released(world, hold, to):
    holds.propose_release(actor=world.actor("linhai", "finance"), hold=hold, to=to, seen=hold.version)
    money.agree(world, hold)
    return Hold.objects.get(pk=hold.pk)


@pytest.mark.plain
def test_a_signed_share_is_released_to_its_person(world):
    distribution = money.posted(world, money.licensed(world, sign=False))
    hold = Hold.objects.get(line=line_of(distribution, world=world))
    assert released(world, hold, [(world.person("linhai", "investigator"), 1)]).state == H.RELEASED
    assert (held("person"), held("held")) == (-8_000_000, -12_000_000)
    assert distribution.lines.exclude(adjusts=None).count() == 0


@pytest.mark.plain
def test_a_share_is_released_to_another_split_and_the_lines_still_sum_to_the_amount(world):
    distribution = money.posted(world, amount=25_000_001)
    line = line_of(distribution, world=world)
    hold = holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="Somebody was overlooked.")
    otto, pia = world.person("linhai", "investigator"), world.person("linhai", "broker")
    released(world, hold, [(otto, "3/5"), (pia, "2/5")])
    assert held("person", otto) == -4_800_001
    assert held("person", pia) == -3_200_000
    assert held("held") == 0
    assert sum(row.amount for row in distribution.lines.all()) == distribution.amount
    assert {row.person: row.owed for row in lines_owed().filter(person=pia)} == {pia: 3_200_000}


@pytest.mark.plain
def test_the_release_is_approved_by_another_who_does_not_gain(world):
    distribution = money.posted(world, money.licensed(world, sign=False))
    hold = Hold.objects.get(line=line_of(distribution, world=world))
    to = [(world.person("linhai", "approver"), 1)]
    holds.propose_release(actor=world.actor("linhai", "finance"), hold=hold, to=to, seen=hold.version)
    with pytest.raises(NotAllowed):
        money.agree(world, hold)


@pytest.mark.plain
def test_parts_of_a_release_sum_to_one(world):
    hold = Hold.objects.filter(line__distribution=money.posted(world, money.licensed(world, sign=False))).first()
    with pytest.raises(Invalid):
        holds.propose_release(actor=world.actor("linhai", "finance"), hold=hold, to=[(hold.line.person, "3/5")], seen=hold.version)
    hold.refresh_from_db()
    assert hold.state == H.HELD


@pytest.mark.plain
def test_a_release_not_agreed_is_held_on(world):
    hold = Hold.objects.filter(line__distribution=money.posted(world, money.licensed(world, sign=False))).first()
    holds.propose_release(actor=world.actor("linhai", "finance"), hold=hold, to=[(hold.line.person, 1)], seen=hold.version)
    money.agree(world, hold, value="no", reasons="The paper is not there yet.")
    hold.refresh_from_db()
    assert (hold.state, held("person")) == (H.HELD, 0)


def reverse(world, distribution):
    distribution.refresh_from_db()
    reversals.propose_reversal(actor=world.actor("linhai", "finance"), distribution=distribution, seen=distribution.fingerprint,
                               reasons="The bank took it back.")  # fmt: skip
    money.agree(world, distribution)
    distribution.refresh_from_db()


@pytest.mark.plain
def test_a_reversal_takes_back_what_was_posted_and_released(world):
    deal = money.licensed(world, sign=False)
    money.spent(world, deal.asset, 1_000_000)
    distribution = money.posted(world, deal)
    hold = Hold.objects.get(line=line_of(distribution, world=world))
    released(world, hold, [(world.person("linhai", "investigator"), "1/2"), (world.person("linhai", "broker"), "1/2")])
    reverse(world, distribution)
    assert distribution.state == "reversed"
    assert distribution.posting.reversed_by.reverses == distribution.posting
    assert (held("person"), held("held"), held("unit"), held("costs")) == (0, 0, 0, 1_000_000)
    assert held("undistributed") == -25_000_000
    assert lines_owed().count() == 0


@pytest.mark.plain
def test_a_reversal_ends_a_release_that_waits(world):
    distribution = money.posted(world, money.licensed(world, sign=False))
    hold = Hold.objects.filter(line__distribution=distribution).first()
    holds.propose_release(actor=world.actor("linhai", "finance"), hold=hold, to=[(hold.line.person, 1)], seen=hold.version)
    reverse(world, distribution)
    hold.refresh_from_db()
    assert hold.state == H.HELD


def test_after_a_reversal_the_right_one_is_prepared(world, distribution):
    reverse(world, distribution)
    again = distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=distribution.part)
    assert (again.life_to_date, money.decide(world, again).state) == (0, "posted")


def test_a_reversal_takes_two(world, distribution):
    both = world.actor("linhai", "finance", "approver", name="both")
    reversals.propose_reversal(actor=both, distribution=distribution, seen=distribution.fingerprint, reasons="Wrong.")
    with pytest.raises(NotAllowed):
        money.agree(world, distribution, who=("finance", "approver"), name="both")
    money.agree(world, distribution, value="no", reasons="It is right.")
    distribution.refresh_from_db()
    assert distribution.state == "posted"


def test_nobody_decides_on_a_release_that_was_not_proposed(world, distribution):
    hold = holds.hold_share(actor=world.actor("linhai", "finance"), line=line_of(distribution, world=world), reasons="An objection.")
    said = {"seen": hold.fingerprint, "value": "yes", "key": "one"}
    assert world.client("linhai", "approver").post(reverse_url("ip:decide_release", args=[hold.uid]), said).status_code == 409
