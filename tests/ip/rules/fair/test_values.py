"""Shapley and nucleolus: exact, and the same as the naive way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ip.rules import Refused
from ip.rules.fair import Game, judge, least_excess, nucleolus, read_game, risk_adjusted, shapley, talmud
from ip.rules.fair.games import sums
from tests.ip.rules.fair import naive

MERCHANTS = read_game(["甲", "乙", "丙"], {"甲": "1", "乙": "1", "丙": "1", "甲,乙": "7", "丙,甲": "5", "乙,丙": "4", "甲,乙,丙": "11"})


@settings(max_examples=60)
@given(naive.games())
def test_the_matrix_products_give_what_all_orders_of_joining_give(game):
    assert shapley(game) == naive.shapley(game)


@settings(max_examples=25)
@given(naive.games(most=4, low=-(10**40), high=10**40))
def test_values_beyond_floating_point_stay_exact(game):
    assert shapley(game) == naive.shapley(game)


def test_values_at_the_border_of_floating_point_stay_exact():
    most = 2**53
    for unit in (2**40 - 1, 2**40, 2**40 + 1, most - 1, most, most + 1):
        game = Game(tuple("abcdefghijkl"), (0, *([unit, -unit, unit] * 1365)))
        assert sum(shapley(game).values()) == game.total


def test_sixteen_players_are_exact():
    units = tuple((mask * 2654435761 % 2**32) * 10**9 * (mask > 0) for mask in range(1 << 16))
    values = shapley(Game(tuple("abcdefghijklmnop"), units))
    assert sum(values.values()) == units[-1]
    assert {value.denominator == 1 for value in values.values()} == {False}


def test_who_bears_more_than_an_equal_part_of_the_risk_gets_more():
    risks = {"甲": Fraction(1, 2), "乙": Fraction(1, 4), "丙": Fraction(1, 4)}
    given = risk_adjusted(MERCHANTS, risks)
    assert given == {"甲": Fraction(37, 6), "乙": Fraction(35, 12), "丙": Fraction(23, 12)}
    with pytest.raises(Refused, match="risks: the parts sum to 3/2, not to 1"):
        risk_adjusted(MERCHANTS, risks | {"丙": Fraction(3, 4)})


@settings(max_examples=40, deadline=None)
@given(naive.shortages(most=5))
def test_the_nucleolus_of_a_shortage_is_the_talmud_rule(shortage):
    """The theorem of R. Aumann and M. Maschler."""
    amount, claims = shortage
    assert nucleolus(naive.of_claims(amount, claims)) == talmud(amount, claims)


@settings(max_examples=40, deadline=None)
@given(naive.games(most=4, low=0, high=60), st.data())
def test_no_other_imputation_makes_the_unhappiest_happier(game, data):
    game = Game(game.players, (*game.units[:-1], game.units[-1] + 60 * len(game.players)), game.scale)
    best, alone = nucleolus(game), game.alone()
    surplus = game.total - sum(alone.values())
    weights = data.draw(st.lists(st.integers(1, 99), min_size=len(alone), max_size=len(alone)))
    other = {
        name: value + surplus * weight / sum(weights) for (name, value), weight in zip(alone.items(), weights, strict=True)
    }
    assert sum(best.values()) == game.total
    assert naive.excesses(game, best) <= naive.excesses(game, other)


def test_twelve_parties_have_their_nucleolus():
    claims = {name: Fraction(10 * index) for index, name in enumerate("abcdefghijkl", 1)}
    assert nucleolus(naive.of_claims(400, claims)) == talmud(400, claims)
    with pytest.raises(Refused, match="players: is 13, but must lie between 1 and 12"):
        nucleolus(Game(tuple("abcdefghijklm"), (0, *[1] * 8191)))


def test_twelve_parties_all_of_whose_groups_gain_by_growing_take_as_many_steps_and_end_in_the_core():
    """Of a convex game, the nucleolus is settled one party after the other: the most work that there is."""
    weights = [3, 5, 8, 13, 21, 34, 55, 89, 94, 97, 98, 99]
    game = Game(tuple("abcdefghijkl"), tuple(100 * total**2 for total in sums(weights)))
    assert least_excess(game) > 0 and judge(game, nucleolus(game)).in_core


def test_the_least_excess_says_whether_the_core_is_empty():
    majority = read_game(["a", "b", "c"], {"a": 0, "b": 0, "c": 0, "a,b": 9, "a,c": 9, "b,c": 9, "a,b,c": 9})
    assert (least_excess(MERCHANTS), least_excess(majority)) == (Fraction(3, 2), Fraction(-3))


def test_together_less_than_alone_has_no_imputation():
    with pytest.raises(Refused, match="v: the parties have 7 alone, but only 6 together"):
        nucleolus(read_game(["a", "b"], {"a": 3, "b": 4, "a,b": 6}))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"a": 1, "a,b": 3}, r"v\(b\): is missing"),
        ({"a": 1, "b": 1, "a,b": 3, "b,a": 3}, 'v: "b,a" stands here twice'),
        ({"a": 1, "b": 1, "a,c": 3}, r'v\(a,c\): "c" is not one of the parties'),
        ({"a": 1, "b": 0.1, "a,b": 3}, r"v\(b\): is a binary fraction"),
        ({"a": 1, "b": 1, "a,b,a": 3}, r'v\(a,b,a\): "a" stands here twice'),
    ],
)
def test_a_game_with_a_gap_is_refused_and_nothing_guessed(values, why):
    with pytest.raises(Refused, match=why):
        read_game(["a", "b"], values)


def test_every_value_keeps_who_stated_it_and_on_which_evidence():
    said = {"value": "9", "by": "finance of Haoyuan", "evidence": "offer of 3 March"}
    game = read_game(["a", "b"], {"a": 1, "b": 2, "b,a": said})
    assert (game.total, game.sources) == (9, {3: {"by": "finance of Haoyuan", "evidence": "offer of 3 March"}})
