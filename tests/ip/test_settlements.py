"""A receipt settled between owners: each sees the settlement and its own part, never the inside of another's."""
import pytest

from ip.actions import distributions, payments, receipts, settlements
from ip.models import Distribution, Settlement, SettlementPart
from ip.owed import parts_owed
from projects import actions
from projects.fingerprint import fingerprint
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from tests.ip.test_distributions import held
from tests.ip.test_holds import reverse
from tests.world import ip as made
from tests.world import money, policies, projects


def begin(world):
    """Over an asset that Linhai and Haoyuan own; the project's clause shares its income 60 to 40."""
    return money.licensed(world, stakes=(("linhai", 1), ("haoyuan", 1)))


@pytest.fixture
def deal(beginning):
    return beginning


def prepared(world, deal, amount=10_000_001, **said) -> Settlement:
    receipt = money.received(world, deal, amount)
    return settlements.prepare_settlement(actor=world.actor("linhai", "finance"), receipt=receipt, **said)


def settled(world, deal, amount=10_000_001, **said) -> Settlement:
    settlement = prepared(world, deal, amount, **said)
    money.agree(world, settlement)
    return Settlement.objects.get(pk=settlement.pk)


def part(settlement, institution) -> SettlementPart:
    return settlement.parts.get(institution=institution)


def test_by_the_clause_to_the_last_cent_and_the_others_part_becomes_payable(world, deal):
    settlement = settled(world, deal)
    assert (settlement.state, settlement.basis) == ("posted", "agreement")
    assert [p.amount for p in settlement.parts.order_by("line")] == [6_000_001, 4_000_000]
    assert (held("institution", world.haoyuan), held("undistributed")) == (-4_000_000, -6_000_001)


def test_whoever_prepared_a_settlement_does_not_approve_it(world, deal):
    receipt = money.received(world, deal)
    both = world.actor("linhai", "finance", "approver", name="both")
    settlement = settlements.prepare_settlement(actor=both, receipt=receipt)
    with pytest.raises(NotAllowed):
        money.agree(world, settlement, who=("finance", "approver"), name="both")


def test_whoever_has_a_share_in_the_asset_does_not_approve_how_it_is_settled(world):
    asset = made.owned(world, stakes=(("linhai", 1), ("haoyuan", 1)))
    deal = made.licence(world, asset)
    made.shared(world, asset, parts=(1,), people=("approver",))
    settlement = prepared(world, deal)
    with pytest.raises(NotAllowed):
        money.agree(world, settlement)


def test_taking_it_back_is_proposed_once(world, deal):
    settlement, finance = settled(world, deal), world.actor("linhai", "finance")
    settlements.propose_settlement_reversal(actor=finance, settlement=settlement, seen=settlement.fingerprint, reasons="Wrong.")
    settlement.refresh_from_db()
    with pytest.raises(WrongState):
        settlements.propose_settlement_reversal(actor=finance, settlement=settlement, seen=settlement.version, reasons="Wrong.")


def test_the_other_owner_sees_its_own_part_once_it_is_posted(world, deal):
    settlement = prepared(world, deal)
    finance = world.actor("haoyuan", "finance")
    assert Settlement.objects.visible_to(finance).count() == SettlementPart.objects.visible_to(finance).count() == 0
    money.agree(world, settlement)
    assert list(SettlementPart.objects.visible_to(finance)) == [part(settlement, world.haoyuan)]
    money.decide(world, distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=part(settlement, world.linhai)))
    assert Distribution.objects.visible_to(finance).count() == 0


def test_each_owner_shares_its_own_part_by_its_own_policy_against_what_it_is_owed(world, deal):
    settlement = settled(world, deal)
    own = part(settlement, world.haoyuan)
    with pytest.raises(NotVisible):
        distributions.prepare_distribution(actor=world.actor("stranger", "finance"), part=own)
    with pytest.raises(NotAllowed):
        distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=own)
    policies.published(world, "us-caltech", at="haoyuan")
    made.shared(world, deal.asset, at="haoyuan", people=("investigator", "contributor"), parts=(1, 1))
    distribution = distributions.prepare_distribution(actor=world.actor("haoyuan", "finance"), part=own)
    posted = money.decide(world, distribution, at="haoyuan")
    assert (posted.state, posted.institution) == ("posted", world.haoyuan)
    kinds = posted.posting.entries.order_by("line").values_list("account__kind", "amount")
    assert list(kinds) == [("receivable", 4_000_000), ("person", -500_000), ("person", -500_000), ("unit", -3_000_000)]


