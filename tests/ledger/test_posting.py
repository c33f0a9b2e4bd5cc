"""A posting balances or does not exist; what is posted is never edited."""
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.actions import account, post, reverse
from ledger.models import Entry, Posting
from record.actions import action
from record.errors import Invalid, WrongState

DAY = date(2026, 5, 4)


@action
def opened(*, actor, book, kind, party=None):
    return account(book, kind, "CNY", party=party)


@pytest.fixture
def books(world):
    actor = world.actor("linhai", "finance")
    bank = opened(actor=actor, book=world.linhai, kind="bank")
    income = opened(actor=actor, book=world.linhai, kind="undistributed", party=world.haoyuan)
    return bank, income


def posted(world, *entries):
    return post(world.linhai, DAY, "test", world.haoyuan, entries)


def test_a_balanced_posting_stands(world, books):
    bank, income = books
    posting = posted(world, (bank, 100), (income, -100))
    assert list(posting.entries.order_by("line").values_list("account", "amount")) == [(bank.pk, 100), (income.pk, -100)]


@pytest.mark.parametrize("credit", [-99, -101, 0])
def test_the_database_refuses_what_does_not_balance(world, books, credit):
    bank, income = books
    with pytest.raises(DatabaseError), transaction.atomic():
        posted(world, (bank, 100), (income, credit))


def test_a_posting_without_entries_is_refused(world):
    with pytest.raises(DatabaseError), transaction.atomic():
        posted(world)


def test_no_entry_can_be_added_to_a_posting_that_stands(world, books):
    bank, income = books
    posting = posted(world, (bank, 100), (income, -100))
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(posting=posting, line=3, account=bank, currency="CNY", amount=5)


def test_entries_without_a_posting_fail_at_commit(world, books):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(posting_id=world.linhai.uid, line=1, account=books[0], currency="CNY", amount=5)
        connection.check_constraints()


@pytest.mark.parametrize("sql", ["UPDATE ledger_entry SET amount = 0", "DELETE FROM ledger_entry", "DELETE FROM ledger_posting"])
def test_what_is_posted_can_neither_be_changed_nor_deleted(world, books, sql):
    posted(world, (books[0], 100), (books[1], -100))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_account_of_another_book_is_refused(world, books):
    foreign = opened(actor=world.actor("haoyuan", "finance"), book=world.haoyuan, kind="bank")
    with pytest.raises(DatabaseError), transaction.atomic():
        posted(world, (books[0], 100), (foreign, -100))


def test_a_reversal_is_the_exact_opposite_and_happens_once(world, books):
    posting = posted(world, (books[0], 100), (books[1], -100))
    opposite = reverse(posting, DAY)
    assert list(opposite.entries.order_by("line").values_list("amount", flat=True)) == [-100, 100]
    assert opposite.reverses == posting
    with pytest.raises(WrongState):
        reverse(posting, DAY)


def test_the_largest_amount_stands_and_one_more_is_refused_in_words(world, books):
    largest = 2**63 - 1
    posted(world, (books[0], largest), (books[1], -largest))
    with pytest.raises(Invalid):
        posted(world, (books[0], largest + 1), (books[1], -largest - 1))


def test_an_account_is_opened_once(world):
    actor = world.actor("linhai", "finance")
    one = opened(actor=actor, book=world.linhai, kind="bank")
    assert opened(actor=actor, book=world.linhai, kind="bank") == one
    assert Posting.objects.count() == 0
