"""Whatever the convention: nothing is lost, nothing is made, and a negative amount mirrors the positive one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ip.rules import Refused
from ip.rules.rounding import CONVENTIONS, TIES, Rounding, apportion

WEIGHTS = st.lists(st.integers(0, 50) | st.fractions(0, 9, max_denominator=20), min_size=1, max_size=8).filter(any)
ROUNDINGS = st.sampled_from([Rounding(convention) for convention in CONVENTIONS] + [Rounding(ties=ties) for ties in TIES])


@given(st.integers(-(10**20), 10**20), WEIGHTS, ROUNDINGS)
def test_parts_and_rest_sum_to_the_amount(amount, weights, rounding):
    parts, rest = apportion(amount, weights, rounding)
    assert sum(parts) + rest == amount
    assert apportion(-amount, weights, rounding) == (tuple(-part for part in parts), -rest)
    assert all(part * amount >= 0 for part in (*parts, rest))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@given(st.integers(0, 10**9), WEIGHTS, ROUNDINGS)
def test_only_conventions_with_a_line_of_their_own_leave_anything(amount, weights, rounding):
    _parts, rest = apportion(amount, weights, rounding)
    assert rest == 0 or rounding.convention in ("separate", "block_separate")


@pytest.mark.parametrize(
    ("rounding", "parts"),
    [
        (Rounding("to_first"), (1, 1, 0)), (Rounding("to_last"), (0, 1, 1)), (Rounding("all_to_first"), (2, 0, 0)),
        (Rounding("all_to_last"), (0, 0, 2)), (Rounding(ties="reversed"), (0, 1, 1)),
    ],
)  # fmt: skip
def test_two_units_for_three_equal_parts(rounding, parts):
    assert apportion(2, [1, 1, 1], rounding) == (parts, 0)


def test_of_equal_fractions_the_larger_part_is_first_where_the_policy_says_so():
    weights = [1, 3]  # of six units one and a half and four and a half
    assert apportion(6, weights, Rounding()) == ((2, 4), 0)
    assert apportion(6, weights, Rounding(ties="largest_share")) == ((1, 5), 0)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_parts_that_sum_to_zero_or_lie_below_it_are_refused(convention):
    with pytest.raises(Refused, match="cannot carry 5"):
        apportion(5, [0, 0], Rounding(convention))
    with pytest.raises(Refused, match=r"weights\[1\]: is -1"):
        apportion(5, [2, -1], Rounding(convention))