@pytest.fixture
def silent(world):
    """The clause leaves the income to the law, which says that fees are shared, and not in which parts."""
    project = projects.draft(world)
    actions.write_clause(actor=world.actor("linhai", "officer"), project=project, kind="income", terms={"rule": "law"})
    project.refresh_from_db()
    actions.propose_project(actor=world.actor("linhai", "officer"), project=project, seen=fingerprint(project))
    projects.vote(world.actor("linhai", "approver"), project)
    projects.vote(world.actor("haoyuan", "partner_approver"), project)
    return made.licence(world, made.owned(world, type(project).objects.get(pk=project.pk)))


def test_where_neither_clause_nor_law_states_parts_they_are_proposed_with_reasons(world, silent):
    with pytest.raises(Invalid, match="parts"):
        prepared(world, silent)
    with pytest.raises(Invalid, match="why"):
        prepared(world, silent, parts={world.linhai: 1, world.haoyuan: 1})
    settlement = settled(world, silent, parts={world.linhai: 2, world.haoyuan: 1}, reasons="By what each put in.")
    assert (settlement.basis, [p.amount for p in settlement.parts.order_by("line")]) == ("decision", [6_666_667, 3_333_334])
    with pytest.raises(Invalid):
        prepared(world, silent, parts={world.linhai: -1, world.haoyuan: 2}, reasons="Odd.")


def test_an_institution_is_paid_by_another_than_the_approver(world, deal):
    settled(world, deal)
    pay = {"institution": world.haoyuan, "currency": "CNY", "paid_on": clock.today("Asia/Shanghai")}
    payment = payments.pay_institution(actor=world.actor("linhai", "finance"), **pay)
    assert (payment.amount, held("institution", world.haoyuan), parts_owed().count()) == (4_000_000, 0, 0)
    with pytest.raises(WrongState):
        payments.pay_institution(actor=world.actor("linhai", "finance"), **pay)


def test_the_approver_of_a_settlement_does_not_record_its_payment(world, deal):
    settlement = prepared(world, deal)
    money.agree(world, settlement, who=("finance", "approver"), name="two")
    with pytest.raises(NotAllowed):
        payments.pay_institution(actor=world.actor("linhai", "finance", "approver", name="two"), institution=world.haoyuan,
                                 currency="CNY", paid_on=clock.today("Asia/Shanghai"))  # fmt: skip


def test_a_settlement_is_taken_back_by_two_after_the_own_distribution(world, deal):
    settlement = settled(world, deal)
    finance = world.actor("linhai", "finance")
    distribution = money.decide(world, distributions.prepare_distribution(actor=finance, part=part(settlement, world.linhai)))
    said = {"actor": finance, "settlement": settlement, "seen": settlement.fingerprint, "reasons": "Wrong clause."}
    with pytest.raises(WrongState):
        settlements.propose_settlement_reversal(**said)
    reverse(world, distribution)
    settlements.propose_settlement_reversal(**said)
    money.agree(world, settlement)
    settlement.refresh_from_db()
    assert (settlement.state, held("institution"), held("undistributed")) == ("reversed", 0, -10_000_001)
    receipt = settlement.receipt
    receipts.reverse_deal_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="The bank took it back.")
    assert (held("undistributed"), held("bank")) == (0, 0)


def test_a_receipt_is_taken_back_only_while_nothing_of_it_is_shared(world):
    distribution = money.prepared(world, money.licensed(world))
    finance, receipt = world.actor("linhai", "finance"), distribution.part.settlement.receipt
    with pytest.raises(WrongState):
        receipts.reverse_deal_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="Wrong.")
    distributions.withdraw_distribution(actor=finance, distribution=distribution)
    receipts.reverse_deal_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="Wrong.")
    assert (receipt.settlements.get().state, held("bank"), held("undistributed")) == ("reversed", 0, 0)


def test_the_clause_goes_before_what_finance_proposes(world, deal):
    settlement = prepared(world, deal, parts={world.linhai: 1}, reasons="All ours.")
    assert [p.amount for p in settlement.parts.order_by("line")] == [6_000_001, 4_000_000]
