import pytest
from hypothesis import given

from ip.rules import Refused, Shares, reverse, settle
from tests.ip.rules.formulas import AMOUNTS, share_sets

PARTS = Shares.read([("kita", "45/100"), ("minato", "30/100"), ("tokai", "25/100")])


def test_common_costs_go_back_to_their_bearer_first_and_the_rest_by_the_clause():
    settled = settle(1_000_001, PARTS, common_pool=200_001, borne_by="kita")
    assert [(line.key, line.kind, line.amount) for line in settled.lines] == [
        ("kita", "common_costs", 200_001),
        ("kita", "part", 360_000),
        ("minato", "part", 240_000),
        ("tokai", "part", 200_000),
    ]
    assert (settled.part("kita"), settled.pool_after) == (360_000, 0)


def test_common_costs_above_the_receipt_are_carried_forward():
    settled = settle(500_000, PARTS, common_pool=700_001, borne_by="kita")
    assert ([line.amount for line in settled.lines], settled.pool_after) == ([500_000, 0, 0, 0], 200_001)


@given(AMOUNTS, AMOUNTS, share_sets())
def test_a_settlement_sums_and_its_reversal_restores_the_common_pool(amount, pool, parts):
    settled = settle(amount, parts, common_pool=pool, borne_by="someone")
    assert sum(line.amount for line in settled.lines) == amount
    assert settled.pool_after + reverse(settled.lines).common_pool == pool


def test_costs_that_nobody_bore_cannot_be_recovered():
    with pytest.raises(Refused, match="borne_by: common costs need the party that bore them"):
        settle(100, PARTS, common_pool=1)


def test_no_more_can_be_taken_back_than_stands():
    with pytest.raises(Refused, match="amount: is 101, but must lie between 1 and 100"):
        reverse(settle(100, PARTS).lines, 101)
    with pytest.raises(Refused, match="amount: is 0"):
        reverse(settle(100, PARTS).lines, 0)
