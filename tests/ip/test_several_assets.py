"""A deal over several assets, and money in another currency: allocated, converted once, settled asset by asset."""
from datetime import timedelta

import pytest

from audit.recompute import recompute
from incentives.models import Reward
from ip.actions import receipts, schedules, settlements
from ip.actions.receiving import receive_and_prepare
from ip.allocating import schedule_on
from ip.models import Distribution, Settlement, SettlementPart
from ip.whatif import together, whatif
from ledger.models import Entry
from record import clock
from record.consumers import run_all
from record.errors import Invalid, NotAllowed, WrongState
from tests.audit.test_recompute import beneath
from tests.ip.test_distributions import held
from tests.world import ip as made
from tests.world import money, policies, projects


@pytest.fixture
def deal(world):
    """65 parts of an asset of Linhai alone, 35 of one that it owns with Haoyuan (whose clause shares 60 to 40)."""
    project = projects.signed(world)
    own = made.owned(world, project, stakes=(("linhai", 1),))
    joint = made.owned(world, project, title="Binder")
    made.shared(world, own)
    made.shared(world, joint)
    policies.published(world, "cn-nwafu-transfer")
    return made.licence(world, own, parts=[(own, 65), (joint, 35)])


def today():
    return clock.today("Asia/Shanghai")


def test_each_asset_is_settled_by_itself_and_seen_only_by_its_owners(world, deal):
    receipt = receive_and_prepare(actor=world.actor("linhai", "finance"), deal=deal, banked=10_000_001, received_on=today())
    own, joint = receipt.settlements.order_by("pk")
    assert (own.amount, joint.amount) == (6_500_001, 3_500_000)
    assert (own.state, joint.state) == ("posted", "in_approval")
    money.agree(world, joint)
    assert Distribution.objects.get().part.settlement == own
    seen = Settlement.objects.visible_to(world.actor("haoyuan", "finance"))
    assert list(seen) == [joint]
    run_all()  # what follows expects each person once of a receipt, however many assets they share in
    assert Reward.objects.filter(receipt=receipt.uid).count() == 3
    assert [part.amount for part in SettlementPart.objects.visible_to(world.actor("haoyuan", "finance"))] == [1_400_000]


def test_an_allocation_is_changed_by_two_from_its_day_on_and_never_for_what_is_settled(world, deal):
    parts = [(line.asset, 1) for line in schedule_on(deal, today()).lines.order_by("line")]
    later = today() + timedelta(days=10)
    asked = {"deal": deal, "seen": 1, "parts": parts, "reasons": "As amended."}
    amendment = schedules.propose_amendment(actor=world.actor("linhai", "officer"), since=later, **asked)
    with pytest.raises(NotAllowed):
        money.agree(world, amendment, who=("officer",))
    money.agree(world, amendment)
    assert [schedule_on(deal, day).number for day in (today(), later)] == [1, 2]
    receipt = money.received(world, deal, 1_000_000)
    settlements.settle_receipt(actor=world.actor("linhai", "finance"), receipt=receipt)
    with pytest.raises(Invalid) as refused:
        schedules.propose_amendment(actor=world.actor("linhai", "officer"), since=today(), **asked | {"seen": 2})
    assert refused.value.field == "since"
    with pytest.raises(WrongState):
        settlements.settle_receipt(actor=world.actor("linhai", "finance"), receipt=receipt)


def test_euros_count_once_at_the_rate_on_the_receipt_with_tax_apart(world):
    """The bank holds euros, the income counts in yuan; value-added tax is owed in yuan, tax withheld abroad counts."""
    deal = money.licensed(world)
    said = {"actor": world.actor("linhai", "finance"), "deal": deal, "banked": 900_000, "withheld": 100_050, "received_on": today(),
            "currency": "EUR"}  # fmt: skip
    for wrong, field in (({}, "rate"), ({"rate": "7,8"}, "rate"), ({"rate": "0", "rate_source": "B"}, "rate"), ({"rate": "7.8"}, "rate_source")):
        with pytest.raises(Invalid) as refused:
            receipts.record_deal_receipt(**said, **wrong)
        assert refused.value.field == field
    receipt = receipts.record_deal_receipt(**said, rate="7.8123", rate_source="Bank of China, spot", vat=442_423, income="royalty")
    assert (receipt.converted, receipt.to_share) == (7_812_691, 7_370_268)  # 10,000.50 × 7.8123 = 78,126.906
    rows = Entry.objects.filter(posting__source=receipt.uid).order_by("line").values_list("account__kind", "currency", "amount")
    assert list(rows) == [
        ("bank", "EUR", 900_000), ("tax_withheld", "EUR", 100_050), ("exchange", "EUR", -1_000_050),
        ("exchange", "CNY", 7_812_691), ("output_tax", "CNY", -442_423), ("undistributed", "CNY", -7_370_268),
    ]  # fmt: skip


def test_an_altered_rate_and_an_altered_schedule_are_seen(world, deal):
    finance = world.actor("linhai", "finance")
    receipt = receive_and_prepare(actor=finance, deal=deal, banked=1_000_000, received_on=today(), currency="EUR", rate="7.8",
                                  rate_source="Bank of China")  # fmt: skip
    posted = money.decide(world, Distribution.objects.get())
    assert recompute(posted).holds
    assert held("undistributed") == -2_730_000
    beneath("UPDATE ledger_receipt SET rate = '7.9' WHERE id = %s", receipt.pk)
    assert "receipt" in recompute(Distribution.objects.get(pk=posted.pk)).wrong
    beneath("UPDATE ledger_receipt SET rate = '7.8' WHERE id = %s", receipt.pk)
    beneath("UPDATE ip_scheduleline SET part = 64 WHERE part = %s", 65)
    assert "schedule" in recompute(Distribution.objects.get(pk=posted.pk)).wrong


def test_what_if_shows_every_asset_of_the_deal_with_its_own_way(world, deal):
    """65 and 35 parts; of the joint one 60 to 40 between the owners, the own part down to each person."""
    shown = whatif(world.actor("linhai", "finance"), deal, 10_000_001, {})
    assert [(one.asset.title, one.amount, one.own) for one in shown] == [
        ("Thermal structure of a pouch cell", 6_500_001, 6_500_001), ("Binder", 3_500_000, 2_100_000),
    ]  # fmt: skip
    receipt = receive_and_prepare(actor=world.actor("linhai", "finance"), deal=deal, banked=10_000_001, received_on=today())
    (real,) = Distribution.objects.filter(part__settlement__receipt=receipt)
    assert [line.amount for line in shown[0].result.lines] == list(real.lines.order_by("line").values_list("amount", flat=True))
    rows = together(world.actor("linhai", "finance"), shown)
    assert sum(amount for _name, amount, _within in rows) == 10_000_001
    assert all(sum(within.values()) == amount for _name, amount, within in rows if within)
    page = world.client("linhai", "finance").get(f"/ip/income/deals/{deal.uid}/what-if/?amount=1,000").content.decode()
    assert "All assets together" in page and "Thermal structure" in page and "Binder" in page and "by the allocation schedule" in page
