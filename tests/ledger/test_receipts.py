"""What came in is recorded once, with its taxes apart, and taken back whole."""
from datetime import date, timedelta

import pytest

from ledger.actions import record_payment, record_receipt, reverse_receipt
from ledger.balances import balance, balances
from ledger.models import Account, Entry, Posting, Receipt
from record import clock
from record.currencies import UnknownCurrency
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from record.models import Event
from tests.ledger.test_posting import opened

LARGEST = 10**15


@pytest.fixture
def finance(world):
    return world.actor("linhai", "finance")


def received(world, finance, banked=9_000_000, **said):
    given = {"payer": world.haoyuan, "purpose": world.haoyuan, "currency": "CNY", "received_on": date(2026, 5, 4)}
    return record_receipt(actor=finance, banked=banked, **given | said)


def entries(receipt):
    rows = Entry.objects.filter(posting__source=receipt.uid).order_by("pk")
    return list(rows.values_list("account__kind", "amount"))


def test_tax_withheld_counts_as_received_and_value_added_tax_is_never_shared(world, finance):
    receipt = received(world, finance, withheld=1_000_000, vat=566_038)
    assert (receipt.amount, receipt.to_share) == (10_000_000, 9_433_962)
    assert entries(receipt) == [("bank", 9_000_000), ("tax_withheld", 1_000_000), ("output_tax", -566_038), ("undistributed", -9_433_962)]


@pytest.mark.parametrize(("said", "field"), [
    ({"banked": 0}, "banked"), ({"banked": -1}, "banked"), ({"banked": LARGEST + 1}, "banked"), ({"vat": 9_000_001}, "vat"),
    ({"withheld": -1}, "withheld"), ({"banked": LARGEST, "withheld": 1}, "banked"), ({"received_on": date(2999, 1, 1)}, "received_on"),
])  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(world, finance, said, field):
    with pytest.raises(Invalid) as refused:
        received(world, finance, **said)
    assert (refused.value.field, Receipt.objects.count(), Entry.objects.count()) == (field, 0, 0)


def test_a_currency_that_does_not_exist_is_refused(world, finance):
    with pytest.raises(UnknownCurrency):
        received(world, finance, currency="XYZ")


def test_the_largest_amounts_that_are_entered_sum_exactly(world, finance):
    for _n in range(3):
        received(world, finance, banked=LARGEST)
    bank = Account.objects.get(kind="bank")
    assert balance(bank) == 3 * LARGEST
    assert set(balances(Account.objects.all()).values()) == {3 * LARGEST, -3 * LARGEST}


def test_the_same_bank_line_is_recorded_once(world, finance):
    first = received(world, finance, bank_reference="T 1")
    with pytest.raises(Invalid, match=first.number):
        received(world, finance, bank_reference="T 1")
    received(world, finance, bank_reference="T 2")
    reverse_receipt(actor=finance, receipt=first, seen=first.version, reasons="Wrong deal.")
    received(world, finance, bank_reference="T 1")


@pytest.mark.parametrize("role", ["approver", "officer", "administrator", "auditor", "investigator"])
def test_only_finance_records(world, role):
    with pytest.raises(NotAllowed):
        received(world, world.actor("linhai", role))


def test_numbers_follow_each_other_without_a_gap(world, finance):
    year = clock.today("Asia/Shanghai").year
    numbers = [received(world, finance).number for _n in range(3)]
    assert numbers == [f"R-{year}-001", f"R-{year}-002", f"R-{year}-003"]


def test_taking_back_mirrors_every_entry_and_needs_reasons(world, finance):
    receipt = received(world, finance, withheld=1_000_000, vat=566_038)
    with pytest.raises(Invalid):
        reverse_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons=" ")
    reverse_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="The bank took it back.")
    assert set(balances(Account.objects.all()).values()) == {0}
    assert Posting.objects.exclude(reverses=None).count() == 1
    receipt.refresh_from_db()
    with pytest.raises(WrongState):
        reverse_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="Again.")


def test_others_do_not_see_a_receipt(world, finance):
    receipt = received(world, finance)
    for actor in (world.actor("haoyuan", "finance"), world.actor("linhai", "officer")):
        with pytest.raises(NotVisible):
            reverse_receipt(actor=actor, receipt=receipt, seen=receipt.version, reasons="No.")
    assert Receipt.objects.visible_to(world.actor("haoyuan", "finance", "auditor")).count() == 0


def test_a_payment_is_never_more_than_is_owed(world, finance):
    payable = opened(actor=finance, book=world.linhai, kind="person", party=world.person("linhai", "investigator"))
    with pytest.raises(Invalid):
        record_payment(actor=finance, payable=payable, amount=1, paid_on=clock.today("Asia/Shanghai") - timedelta(days=1))


def test_a_receipt_is_one_event(world, finance):
    receipt = received(world, finance)
    event = Event.objects.get(subject=receipt.uid)
    assert (event.kind, Event.objects.count()) == ("receipt.recorded", 1)
