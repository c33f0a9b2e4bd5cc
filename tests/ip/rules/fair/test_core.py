"""Who would do better without the others."""

from fractions import Fraction

from hypothesis import given, settings

from ip.rules.fair import judge, least_excess, nucleolus, read_game, shapley
from tests.ip.rules.fair import naive

TOWNS = {"1": 0, "2": 0, "3": 0, "1,2": 40, "1,3": 0, "2,3": 25, "1,2,3": 64}


def test_the_verdict_names_the_group_that_blocks_and_what_it_is_short_of():
    verdict = judge(read_game(["1", "2", "3"], TOWNS), {"1": Fraction(-20), "2": Fraction(28), "3": Fraction(56)})
    assert [(block.group, block.value, block.gets, block.short) for block in verdict.alone] == [(("1",), 0, -20, 20)]
    assert [(block.group, block.short) for block in verdict.groups] == [(("1", "2"), 32)]
    assert (verdict.rational, verdict.in_core, verdict.over) == (False, False, 0)


def test_what_shares_out_too_much_or_too_little_is_no_answer():
    game = read_game(["1", "2", "3"], TOWNS)
    rich = judge(game, dict.fromkeys("123", Fraction(30)))
    poor = judge(game, {"1": Fraction(20), "2": Fraction(22), "3": Fraction(12)})
    assert (rich.over, rich.rational, rich.in_core) == (26, True, False)
    assert (poor.over, poor.groups, poor.in_core) == (-10, (), False)


def test_the_shapley_value_of_the_towns_lies_in_the_core():
    game = read_game(["1", "2", "3"], TOWNS)
    assert judge(game, shapley(game)).in_core


@settings(max_examples=40, deadline=None)
@given(naive.shortages(most=4))
def test_where_the_core_is_not_empty_the_nucleolus_lies_in_it(shortage):
    game = naive.of_claims(*shortage)
    if len(game.players) > 1 and least_excess(game) >= 0:
        assert judge(game, nucleolus(game)).in_core
