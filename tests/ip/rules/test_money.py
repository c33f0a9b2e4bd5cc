from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ip.rules import Refused, convert, decimals, exact, exact_text, half_away_from_zero, included_tax, largest_remainder
from ip.rules import round_up as up
from ip.rules.exact import whole

WEIGHTS = st.lists(st.fractions(min_value=0, max_value=100), min_size=1, max_size=8).filter(any)
AMOUNTS = st.integers(-(10**15), 10**15)


@given(AMOUNTS, WEIGHTS)
def test_a_split_sums_to_the_amount_and_stays_within_one_unit_of_the_exact_part(amount, weights):
    parts = largest_remainder(amount, weights)
    assert sum(parts) == amount
    assert all(abs(part - amount * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


@given(AMOUNTS, WEIGHTS)
def test_a_share_of_zero_gets_nothing_and_no_sign_changes(amount, weights):
    parts = largest_remainder(amount, weights)
    assert all(not part for part, weight in zip(parts, weights, strict=True) if not weight)
    assert all(part * amount >= 0 for part in parts)


@given(AMOUNTS, WEIGHTS)
def test_a_negative_amount_mirrors_the_positive_one(amount, weights):
    assert largest_remainder(-amount, weights) == tuple(-part for part in largest_remainder(amount, weights))


@given(st.integers(0, 10**15), WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_moves_only_the_unit_between_equals(amount, weights, random):
    order = list(range(len(weights)))
    random.shuffle(order)
    straight = largest_remainder(amount, weights)
    shuffled = largest_remainder(amount, [weights[index] for index in order])
    for place, index in enumerate(order):
        if shuffled[place] != straight[index]:
            assert weights.count(weights[index]) > 1 or _fraction_repeats(amount, weights, index)


def _fraction_repeats(amount, weights, index):
    fractions = [amount * weight / sum(weights) % 1 for weight in weights]
    return fractions.count(fractions[index]) > 1


def test_equal_fractions_get_the_unit_in_listed_order():
    assert largest_remainder(100, [1, 1, 1, 1, 1, 1]) == (17, 17, 17, 17, 16, 16)
    assert largest_remainder(-2, [1, 1, 1]) == (-1, -1, 0)


def test_nothing_can_be_divided_over_nothing():
    assert largest_remainder(0, [0, 0]) == (0, 0)
    with pytest.raises(Refused, match="parts that sum to zero cannot carry 5"):
        largest_remainder(5, [0, 0])


@given(st.fractions())
def test_an_exact_number_written_is_read_back_unchanged(number):
    if abs(number.numerator) < 10**15 and number.denominator < 10**15:
        assert exact(exact_text(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("100/3", Fraction(100, 3)), ("33.34", Fraction(1667, 50)), ("0", Fraction(0)), (15, Fraction(15))],
)
def test_shares_are_read_exactly(text, number):
    assert exact(text) == number


@pytest.mark.parametrize(
    "wrong",
    [0.1, float("nan"), "NaN", "1/0", "1.5/2", "1e3", "٣", " 1", "", "+1", "1_000", None, True, "9" * 40, 10**40],
)
def test_what_is_not_an_exact_number_is_refused(wrong):
    with pytest.raises(Refused):
        exact(wrong)


def test_exact_text_prefers_decimals_that_end():
    assert [exact_text(Fraction(text)) for text in ("1667/50", "100/3", "-1/8", "7")] == [
        "33.34",
        "100/3",
        "-0.125",
        "7",
    ]


def test_halves_go_away_from_zero():
    assert [half_away_from_zero(Fraction(value, 2)) for value in (-5, -3, 1, 3, 5)] == [-3, -2, 1, 2, 3]


def test_floors_of_the_law_round_up():
    assert [up(Fraction(value, 2)) for value in (3, 4, -3)] == [2, 2, -1]


def test_conversion_knows_the_decimals_of_both_currencies():
    assert convert(1_234_567, exact("0.006915"), source="JPY", target="USD") == 853_703
    assert convert(1_000_050, exact("1.0387"), source="EUR", target="USD") == 1_038_752
    assert [decimals(code) for code in ("CNY", "JPY", "KWD")] == [2, 0, 3]


def test_included_tax_is_taken_out_of_the_amount():
    assert included_tax(10_000_000, Fraction(6)) == 566_038


def test_a_number_too_long_to_print_is_refused_with_a_sentence():
    with pytest.raises(Refused, match='number: "int" is not an exact number'):
        exact(10**5000)
    with pytest.raises(Refused, match="gross: is huge"):
        whole(10**5000, "gross")
