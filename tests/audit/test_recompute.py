"""Any distribution is computed anew; a cent, a share or a date that was altered beneath the guards is seen."""
import pytest
from django.db import connection

from audit.recompute import recompute, recomputed
from ip.actions import reversals
from ip.models import Distribution
from record import guards
from tests.world import money


def begin(world):
    deal = money.licensed(world)
    money.spent(world, deal.asset, 1_234_567)
    money.posted(world, deal, 10_000_001)
    return money.posted(world, deal, 25_000_000)


@pytest.fixture
def distribution(beginning):
    return beginning


def beneath(sql, *params):
    """What somebody with the database in their hands could do: the guards taken down, and put up again."""
    guards.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    guards.install(connection)


def anew(distribution):
    return recompute(Distribution.objects.get(pk=distribution.pk))


def test_what_was_not_touched_comes_out_the_same_to_the_cent(distribution):
    result = anew(distribution)
    assert (result.wrong, [line.difference for line in result.lines if line.difference]) == ([], [])
    assert result.recorded == result.recomputed == 25_000_000
    assert all(other.holds for other in recomputed(Distribution.objects.all()))


def test_an_altered_cent_of_a_line_is_seen_at_that_line(distribution):
    line = distribution.lines.filter(kind="person").first()
    beneath("UPDATE ip_distributionline SET amount = amount + 1 WHERE id = %s", line.pk)
    result = anew(distribution)
    assert [(found.key, found.difference) for found in result.lines if found.difference] == [(line.key, 1)]


def test_an_altered_entry_of_the_ledger_is_seen(distribution):
    entry = distribution.posting.entries.filter(account__kind="person").first()
    beneath("UPDATE ledger_entry SET amount = amount - 1 WHERE id = %s", entry.pk)
    assert anew(distribution).wrong == ["posting"]


def test_an_altered_share_is_seen(distribution):
    share = distribution.share_set.shares.order_by("line").first()
    beneath("UPDATE ip_share SET part = part + 1 WHERE id = %s", share.pk)
    assert not anew(distribution).holds


@pytest.mark.parametrize("days", ["2025-01-01", "2020-06-30"])
def test_an_altered_date_of_the_receipt_is_seen(distribution, days):
    receipt = distribution.part.settlement.receipt
    beneath("UPDATE ledger_receipt SET received_on = %s WHERE id = %s", days, receipt.pk)
    assert not anew(distribution).holds


def test_an_altered_amount_of_the_receipt_is_seen(distribution):
    receipt = distribution.part.settlement.receipt
    beneath("UPDATE ledger_receipt SET amount = amount + 1, converted = converted + 1 WHERE id = %s", receipt.pk)
    result = anew(distribution)
    assert "receipt" in result.wrong


def test_an_altered_policy_is_seen(distribution):
    version = distribution.policy_version
    beneath("UPDATE ip_policyversion SET fingerprint = %s WHERE id = %s", "0" * 64, version.pk)
    assert anew(distribution).wrong == ["version"]


def test_a_cost_that_was_altered_afterwards_moves_what_it_was_computed_from(distribution):
    first = Distribution.objects.order_by("pk").first()
    beneath("UPDATE ledger_entry SET amount = amount + 100 WHERE amount = 1234567")
    result = anew(first)
    assert "standing" in result.wrong
    assert not result.holds


def test_a_reversed_distribution_is_recomputed_as_it_stood(world, distribution):
    finance = world.actor("linhai", "finance")
    reversals.propose_reversal(actor=finance, distribution=distribution, seen=distribution.version, reasons="Wrong")
    money.agree(world, distribution)
    again = Distribution.objects.get(pk=distribution.pk)
    assert (again.state, anew(again).holds) == ("reversed", True)
