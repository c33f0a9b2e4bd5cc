"""A part of a receipt goes back: its part of every total with it, line by line, by two people."""
import pytest
from django.urls import reverse as reverse_url

from audit.recompute import recompute
from incentives.models import Reward
from ip.actions import distributions, holds, receipts, refunds, reversals, settlements
from ip.models import Distribution, Hold, SettlementPart
from ip.owed import lines_owed, parts_owed
from ip.rules import largest_remainder
from ip.standing import life_to_date, open_pool
from ledger.models import Receipt
from record import consumers
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from record.models import LastSaid
from tests.audit.test_recompute import beneath
from tests.ip.test_distributions import held
from tests.ip.test_holds import reverse
from tests.world import money

pytestmark = pytest.mark.django_db
BOOKS = ("bank", "undistributed", "output_tax", "costs", "unit", "office", "reserve", "person", "held", "institution", "exchange")


def begin(world):
    return money.posted(world)


@pytest.fixture
def shared(beginning):
    return beginning


def books() -> dict:
    return {kind: held(kind) for kind in BOOKS}


def lines(*rows) -> list[int]:
    return [line.amount for row in rows for line in row.lines.filter(adjusts=None).order_by("line")]


@pytest.mark.plain
def test_every_line_gives_back_its_part_and_totals_fall_with_it(world):
    deal = money.licensed(world)
    money.spent(world, deal.asset, 777_777)
    shared = money.posted(world, deal, 7_654_321)
    back = money.taken(world, shared, 1_000_000)
    assert lines(back) == [-part for part in largest_remainder(1_000_000, lines(shared))]
    assert (back.amount, back.corrects, back.on) == (-1_000_000, shared, shared.on)
    costs = -back.lines.get(kind="costs").amount
    assert open_pool(shared.scope) == costs > 0
    assert life_to_date(shared.scope) == shared.net + back.net
    assert held("undistributed") == 0 and held("bank") == 7_654_321 - 777_777 - 1_000_000
    assert recompute(back).holds and recompute(back).same and recompute(shared).holds


@pytest.mark.plain
def test_the_next_receipt_begins_where_the_case_now_stands(world):
    """The costs that came back are open again, and the tiers go on from less."""
    deal = money.licensed(world, key="us-yale", currency="USD")
    money.spent(world, deal.asset, 1_000_000, currency="USD")
    shared = money.posted(world, deal, 15_000_000)
    back = money.taken(world, shared, 9_000_000)
    following = money.posted(world, deal, 2_000_000)
    assert (following.life_to_date, following.pool) == (shared.net + back.net, -back.lines.get(kind="costs").amount)
    assert recompute(following).holds


def test_whoever_recorded_the_refund_does_not_approve_it_and_an_altered_line_is_seen(world, shared):
    receipt = money.refund(world, shared.part.settlement.receipt, 40_000)
    waiting = Distribution.objects.get(part__settlement__receipt=receipt)
    assert waiting.state == "in_approval" and life_to_date(shared.scope) == shared.net
    with pytest.raises(NotAllowed):
        money.decide(world, waiting, who=("finance",))
    posted = money.decide(world, waiting)
    assert recompute(posted).holds
    beneath("UPDATE ip_distributionline SET amount = amount + 1 WHERE id = %s", posted.lines.order_by("line").last().pk)
    assert not recompute(Distribution.objects.get(pk=posted.pk)).holds


@pytest.mark.plain
def test_taking_the_refund_back_restores_every_total(world):
    deal = money.licensed(world)
    money.spent(world, deal.asset, 777_777)
    shared = money.posted(world, deal, 7_654_321)
    before = books()
    back = money.taken(world, shared, 1_234_567)
    receipt = Receipt.objects.get(corrects__isnull=False)
    original = shared.part.settlement.receipt
    finance = world.actor("linhai", "finance")
    with pytest.raises(WrongState):
        reversals.propose_reversal(actor=finance, distribution=shared, seen=shared.fingerprint, reasons="All of it.")
    with pytest.raises(WrongState):
        receipts.reverse_deal_receipt(actor=finance, receipt=original, seen=original.version, reasons="All of it.")
    reverse(world, back)
    receipts.reverse_deal_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="It did not go back.")
    assert books() == before and life_to_date(shared.scope) == shared.net
    reverse(world, shared)


