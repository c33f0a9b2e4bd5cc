"""What is below the minimum of the policy is owed and waits: seen with its reason, paid with the share that lifts it."""
import pytest

from incentives.models import Reward
from ip.actions.deals import end_deal
from ip.models import Deal
from ip.policies import published
from record import clock, consumers
from record.errors import WrongState
from record.models import Event
from tests.world import ip as rights
from tests.world import money, policies

pytestmark = pytest.mark.django_db
RULE = {"minimum": "500", "clause": {"section": "7.3", "en": "Small amounts wait.", "zh": "小额留待以后支付。"}}


def small(world) -> Deal:
    """A licence under Manchester's formula with a minimum of 500: 70 % to three persons by 2, 2 and 1."""
    asset = rights.owned(world, stakes=(("linhai", 1),))
    rights.shared(world, asset, parts=(2, 2, 1))
    document = {**published()["uk-manchester-develop"], "payout": RULE}
    policies.published(world, document, applies_by="received")
    return rights.licence(world, asset, currency="GBP")


def test_it_is_owed_waits_with_its_reason_and_is_paid_with_what_comes_next(world):
    deal = small(world)
    first = money.posted(world, deal, 100_000)
    consumers.run_all()
    lines = list(first.lines.filter(person__isnull=False).order_by("line"))
    with pytest.raises(WrongState, match=r"280\.00 are owed so far; the policy pays from"):
        money.paid(world, first, lines[0].person)
    assert {reward.due for reward in Reward.objects.all()} == {None} and {r.state for r in Reward.objects.all()} == {"approved"}
    page = world.client("linhai", "finance").get("/ip/income/owed/").content.decode()
    assert "Carried forward" in page and "500.00" in page and "Small amounts wait." in page and "Record payment</a>" not in page
    mine = world.client("linhai", "investigator").get("/ip/statement/").content.decode()
    assert "carried forward until enough is owed" in mine and "500.00" in mine
    money.posted(world, deal, 100_000)
    consumers.run_all()
    assert money.paid(world, first, lines[0].person).amount == 56_000
    with pytest.raises(WrongState):  # a fifth of 70 % of 2,000 is still below
        money.paid(world, first, lines[2].person)
    assert {r.due is None for r in Reward.objects.filter(person=lines[1].person)} == {False}
    assert {r.due is None for r in Reward.objects.filter(person=lines[2].person)} == {True}


def test_when_the_deal_has_ended_every_balance_is_paid_however_small(world):
    deal = small(world)
    first = money.posted(world, deal, 100_000)
    consumers.run_all()
    deal = Deal.objects.get(pk=deal.pk)
    end_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal.version, ends_on=clock.today("Asia/Shanghai"))
    consumers.run_all()
    assert not Reward.objects.filter(due=None).exists()
    told = set(Event.objects.filter(kind="reward.due_moved").values_list("subject", flat=True))
    assert told == set(Reward.objects.values_list("uid", flat=True))  # a day that moved without a word would read as altered
    assert money.paid(world, first).amount == 28_000
