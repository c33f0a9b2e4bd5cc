"""Taxes beside sharing: a table that jumps is found, an exemption ends where the law says."""

from fractions import Fraction

import pytest

from ip.rules import Refused
from ip.rules.taxes import YEARLY, YUAN, Bracket, breaks, for_shares, income_tax, transfer_tax, with_reward


def test_a_table_that_jumps_is_found():
    wrong = [YEARLY[0], Bracket(144_000 * YUAN, Fraction(10), 2_000 * YUAN), *YEARLY[2:]]
    assert (breaks(YEARLY), breaks(wrong)) == ([], [36_000 * YUAN, 144_000 * YUAN])


def test_a_table_without_jumps_never_takes_more_than_a_yuan_of_a_yuan_more():
    for end in (36_000, 144_000, 960_000):
        assert 0 <= income_tax(end * YUAN + YUAN) - income_tax(end * YUAN) <= YUAN


def test_transferred_technology_is_free_up_to_five_million():
    assert [transfer_tax(amount * YUAN) for amount in (5_000_000, 5_000_008)] == [0, YUAN]


def test_half_of_a_cash_reward_counts():
    assert with_reward(0, 100_000 * YUAN) == (income_tax(40_000 * YUAN), 0)
    with pytest.raises(Refused, match="counts: is 101"):
        with_reward(0, 1, counts=Fraction(101))


def test_a_deferral_moves_tax_and_takes_none_away():
    rates = {"personal": Fraction(20), "company": Fraction(25)}
    now, later = (for_shares(1_000, 1_500, 100, deferred=deferred, **rates) for deferred in (False, True))
    assert (now.contribution, now.transfer, later.contribution, later.transfer) == (200, 100, 0, 300)
    assert now.total == later.total
