"""Accepted milestones make income expected; receipts meet it in part or in full, never more."""
import pytest

from ledger.actions import record_receipt, reverse_receipt
from projects import actions
from projects.actions.income import free_amount, open_amount
from projects.models import ExpectedIncome
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible
from tests.world import milestones as made

TODAY = clock.today("Asia/Shanghai")


def begin(world):
    made.accepted(world)


def finance(world):
    return world.actor("linhai", "finance")


def expected() -> ExpectedIncome:
    return ExpectedIncome.objects.get()


def receive(world, income, banked, **said):
    return actions.receive_income(actor=finance(world), expected=income, banked=banked, received_on=TODAY, **said)


def state(income):
    row = ExpectedIncome.objects.with_received().get(pk=income.pk)
    return row.state_on(row.received, TODAY)


def test_it_is_received_in_part_and_then_in_full(world):
    income = expected()
    assert state(income) == "expected"
    receive(world, income, 30_000_000)
    assert (state(income), open_amount(income)) == ("part", 50_000_000)
    receive(world, income, 50_000_000)
    assert (state(income), open_amount(income)) == ("matched", 0)


def test_what_is_over_stays_free_with_the_project(world):
    income = expected()
    receipt = receive(world, income, 90_000_000)
    assert (state(income), free_amount(receipt)) == ("matched", 10_000_000)


def test_more_than_is_open_is_not_matched(world):
    income = expected()
    receipt = recorded(world, income, 90_000_000)
    with pytest.raises(Invalid) as error:
        actions.match_receipt(actor=finance(world), expected=income, receipt=receipt, amount=80_000_001)
    assert error.value.field == "amount"
    actions.match_receipt(actor=finance(world), expected=income, receipt=receipt, amount=80_000_000)
    assert state(income) == "matched"


def recorded(world, income, banked, purpose=None, payer=None):
    return record_receipt(actor=finance(world), payer=payer or world.haoyuan, purpose=purpose or income.project, currency="CNY",
                          banked=banked, received_on=TODAY)  # fmt: skip


@pytest.mark.parametrize("wrong", [{"payer": "beizhou"}, {"purpose": "linhai"}])
def test_a_receipt_of_another_payer_or_for_something_else_does_not_meet_it(world, wrong):
    income = expected()
    receipt = recorded(world, income, 1000, **{name: world.institutions[i] for name, i in wrong.items()})
    with pytest.raises(Invalid) as error:
        actions.match_receipt(actor=finance(world), expected=income, receipt=receipt, amount=1000)
    assert error.value.field == "receipt"


@pytest.mark.parametrize("amount", [0, -1, True, 10**18, 1.5])
def test_an_amount_that_is_none_is_refused(world, amount):
    income = expected()
    receipt = recorded(world, income, 1000)
    with pytest.raises(Invalid):
        actions.match_receipt(actor=finance(world), expected=income, receipt=receipt, amount=amount)


def test_a_receipt_that_is_reversed_no_longer_counts(world):
    income = expected()
    receipt = receive(world, income, 80_000_000)
    reverse_receipt(actor=finance(world), receipt=receipt, seen=receipt.version, reasons="The bank took it back.")
    assert state(income) == "expected"


@pytest.mark.parametrize("who", [("linhai", "approver"), ("linhai", "officer"), ("linhai", "administrator"), ("haoyuan", "finance")])
def test_only_finance_of_who_is_paid_records_it(world, who):
    with pytest.raises(NotAllowed):
        actions.receive_income(actor=world.actor(*who), expected=expected(), banked=1, received_on=TODAY)


def test_a_stranger_sees_no_income(world):
    with pytest.raises(NotVisible):
        actions.receive_income(actor=world.actor("stranger", "finance"), expected=expected(), banked=1, received_on=TODAY)


def test_money_is_seen_by_both_sides_and_by_those_who_read_money(world):
    seen = {who: ExpectedIncome.objects.visible_to(world.actor(*who)).count()
            for who in (("linhai", "finance"), ("linhai", "officer"), ("haoyuan", "finance"), ("linhai", "contributor"),
                        ("linhai", "viewer"), ("beizhou", "finance"))}  # fmt: skip
    assert seen == {("linhai", "finance"): 1, ("linhai", "officer"): 1, ("haoyuan", "finance"): 1, ("linhai", "contributor"): 0,
                    ("linhai", "viewer"): 0, ("beizhou", "finance"): 0}  # fmt: skip
