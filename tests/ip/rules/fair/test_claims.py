"""Contributions, claims and bargains: what is divided sums, and nobody gets more than claimed."""

from fractions import Fraction

import pytest
from hypothesis import given

from ip.rules import Refused
from ip.rules.fair import RULES, equal_awards, equal_losses, nash, proportional, talmud, to_cents, to_parts
from tests.ip.rules.fair.naive import shortages

CLAIMS = {"a": Fraction(100), "b": Fraction(200), "c": Fraction(300)}


@given(shortages())
def test_every_rule_divides_all_of_it_and_gives_nobody_more_than_the_claim(shortage):
    amount, claims = shortage
    for name, rule in RULES.items():
        if name != "proportional" or any(claims.values()):
            awards = rule(amount, claims)
            assert sum(awards.values()) == amount, name
            assert all(0 <= awards[key] <= claim for key, claim in claims.items()), name


@given(shortages())
def test_losses_are_the_dual_of_awards_and_talmud_is_its_own(shortage):
    amount, claims = shortage
    rest = int(sum(claims.values())) - amount
    assert equal_losses(amount, claims) == {key: claim - equal_awards(rest, claims)[key] for key, claim in claims.items()}
    assert talmud(amount, claims) == {key: claim - talmud(rest, claims)[key] for key, claim in claims.items()}


def test_claims_that_the_money_covers_are_no_shortage():
    with pytest.raises(Refused, match="claims: sum to 600, which 601 covers"):
        talmud(601, CLAIMS)
    with pytest.raises(Refused, match=r"parts\[a\]: is -1"):
        equal_awards(1, {"a": Fraction(-1), "b": Fraction(5)})
    with pytest.raises(Refused, match="amount: is -1"):
        equal_losses(-1, CLAIMS)
    with pytest.raises(Refused, match="parts that sum to zero cannot carry 5"):
        proportional(5, {"a": Fraction(0)})


def test_a_bargain_shares_only_what_the_deal_adds():
    fallbacks = {"uni": Fraction(20), "firm": Fraction(50)}
    assert nash(100, fallbacks, {"uni": Fraction(2, 3), "firm": Fraction(1, 3)}) == {"uni": 40, "firm": 60}


@pytest.mark.parametrize(
    ("total", "powers", "why"),
    [
        (69, ("1/2", "1/2"), "fallbacks: 70 is more than the 69 that is left"),
        (100, ("1/2", "1/3"), "powers: the parts sum to 5/6, not to 1"),
        (100, ("3/2", "-1/2"), "powers: is -1/2"),
    ],
)
def test_a_bargain_that_cannot_be_is_refused(total, powers, why):
    given = dict(zip(("uni", "firm"), map(Fraction, powers), strict=True))
    with pytest.raises(Refused, match=why):
        nash(total, {"uni": Fraction(20), "firm": Fraction(50)}, given)


def test_an_allocation_becomes_cents_and_parts():
    thirds = {"a": Fraction(100, 3), "b": Fraction(100, 3), "c": Fraction(100, 3)}
    assert to_cents(thirds) == {"a": 34, "b": 33, "c": 33}
    assert to_parts(thirds, most=1000) == (3, {"a": 1, "b": 1, "c": 1})
    assert to_parts({"a": Fraction(1, 7), "b": Fraction(0), "c": Fraction(6, 7)}, most=7) == (7, {"a": 1, "c": 6})
    assert to_parts({"a": Fraction(1, 7), "c": Fraction(6, 7)}, most=6) == (6, {"a": 1, "c": 5})


def test_a_negative_part_can_be_neither_paid_nor_agreed():
    broken = {"a": Fraction(-1), "b": Fraction(2)}
    for turned in (to_cents, lambda allocation: to_parts(allocation, most=100)):
        with pytest.raises(Refused, match=r"allocation\[a\]: is -1"):
            turned(broken)
    with pytest.raises(Refused, match="must be a whole number of minor units"):
        to_cents({"a": Fraction(1, 3)})
