"""What is owed is paid once, recorded by another person than whoever approved it."""
from datetime import timedelta

import pytest

from accounts.models import Person
from ip.actions import payments
from ip.models import Payout
from ip.owed import lines_owed
from ledger.models import Payment
from record import clock
from record.errors import Invalid, NotAllowed, WrongState
from tests.ip.test_distributions import held
from tests.ip.test_holds import reverse
from tests.world import money


def pay(world, person, *, who=("finance",), name="", currency="CNY", day=0):
    return payments.pay_person(actor=world.actor("linhai", *who, name=name), person=person, currency=currency,
                               paid_on=clock.today("Asia/Shanghai") + timedelta(days=day))  # fmt: skip


def test_a_person_is_paid_all_that_is_owed_and_once(world):
    deal = money.licensed(world)
    money.posted(world, deal)
    money.posted(world, deal, 1_000_000)
    person = world.person("linhai", "investigator")
    payment = pay(world, person)
    assert (payment.amount, held("person", person), held("bank")) == (8_320_000, 0, 26_000_000 - 8_320_000)
    assert list(payment.payouts.values_list("amount", flat=True)) == [8_000_000, 320_000]
    with pytest.raises(WrongState):
        pay(world, person)


def test_the_approver_does_not_record_the_payment(world):
    distribution = money.prepared(world, money.licensed(world))
    money.decide(world, distribution, who=("finance", "approver"), name="two")
    with pytest.raises(NotAllowed):
        pay(world, world.person("linhai", "investigator"), who=("finance", "approver"), name="two")
    assert Payment.objects.count() == Payout.objects.count() == 0


def test_nor_does_another_account_of_the_approver(world):
    money.posted(world)
    Person.objects.filter(pk=world.person("linhai", "finance").pk).update(same_as=world.person("linhai", "approver"))
    with pytest.raises(NotAllowed):
        pay(world, world.person("linhai", "investigator"))


def test_only_finance_records_payments(world):
    money.posted(world)
    for role in ("approver", "administrator", "auditor", "officer"):
        with pytest.raises(NotAllowed):
            pay(world, world.person("linhai", "investigator"), who=(role,))


def test_a_payment_is_not_of_a_day_to_come(world):
    money.posted(world)
    with pytest.raises(Invalid):
        pay(world, world.person("linhai", "investigator"), day=2)


def test_what_was_paid_and_taken_back_is_set_off_against_what_is_owed_next(world):
    deal = money.licensed(world)
    distribution, person = money.posted(world, deal), world.person("linhai", "investigator")
    pay(world, person)
    reverse(world, distribution)
    assert [line.owed for line in lines_owed().filter(person=person)] == [-8_000_000]
    with pytest.raises(WrongState):
        pay(world, person)
    money.posted(world, deal, 30_000_000)
    assert pay(world, person).amount == 1_600_000
    assert (held("person", person), lines_owed().filter(person=person).count()) == (0, 0)
