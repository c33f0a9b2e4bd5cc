"""A reward out of income: a row from the day the money came in, until it is paid or refused."""
from datetime import date

import pytest

from incentives.models import Reward
from incentives.terms import pay_by
from ip.actions import distributions, holds, reversals, sign_share
from ip.models import Share
from record.consumers import run_all
from tests.ip.test_groups import formula, staff
from tests.world import ip as made
from tests.world import money, policies


def begin(world):
    return money.licensed(world)


@pytest.fixture
def deal(beginning):
    return beginning


def states(**where):
    return list(Reward.objects.filter(**where).order_by("pk").values_list("state", flat=True))


def test_a_receipt_makes_everybody_in_the_share_set_expect_a_part_from_that_day(world, deal):
    receipt = money.received(world, deal)
    run_all()
    rewards = Reward.objects.all()
    assert {reward.owed_since for reward in rewards} == {receipt.received_on}
    assert {reward.due for reward in rewards} == {pay_by(receipt.received_on)}
    assert states() == ["eligible"] * 3
    assert {reward.amount for reward in rewards} == {None}


def test_who_has_not_signed_is_expected_and_not_yet_eligible(world):
    money.received(world, money.licensed(world, sign=False))
    run_all()
    assert states() == ["expected"] * 3


@pytest.mark.plain
def test_who_is_in_two_groups_is_eligible_once_both_shares_are_signed(world):
    policies.published(world, formula(), applies_by="")
    asset = made.owned(world, stakes=(("linhai", 1),), completed_on=date(2024, 1, 1))
    both = world.person("linhai", "contributor")
    made.shared(world, asset)
    share_set = staff(world, asset, sign=False)
    money.received(world, made.licence(world, asset))
    run_all()
    assert states(person=both) == ["expected"]
    sign_share(actor=world.actor("linhai", "contributor"), share=Share.objects.get(share_set=share_set, person=both), seen=share_set.fingerprint)
    run_all()
    assert states(person=both) == ["eligible"]


@pytest.mark.plain
def test_one_of_two_signatures_makes_nobody_eligible(world):
    policies.published(world, formula(), applies_by="")
    asset = made.owned(world, stakes=(("linhai", 1),), completed_on=date(2024, 1, 1))
    both = world.person("linhai", "contributor")
    share_set = made.shared(world, asset, sign=False)
    staff(world, asset, sign=False)
    money.received(world, made.licence(world, asset))
    sign_share(actor=world.actor("linhai", "contributor"), share=Share.objects.get(share_set=share_set, person=both), seen=share_set.fingerprint)
    run_all()
    assert states(person=both) == ["expected"]


def test_a_prepared_distribution_proposes_each_persons_line(world, deal):
    distribution = money.prepared(world, deal)
    run_all()
    assert states() == ["proposed"] * 3
    amounts = distribution.lines.filter(person__isnull=False).order_by("line").values_list("person", "amount")
    assert dict(Reward.objects.values_list("person", "amount")) == dict(amounts)


def test_a_posted_distribution_approves_them(world, deal):
    money.posted(world, deal)
    run_all()
    assert states() == ["approved"] * 3


def test_a_payment_pays_the_rewards_whose_lines_it_paid_and_no_other(world, deal):
    distribution = money.posted(world, deal)
    payment = money.paid(world, distribution)
    run_all()
    paid = Reward.objects.get(person__uid=payment.payee)
    assert (paid.state, paid.paid_on) == ("paid", payment.paid_on)
    assert states(state="approved") == ["approved"] * 2


def test_a_returned_distribution_leaves_them_eligible_without_an_amount(world, deal):
    money.decide(world, money.prepared(world, deal), "return")
    run_all()
    assert states() == ["eligible"] * 3
    assert set(Reward.objects.values_list("amount", flat=True)) == {None}


def test_a_reversed_distribution_takes_unpaid_rewards_back_and_the_right_one_proposes_them_anew(world, deal):
    distribution = money.posted(world, deal)
    finance = world.actor("linhai", "finance")
    reversals.propose_reversal(actor=finance, distribution=distribution, seen=distribution.version, reasons="Wrong part")
    money.agree(world, distribution)
    run_all()
    assert states() == ["eligible"] * 3
    distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=distribution.part)
    run_all()
    assert states() == ["proposed"] * 3


def test_following_the_same_events_again_changes_nothing(world, deal):
    money.posted(world, deal)
    run_all()
    before = list(Reward.objects.values())
    run_all()
    assert list(Reward.objects.values()) == before


def test_a_held_share_that_is_released_to_another_split_changes_what_each_is_owed(world, deal):
    distribution = money.posted(world, deal)
    run_all()
    line = distribution.lines.filter(person__isnull=False).order_by("line").first()
    finance, overlooked = world.actor("linhai", "finance"), world.person("linhai", "viewer")
    hold = holds.hold_share(actor=finance, line=line, reasons="Somebody was overlooked.")
    holds.propose_release(actor=finance, hold=hold, to=[(line.person, "3/5"), (overlooked, "2/5")], seen=hold.version)
    money.agree(world, hold)
    run_all()
    owed = dict(Reward.objects.filter(state="approved").values_list("person", "amount"))
    assert owed[line.person_id] + owed[overlooked.pk] == line.amount
    assert owed[overlooked.pk] == line.amount * 2 // 5


def test_programs_are_told_what_an_expected_reward_is_for_as_the_page_tells(world, deal):
    money.received(world, deal)
    run_all()
    browser = world.client("linhai", "finance")
    rows = browser.get("/api/v1/rewards/").json()["results"]
    assert {row["title"] for row in rows} == {deal.asset.title}
    assert browser.get(f"/api/v1/rewards/{rows[0]['uid']}/").json() == rows[0]