def test_nothing_is_refunded_that_is_not_shared_or_does_not_stand(world, shared):
    receipt = shared.part.settlement.receipt
    unshared = money.settled(world, shared.deal).settlement.receipt
    with pytest.raises(WrongState):
        money.refund(world, unshared, 1)
    for amount in (0, -1, receipt.amount + 1):
        with pytest.raises(Invalid):
            money.refund(world, receipt, amount)
    with pytest.raises(NotAllowed):
        refunds.record_deal_refund(actor=world.actor("linhai", "approver"), receipt=receipt, banked=1, seen=receipt.version,
                                   received_on=receipt.received_on, reasons="So.")  # fmt: skip
    with pytest.raises(NotVisible):
        refunds.record_deal_refund(actor=world.actor("haoyuan", "finance"), receipt=receipt, banked=1, seen=receipt.version,
                                   received_on=receipt.received_on, reasons="So.")  # fmt: skip
    first = money.refund(world, receipt, 1_000_000)
    with pytest.raises(WrongState):
        money.refund(world, receipt, 1)  # the first still waits
    money.decide(world, Distribution.objects.get(part__settlement__receipt=first))
    with pytest.raises(Invalid):
        money.refund(world, receipt, receipt.amount - 999_999)
    money.taken(world, shared, receipt.amount - 1_000_000)
    assert life_to_date(shared.scope) == 0 and sum(lines(*Distribution.objects.all())) == 0


def test_what_was_paid_is_set_off_and_what_is_still_owed_is_less(world, shared):
    consumers.run_all()
    paid, owed = [line.person for line in shared.lines.filter(person__isnull=False).order_by("line")[:2]]
    money.paid(world, shared, paid)
    back = money.taken(world, shared, 5_000_000)
    consumers.run_all()
    due = {line.person: line.owed for line in lines_owed().order_by("pk").filter(distribution=back)}
    assert due[paid] == back.lines.get(person=paid).amount < 0
    amounts = {reward.person: reward.amount for reward in Reward.objects.filter(line__distribution=shared)}
    assert amounts[owed] == shared.lines.get(person=owed).amount + back.lines.get(person=owed).amount
    assert amounts[paid] == shared.lines.get(person=paid).amount
    assert money.paid(world, shared, owed).amount == amounts[owed]
    assert Reward.objects.filter(person=owed).count() == 1  # a refund is not expected to bring anything


def test_who_gives_all_back_is_owed_nothing_on_no_day_until_the_refund_is_taken_back(world, shared):
    back = money.taken(world, shared, shared.amount)
    consumers.run_all()
    rewards = Reward.objects.filter(line__distribution=shared)
    assert set(rewards.values_list("amount", "due")) == {(0, None)}
    reverse(world, back)
    consumers.run_all()
    assert all(reward.amount and reward.due for reward in rewards.all())


def test_a_held_share_gives_back_while_it_is_held_and_is_released_with_what_is_left(world, shared):
    line = shared.lines.filter(person__isnull=False).order_by("line").first()
    finance, other = world.actor("linhai", "finance"), world.person("linhai", "broker")
    hold = holds.hold_share(actor=finance, line=line, reasons="An objection.")
    back = money.taken(world, shared, 5_000_000)
    mine = back.lines.get(person=line.person)
    assert LastSaid.objects.filter(uid=mine.hold.uid).exists()  # the record vouches for the hold that came of it
    left = line.amount + mine.amount
    assert -held("held") == left and not lines_owed().filter(person=line.person).exists()
    with pytest.raises(WrongState):
        holds.propose_release(actor=finance, hold=mine.hold, to=[(other, 1)], seen=mine.hold.version)
    hold.refresh_from_db()
    holds.propose_release(actor=finance, hold=hold, to=[(line.person, "3/5"), (other, "2/5")], seen=hold.version)
    money.agree(world, hold)
    assert held("held") == 0 and set(Hold.objects.values_list("state", flat=True)) == {"released"}
    owed = [sum(row.owed for row in lines_owed().filter(person=person)) for person in (line.person, other)]
    assert sum(owed) == left and abs(owed[1] * 5 - left * 2) <= 10
    again = money.taken(world, shared, 1_000_000)  # goes back from those to whom it was released
    assert {row.person for row in again.lines.exclude(adjusts=None)} == {line.person, other}
    assert -held("person") == sum(row.owed for row in lines_owed()) and recompute(again).holds


