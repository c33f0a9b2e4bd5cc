"""From a receipt to each person: prepared by one, approved by another, posted to the last cent."""
from datetime import date

import pytest
from django.urls import reverse as reverse_url

from accounts.models import Grant, Person
from governance.actions import cast_vote
from governance.models import Decision
from ip.actions import distributions, settlements
from ip.models import Distribution, DistributionLine, Hold
from ip.standing import life_to_date, open_pool, standing
from ledger.balances import total
from ledger.models import Account, Entry, Posting
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.models import About, Event
from tests.world import ip as made
from tests.world import money, policies

S = Distribution.State


def begin(world):
    return money.licensed(world)


@pytest.fixture
def deal(beginning):
    return beginning


def held(kind: str, party=None) -> int:
    accounts = Account.objects.filter(kind=kind, **({"party": party.uid} if party else {}))
    return total(Entry.objects.filter(account__in=accounts))


@pytest.mark.plain
def test_a_posted_distribution_is_one_balanced_entry_to_the_cent(world):
    distribution = money.posted(world, amount=25_000_001)
    assert distribution.state == S.POSTED
    assert [(e.account.kind, e.amount) for e in distribution.posting.entries.select_related("account").order_by("line")] == [
        ("undistributed", 25_000_001), ("person", -8_000_001), ("person", -8_000_000), ("person", -4_000_000),
        ("unit", -2_500_000), ("unit", -2_500_000),
    ]  # fmt: skip
    assert sum(line.amount for line in distribution.lines.all()) == 25_000_001
    assert held("undistributed") == 0
    assert held("bank") == 25_000_001


def test_only_finance_prepares(world, deal):
    receipt = money.received(world, deal)
    for role in ("approver", "administrator", "auditor"):
        with pytest.raises(NotAllowed):
            settlements.prepare_settlement(actor=world.actor("linhai", role), receipt=receipt)
    for actor in (world.actor("linhai", "officer"), world.actor("haoyuan", "finance"), world.actor("stranger", "finance")):
        with pytest.raises(NotVisible):
            settlements.prepare_settlement(actor=actor, receipt=receipt)


def test_another_institution_does_not_see_a_distribution(world, deal):
    distribution = money.prepared(world, deal)
    with pytest.raises(NotVisible):
        distributions.decide_distribution(actor=world.actor("haoyuan", "approver"), distribution=distribution,
                                          seen=distribution.fingerprint, value="yes")  # fmt: skip


def test_whoever_prepared_it_does_not_approve_it(world, deal):
    both = world.actor("linhai", "finance", "approver", name="both")
    receipt = money.received(world, deal)
    settlement = settlements.prepare_settlement(actor=both, receipt=receipt)
    distribution = distributions.prepare_distribution(actor=both, part=settlement.parts.get())
    with pytest.raises(NotAllowed):
        money.decide(world, distribution, who=("finance", "approver"), name="both")


def test_a_second_account_of_the_same_person_does_not_help(world, deal):
    distribution = money.prepared(world, deal)
    finance, approver = world.person("linhai", "finance"), world.person("linhai", "approver")
    Person.objects.filter(pk=approver.pk).update(same_as=finance)
    with pytest.raises(NotAllowed):
        money.decide(world, distribution)


def test_whoever_gains_takes_no_part(world, deal):
    distribution = money.prepared(world, deal)
    Grant.objects.create(membership=world.member("linhai", "investigator"), role="approver", since=date(2024, 1, 1))
    with pytest.raises(NotAllowed, match="gains"):
        money.decide(world, distribution, who=("investigator",))
    assert money.decide(world, distribution).state == S.POSTED


def test_the_approver_may_return_it_with_reasons_and_finance_prepares_it_again(world, deal):
    distribution = money.prepared(world, deal)
    with pytest.raises(Invalid):
        money.decide(world, distribution, "return", reasons="")
    assert money.decide(world, distribution, "return", reasons="The invoice is missing.").state == S.RETURNED
    again = distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=distribution.part)
    assert money.decide(world, again).state == S.POSTED


def test_a_part_is_shared_once(world, deal):
    distribution = money.prepared(world, deal)
    with pytest.raises(WrongState):
        distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=distribution.part)


@pytest.mark.plain
def test_a_decided_distribution_is_not_decided_again(world):
    distribution = money.posted(world)
    with pytest.raises(WrongState):
        money.decide(world, distribution)
    assert Posting.objects.filter(kind="distribution").count() == 1


