"""A reward beside income: proposed on a named basis, approved by another who does not gain, paid by a third."""
from datetime import date

import pytest

from accounts.models import Person
from governance.models import Decision
from incentives import actions
from incentives.models import Reward
from ip.owed import owed_back
from ledger.balances import balance
from ledger.models import Account, Payment
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import money, projects
from tests.world.incentives import SAID, decided, proposed


def test_it_is_posted_when_another_person_approves_it(world):
    reward = decided(world)
    assert reward.state == "approved"
    payable = Account.objects.get(kind="person", party=reward.person.uid)
    assert balance(payable) == -400_000


def test_the_proposer_cannot_approve_it(world):
    proposer, person = world.actor("linhai", "finance", "approver"), world.person("linhai", "contributor")
    reward = actions.propose_reward(actor=proposer, person=person, **SAID)
    with pytest.raises(NotAllowed):
        money.agree(world, reward, who=("finance", "approver"))


def test_whoever_gains_from_it_cannot_approve_it(world):
    reward = proposed(world, who="approver")
    with pytest.raises(NotAllowed):
        money.agree(world, reward)


def test_a_refusal_keeps_its_grounds(world):
    reward = proposed(world)
    money.agree(world, reward, value="no", reasons="The patent was not granted.")
    reward.refresh_from_db()
    assert (reward.state, reward.grounds) == ("refused", "The patent was not granted.")


def test_a_returned_proposal_can_be_proposed_again(world):
    reward = proposed(world)
    money.agree(world, reward, value="return", reasons="Which article?")
    reward.refresh_from_db()
    actions.propose_again(actor=world.actor("linhai", "officer"), reward=reward, seen=reward.version)
    assert Decision.objects.open().filter(subject=reward.uid).count() == 1


def test_it_is_paid_by_another_person_than_the_approver(world):
    reward = decided(world)
    paid = actions.pay_reward(actor=world.actor("linhai", "finance"), reward=reward, seen=reward.version, paid_on=date(2026, 5, 1))
    assert (paid.state, paid.paid_on) == ("paid", date(2026, 5, 1))
    assert balance(Account.objects.get(kind="person", party=reward.person.uid)) == 0


def test_it_is_paid_once(world):
    reward = decided(world)
    finance = world.actor("linhai", "finance")
    paid = actions.pay_reward(actor=finance, reward=reward, seen=reward.version, paid_on=date(2026, 5, 1))
    with pytest.raises(WrongState):
        actions.pay_reward(actor=finance, reward=paid, seen=paid.version, paid_on=date(2026, 5, 1))


def overpaid(world, refunded: int):
    """The contributor was paid all of a distribution, part of whose receipt then went back; a reward of 4,000 is approved."""
    distribution = money.posted(world)
    line = distribution.lines.get(person=world.person("linhai", "contributor"))
    money.paid(world, distribution, line.person)
    money.taken(world, distribution, refunded)
    back = -sum(row.owed for row in owed_back(world.linhai.pk, line.person, "CNY"))
    return decided(world), back


def pay(world, reward):
    today = clock.today("Asia/Shanghai")
    return actions.pay_reward(actor=world.actor("linhai", "finance"), reward=reward, seen=reward.version, paid_on=today)


def test_what_the_person_has_to_give_back_is_set_off_once(world):
    reward, back = overpaid(world, 10_000)
    assert 0 < back < reward.amount
    assert pay(world, reward).state == "paid"
    payment = Payment.objects.latest("pk")
    assert payment.amount == reward.amount - back
    assert owed_back(world.linhai.pk, reward.person, "CNY") == []
    assert balance(Account.objects.get(kind="person", party=reward.person.uid)) == 0


def test_it_waits_where_the_person_has_to_give_back_more_than_it(world):
    reward, back = overpaid(world, 5_000_000)
    assert back > reward.amount
    with pytest.raises(WrongState) as refused:
        pay(world, reward)
    assert "taken back since" in str(refused.value)


def test_an_honour_has_no_amount_and_is_conferred(world):
    reward = decided(world, kind="honour", basis="agreement", citation="Prize of the university 2026/3", amount=None, currency="")
    done = actions.confer_honour(actor=world.actor("linhai", "officer"), reward=reward, seen=reward.version)
    assert (done.state, done.amount, Account.objects.count()) == ("paid", None, 0)


def test_a_stale_page_changes_nothing(world):
    reward = decided(world)
    with pytest.raises(Stale):
        actions.pay_reward(actor=world.actor("linhai", "finance"), reward=reward, seen=reward.version - 1, paid_on=date(2026, 5, 1))


@pytest.mark.parametrize("wrong, field", [
    ({"amount": 0}, "amount"), ({"amount": None}, "amount"), ({"citation": " "}, "citation"), ({"title_en": ""}, "title_en"),
    ({"due": date(2026, 3, 1)}, "due"),
])  # fmt: skip
def test_what_is_missing_is_said_at_its_field(world, wrong, field):
    with pytest.raises(Invalid) as refused:
        proposed(world, **wrong)
    assert refused.value.field == field


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator", "auditor", "contributor"])
def test_only_officers_and_finance_propose(world, role):
    with pytest.raises(NotAllowed):
        proposed(world, role=role)


def test_a_stranger_proposes_nothing_for_people_elsewhere(world):
    with pytest.raises(NotVisible):
        actions.propose_reward(actor=world.actor("stranger", "officer"), person=world.person("linhai", "contributor"), **SAID)


def test_a_contributor_sees_the_own_rewards_and_no_others(world):
    mine, other = proposed(world), proposed(world, who="viewer")
    seen = Reward.objects.visible_to(world.actor("linhai", "contributor"))
    assert [reward.pk for reward in seen] == [mine.pk]
    assert other.pk not in {reward.pk for reward in seen}


@pytest.mark.parametrize("role, sees", [
    ("officer", 1), ("finance", 1), ("approver", 1), ("auditor", 1), ("administrator", 1), ("investigator", 0), ("viewer", 0),
])  # fmt: skip
def test_staff_in_charge_finance_and_auditors_see_it(world, role, sees):
    proposed(world)
    assert Reward.objects.visible_to(world.actor("linhai", role)).count() == sees
    assert Reward.objects.visible_to(world.actor("stranger", role)).count() == 0


def test_two_accounts_of_one_person_are_one_person(world):
    approver, officer = world.person("linhai", "approver"), world.person("linhai", "officer")
    Person.objects.filter(pk=approver.pk).update(same_as=officer)
    reward = proposed(world)
    with pytest.raises(NotAllowed):
        money.agree(world, reward)


def test_a_reward_is_for_somebody_of_the_own_institution(world):
    """Haoyuan sees who works in the common project, and owes them nothing."""
    projects.signed(world)
    with pytest.raises(Invalid) as said:
        actions.propose_reward(actor=world.actor("haoyuan", "officer"), person=world.person("linhai", "contributor"), **SAID)
    assert said.value.field == "person"
