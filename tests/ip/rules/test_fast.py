"""The fast ways give what the explained way gives, unit by unit."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ip.rules import Refused, Shares, Standing, distribute, largest_remainder, read_policy
from ip.rules.compiled import Compiled, compilable
from ip.rules.many import split_many
from tests.ip.rules.formulas import AMOUNTS, formula, formulas, share_sets
from tests.ip.rules.random_formulas import document, persons, units


@given(formulas(), AMOUNTS, AMOUNTS, st.integers(0, 10**9), share_sets())
def test_a_compiled_formula_gives_the_same_lines(document, gross, life, pool, shares):
    policy = read_policy(document)
    full = distribute(policy, gross, currency="CNY", standing=Standing(life, pool), shares=shares)
    fast = Compiled(policy, shares)
    assert list(zip(fast.keys, fast.amounts(gross, life, pool), strict=True)) == [(line.key, line.amount) for line in full.lines]


def plain(made: dict) -> dict:
    """A random formula without what needs more than gross, life-to-date and pool."""
    left = {key: value for key, value in made.items() if key not in ("counts", "caps", "nothing_below", "at_least", "schedules", "indexation")}
    costs = [{key: word for key, word in step.items() if key not in ("above", "up_to", "per", "pool", "least", "limit", "payee")} for step in made["deductions"]]
    usual = [step for step in costs if step["kind"] in ("percent", "cost_recovery") and not isinstance(step.get("of"), dict)]
    scope = {"scope": "asset", "tiering": "marginal", "rounding": "largest_remainder"}
    return {**left, **scope, "deductions": usual}


@pytest.mark.parametrize("lot", range(4))
def test_random_plain_formulas_agree_when_compiled(lot):
    for seed in range(lot, 400, 4):
        draw = Random(seed)
        made = plain(document(draw))
        policy, people = read_policy(made), persons(draw, made)
        shares = Shares.read(people, units=units(draw, people)) if people else None
        gross, life, pool = draw.randrange(10**7), draw.randrange(10**8), draw.randrange(10**5)
        full = distribute(policy, gross, currency="CNY", standing=Standing(life, pool), shares=shares)
        assert Compiled(policy, shares).amounts(gross, life, pool) == [line.amount for line in full.lines], seed


def test_what_needs_more_than_three_numbers_is_not_compiled():
    draws = [document(Random(seed)) for seed in range(100)]
    assert sum(compilable(read_policy(made)) for made in draws) < 10
    capped = formula(caps=[{"party": "inventors", "amount": "5", "to": "school"}])
    with pytest.raises(Refused, match="only the full computation knows"):
        Compiled(read_policy(capped))


def test_a_compiled_formula_refuses_what_the_full_one_refuses():
    partial = read_policy(formula(tiers=formula()["tiers"][:1], partial={"en": "only the first 1,000"}, deductions=[]))
    with pytest.raises(Refused, match="only up to 100000"):
        Compiled(partial).amounts(100_001)
    with pytest.raises(Refused, match="gross: is -1"):
        Compiled(partial).amounts(-1)


@given(
    st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-50, 50), min_size=1, max_size=20),
    st.lists(st.integers(0, 2**31 - 1) | st.integers(0, 9) | st.fractions(0, 5, max_denominator=30), min_size=1, max_size=9).filter(any),
)
def test_many_splits_are_each_the_split_alone(amounts, weights):
    found = split_many(amounts, weights)
    assert [tuple(map(int, row)) for row in found] == [largest_remainder(amount, weights) for amount in amounts]


def test_amounts_beyond_sixty_four_bits_stay_whole():
    amounts, weights = [2**90 + 1, -(2**63)], [Fraction(1, 3), Fraction(2, 3)]
    assert [tuple(row) for row in split_many(amounts, weights)] == [largest_remainder(amount, weights) for amount in amounts]


def test_parts_that_sum_to_zero_cannot_carry_money():
    assert split_many([0, 0], [0, 0]).tolist() == [[0, 0], [0, 0]]
    with pytest.raises(Refused, match="cannot carry 5"):
        split_many([0, 5], [0, 0])