def test_life_to_date_and_pool_are_summed_from_the_ledger(world, deal):
    money.spent(world, deal.asset, 1_000_000)
    first = money.posted(world, deal, 600_000)
    assert (first.net, life_to_date(first.scope), open_pool(first.scope)) == (0, 0, 400_000)
    second = money.posted(world, deal, 1_000_000)
    assert (second.net, life_to_date(second.scope), open_pool(second.scope)) == (600_000, 600_000, 0)


@pytest.mark.plain
def test_what_was_computed_before_another_receipt_was_posted_is_computed_anew_and_asked_again(world):
    deal = money.licensed(world, key="us-yale", currency="USD")
    first, second = money.prepared(world, deal, 9_000_000), money.prepared(world, deal, 9_000_000)
    assert money.decide(world, first).state == S.POSTED
    anew = money.decide(world, second)
    second.refresh_from_db()
    assert (second.state, anew.state) == (S.VOID, S.IN_APPROVAL)
    assert (anew.life_to_date, anew.part, anew.prepared_by) == (8_100_000, second.part, second.prepared_by)
    assert anew.fingerprint != second.fingerprint
    assert Decision.objects.get(subject=second.uid).state == Decision.State.VOID
    assert money.decide(world, anew).state == S.POSTED
    assert life_to_date(anew.scope) == 16_200_000


def test_a_cost_recorded_in_between_asks_again_too(world, deal):
    distribution = money.prepared(world, deal)
    money.spent(world, deal.asset, 5_000)
    assert money.decide(world, distribution).state == S.IN_APPROVAL
    assert Posting.objects.filter(kind="distribution").count() == 0


def test_a_vote_that_goes_round_the_page_posts_nothing_that_has_moved(world, deal):
    distribution = money.prepared(world, deal)
    money.spent(world, deal.asset, 5_000)
    with pytest.raises(Stale):
        cast_vote(actor=world.actor("linhai", "approver"), decision=money.open_decision(distribution),
                  seen=distribution.fingerprint, value="yes")  # fmt: skip
    assert Posting.objects.filter(kind="distribution").count() == 0


@pytest.mark.plain
def test_without_shares_or_policy_it_says_what_is_missing(world):
    asset = made.owned(world, stakes=(("linhai", 1),))
    deal = made.licence(world, asset)
    settlement = settlements.prepare_settlement(actor=world.actor("linhai", "finance"), receipt=money.received(world, deal))
    with pytest.raises(Invalid, match="no published sharing policy"):
        distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=settlement.parts.get())
    policies.published(world, "cn-nwafu-transfer")
    with pytest.raises(Invalid, match="No inventors' shares"):
        distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=settlement.parts.get())
    assert Distribution.objects.count() == DistributionLine.objects.count() == Decision.objects.open().count() == 0


@pytest.mark.plain
def test_unsigned_shares_are_held_and_the_rest_is_owed(world):
    money.posted(world, money.licensed(world, sign=False))
    assert held("person") == 0
    assert held("held") == -20_000_000
    assert set(Hold.objects.values_list("why", flat=True)) == {"unsigned"}


@pytest.mark.plain
def test_every_step_is_one_event_and_the_record_names_deal_receipt_and_persons(world):
    distribution = money.posted(world)
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-7:] == [
        "receipt.recorded", "settlement.posted", "distribution.prepared", "decision.opened", "decision.voiced",
        "distribution.approved", "distribution.posted",
    ]  # fmt: skip
    roles = About.objects.filter(event__kind="distribution.posted").values_list("role", flat=True)
    assert sorted(roles) == ["asset", "deal", "person", "person", "person", "project", "receipt", "subject"]
    assert distribution.number.startswith("D-")


@pytest.mark.plain
def test_tiers_of_each_year_count_what_was_shared_in_the_year(world):
    deal = money.licensed(world, key="us-jhu-2001", currency="USD")
    first = money.posted(world, deal, 1_000_000)
    second = money.posted(world, deal, 1_000_000)
    assert (first.life_to_date, second.life_to_date) == (0, first.net)
    assert standing(second.policy_version.formula, second.scope, deal, second.on.replace(year=second.on.year + 1)).life_to_date == 0


@pytest.mark.parametrize(("typed", "text"), [("7.5", "7.5"), ("7,5", "7.5"), (" 7,5 % ", "7.5"), ("7,125", "7.125"), ("十", "10")])
def test_a_percentage_that_is_chosen_for_a_receipt_is_typed_as_in_a_formula(world, deal, typed, text):
    part = money.settled(world, deal)
    page = reverse_url("ip:prepare_distribution", args=[part.uid])
    answer = world.client("linhai", "finance").post(page, {"key": "k", "choice_intermediary": typed})
    assert answer.status_code == 303
    assert Distribution.objects.get(part=part).trace["inputs"]["choices"] == {"intermediary": text}
