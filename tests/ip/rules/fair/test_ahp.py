"""Weights from judgements in pairs."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ip.rules import Refused
from ip.rules.fair import weigh, weigh_by_criteria

NAMES = ("a", "b", "c", "d")
PAIRS = list(combinations(NAMES, 2))


def judged(*values: str) -> dict[tuple[str, str], Fraction]:
    return {pair: Fraction(value) for pair, value in zip(PAIRS, values, strict=True)}


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_judgements_that_agree_give_their_own_weights_back(method):
    made = weigh(NAMES, judged("2", "4", "8", "2", "4", "2"), method)
    assert [round(made.weights[name], 6) for name in NAMES] == [round(Fraction(part, 15), 6) for part in (8, 4, 2, 1)]
    assert (made.eigenvalue, made.index, made.ratio, made.consistent) == (4, 0, 0, True)


def test_judgements_that_contradict_each_other_are_told_by_their_ratio():
    made = weigh(NAMES[:3], {("a", "b"): Fraction(5), ("b", "c"): Fraction(5), ("c", "a"): Fraction(5)})
    assert (made.consistent, made.weights["a"] > Fraction(33, 100)) == (False, True)
    assert round(made.eigenvalue, 4) == Fraction("6.2")  # 1 + 5 + 1/5: every row of the circle sums to it
    assert round(made.ratio, 4) == round(Fraction("1.6") / Fraction("0.58"), 4)


def test_for_three_things_both_methods_agree_and_for_four_they_need_not():
    three = {("a", "b"): Fraction(3), ("a", "c"): Fraction(5), ("b", "c"): Fraction(3)}
    assert weigh(NAMES[:3], three).weights == weigh(NAMES[:3], three, "geometric_mean").weights
    four = judged("3", "5", "9", "3", "1", "1/2")
    assert weigh(NAMES, four).weights != weigh(NAMES, four, "geometric_mean").weights


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([Fraction(n, d) for n in range(1, 10) for d in range(1, 10)]), min_size=6, max_size=6))
def test_weights_sum_to_one_and_solve_the_equation(values):
    judgements = dict(zip(PAIRS, values, strict=True))
    made = weigh(NAMES, judgements)
    both = judgements | {(second, first): 1 / value for (first, second), value in judgements.items()}
    assert sum(made.weights.values()) == 1
    for name in NAMES:
        image = sum(both.get((name, other), 1) * made.weights[other] for other in NAMES)
        assert abs(image - made.eigenvalue * made.weights[name]) < Fraction(1, 10**6)


def test_one_or_two_things_always_agree():
    assert weigh(["a"], {}).weights == {"a": 1}
    made = weigh(["a", "b"], {("b", "a"): Fraction(3)})
    assert (made.weights, made.ratio, made.consistent) == ({"a": Fraction(1, 4), "b": Fraction(3, 4)}, None, True)


@pytest.mark.parametrize(
    ("judgements", "why"),
    [
        ({("a", "b"): Fraction(10)}, r"judgements\[a, b\]: is 10, but must lie between 1/9 and 9"),
        ({}, r"judgements\[a, b\]: is missing"),
        ({("a", "b"): Fraction(3), ("b", "a"): Fraction(3)}, r'judgements\[b, a\]: "a" stands here twice'),
        ({("a", "z"): Fraction(3)}, r'judgements\[a, z\]: "z" is not one of the parties'),
    ],
)
def test_judgements_that_cannot_be_are_refused(judgements, why):
    with pytest.raises(Refused, match=why):
        weigh(["a", "b"], judgements)
    with pytest.raises(Refused, match='method: "median" is not a feature'):
        weigh(["a", "b"], {("a", "b"): Fraction(3)}, "median")


def test_weights_over_several_criteria_are_those_of_the_names_by_those_of_the_criteria():
    """Novelty counts three times as much as cost; a is 4 : 1 the newer, 1 : 2 the cheaper: 3/4 · 4/5 + 1/4 · 1/3."""
    within = {"novelty": {("a", "b"): Fraction(4)}, "cost": {("a", "b"): Fraction(1, 2)}}
    made = weigh_by_criteria(("a", "b"), ("novelty", "cost"), {("novelty", "cost"): Fraction(3)}, within)
    assert abs(made.weights["a"] - (Fraction(3, 5) + Fraction(1, 12))) < Fraction(1, 10**8)
    assert (sum(made.weights.values()), made.consistent) == (1, True)


def test_one_set_of_comparisons_that_contradicts_itself_is_named():
    circle = {("a", "b"): Fraction(5), ("b", "c"): Fraction(5), ("a", "c"): Fraction(1, 5)}
    even = {pair: Fraction(1) for pair in circle}
    made = weigh_by_criteria(NAMES[:3], ("x", "y"), {("x", "y"): Fraction(1)}, {"x": circle, "y": even})
    assert ([of for of, each in made.within.items() if not each.consistent], made.consistent) == (["x"], False)


def test_a_criterion_without_comparisons_is_refused():
    with pytest.raises(Refused):
        weigh_by_criteria(("a", "b"), ("x", "y"), {("x", "y"): Fraction(1)}, {"x": {("a", "b"): Fraction(1)}})