@pytest.mark.plain
def test_between_two_owners_each_takes_its_own_part_back(world):
    """Whoever received settles it; the other institution sees its part, and its own finance and approver take it back."""
    deal = money.licensed(world, stakes=(("linhai", 1), ("haoyuan", 1)))
    finance = world.actor("linhai", "finance")
    receipt = money.received(world, deal, 10_000_001)
    settlement = settlements.prepare_settlement(actor=finance, receipt=receipt)  # 60 and 40, by the clause
    money.agree(world, settlement)
    own = settlement.parts.get(institution=world.linhai)
    money.decide(world, distributions.prepare_distribution(actor=finance, part=own))
    refund = money.refund(world, receipt, 1_000_000)
    asked = refund.settlements.get()
    assert asked.state == "in_approval" and not SettlementPart.objects.visible_to(world.actor("haoyuan", "finance")).filter(settlement=asked)
    money.agree(world, asked)
    assert [part.amount for part in asked.parts.order_by("line")] == [-600_000, -400_000]
    assert parts_owed().filter(institution=world.haoyuan).values_list("owed", flat=True).count() == 2
    theirs = asked.parts.get(institution=world.haoyuan)
    with pytest.raises(WrongState):  # they have not shared what it is taken from
        distributions.prepare_distribution(actor=world.actor("haoyuan", "finance"), part=theirs)
    money.decide(world, distributions.prepare_distribution(actor=finance, part=asked.parts.get(institution=world.linhai)))
    assert held("undistributed") == 0 and -held("institution") == 4_000_000 - 400_000


@pytest.mark.plain
def test_a_refund_in_another_currency_counts_at_the_rate_of_its_receipt_and_with_its_tax(world):
    deal = money.licensed(world)
    shared = money.posted(world, deal, 1_000_000, currency="EUR", rate="7.85", rate_source="As agreed", vat=500_000)
    before = books()
    receipt = money.refund(world, shared.part.settlement.receipt, 100_000, vat=50_000)
    assert (receipt.amount, receipt.converted, receipt.to_share) == (-100_000, -785_000, -735_000)
    with pytest.raises(WrongState):
        money.refund(world, shared.part.settlement.receipt, 1)
    money.decide(world, Distribution.objects.get(part__settlement__receipt=receipt))
    after = books()
    assert after["undistributed"] == before["undistributed"] == 0 and after["output_tax"] - before["output_tax"] == 50_000


def test_finance_refunds_on_the_page_and_the_person_reads_why(world, shared):
    receipt = shared.part.settlement.receipt
    browser = world.client("linhai", "finance")
    url = reverse_url("ip:refund_receipt", args=[receipt.uid])
    assert browser.get(url).status_code == 200
    said = {"received_on": str(receipt.received_on), "reasons": "A credit note.", "seen": receipt.version}
    wrong = browser.post(url, {**said, "banked": "999,999,999.00", "key": "one"})
    assert wrong.status_code == 422 and "still stands of this receipt" in wrong.content.decode()
    done = browser.post(url, {**said, "banked": "10,000.00", "key": "two"})
    waiting = Distribution.objects.get(corrects=shared)
    assert done.status_code == 303 and str(waiting.uid) in done.url
    assert "stood here, ¥10,000.00 of ¥250,000.00 went back" in browser.get(done.url).content.decode()
    money.decide(world, waiting)
    line = waiting.lines.filter(person=world.person("linhai", "investigator")).first()
    text = world.client("linhai", "investigator").get(reverse_url("ip:why", args=[line.uid])).content.decode()
    assert "went back to who had paid it" in text
    for name, uid in (("receipt", receipt.uid), ("distribution", waiting.uid), ("distribution_pdf", waiting.uid)):
        assert browser.get(reverse_url(f"ip:{name}", args=[uid])).status_code == 200


def test_the_same_line_of_the_bank_is_no_second_refund(world, shared):
    """Whoever records it twice is told so at the field."""
    receipt = shared.part.settlement.receipt
    first = money.refund(world, receipt, 40_000, bank_reference="OUT-1")
    money.decide(world, Distribution.objects.get(part__settlement__receipt=first))
    with pytest.raises(Invalid, match=first.number) as said:
        money.refund(world, receipt, 40_000, bank_reference="OUT-1")
    assert said.value.field == "bank_reference"
    money.refund(world, receipt, 40_000, bank_reference="OUT-2")
