"""A first amount for each inventor, whatever their shares; the rest by the formula. Figures by hand."""

import re

import pytest

from ip.rules import Refused, Shares, Standing, distribute, read_policy, reverse
from ip.rules.play import World, read_setting
from ip.rules.verification import check, recomputed
from tests.ip.rules.formulas import formula

COSTS = {"key": "costs", "kind": "cost_recovery", "name": {"en": "Costs"}}
FIRST = {"key": "first", "kind": "amount", "name": {"en": "First"}, "amount": "10", "payee": "inventors", "each": True}
HALVES = [{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}]
PERSONS = Shares.read([("ada", "2/3"), ("ben", "1/3")])


def policy(*deductions, **changed):
    return read_policy(formula(**{"deductions": list(deductions or (FIRST,)), "scope": "asset", "tiers": HALVES, **changed}))


def shared(given, gross, standing=None, shares=PERSONS):
    result = distribute(given, gross, currency="CNY", standing=standing or Standing(), shares=shares)
    assert check(result.trace(), recomputed(given, result.trace())) == ()
    return result


def test_each_gets_as_much_whatever_the_shares_and_the_rest_is_shared_by_them():
    result = shared(policy(), 5_000)  # 1,000 each; of 3,000 half by two thirds and one third
    assert result.amounts() == {"ada": 2_000, "ben": 1_500, "department": 900, "school": 600}
    assert (result.net, dict(result.granted)) == (3_000, {"first:ada": 1_000, "first:ben": 1_000})


def test_what_came_before_leaves_each_only_what_is_still_due_and_who_joins_later_gets_it_too():
    first = shared(policy(), 500)
    assert first.amounts() == {"ada": 250, "ben": 250, "department": 0, "school": 0}
    three = Shares.read([("ada", "1/3"), ("ben", "1/3"), ("cy", "1/3"), ("di", 0)])
    second = shared(policy(), 1_500, first.after, three)  # due: 750, 750 and 1,000; nothing for who has no part
    assert second.amounts() == {"ada": 450, "ben": 450, "cy": 600, "di": 0, "department": 0, "school": 0}
    third = shared(policy(), 1_600, second.after, three)  # 300, 300 and 400 are still due; 600 to share
    assert third.amounts() == {"ada": 400, "ben": 400, "cy": 500, "di": 0, "department": 180, "school": 120}
    assert third.after.recovered == {"first:ada": 1_000, "first:ben": 1_000, "first:cy": 1_000}


def test_the_place_in_the_order_says_whether_costs_come_before_it():
    after, before = policy(COSTS, FIRST), policy(FIRST, COSTS)
    assert shared(after, 3_000, Standing(pool=2_000)).amounts() == {"costs": 2_000, "ada": 500, "ben": 500, "department": 0, "school": 0}
    assert shared(before, 3_000, Standing(pool=2_000)).amounts() == {"costs": 1_000, "ada": 1_000, "ben": 1_000, "department": 0, "school": 0}


def test_a_cap_for_each_counts_it_and_a_part_that_fell_to_a_party_has_none():
    capped = policy(caps=[{"party": "inventors", "amount": "12", "to": "school", "each": True}])
    assert shared(capped, 5_000).amounts() == {"ada": 1_200, "ben": 1_200, "department": 900, "school": 600 + 800 + 300}
    fallen = Shares.read([("ada", "1/2"), ("party:school", "1/2")])
    assert shared(policy(), 2_000, shares=fallen).amounts() == {"ada": 1_000 + 250, "school": 250 + 200, "department": 300}
    assert shared(policy(), 900, shares=Shares.read([("party:school", 1)])).amounts() == {"school": 450 + 180, "department": 270}
    assert shared(policy(), 3_000, shares=None).amounts() == {"inventors": 1_000 + 1_000, "department": 600, "school": 400}


def test_tiers_that_run_person_by_person_begin_after_it():
    tiers = [{"from": "0", "to": "5", "shares": {"inventors": "90", "department": "10"}}, {"from": "5", "shares": {"school": "100"}}]
    by_person = policy(scope="person", tiers=tiers)
    assert shared(by_person, 2_900).amounts() == {"ada": 1_000 + 450, "ben": 1_000 + 270, "department": 50 + 30, "school": 100}


def test_over_the_years_and_after_a_reversal_each_begins_where_they_stand():
    yearly = formula(deductions=[FIRST | {"per": "year"}], scope="asset", tiers=HALVES)
    receipt = {"kind": "receipt", "given": {"amount": 2_600}}
    events = [
        {"n": 1, "date": "2024-02-01", **receipt},
        {"n": 2, "date": "2024-03-01", **receipt},
        {"n": 3, "date": "2024-04-01", "kind": "partial_reversal", "given": {"of": 1, "amount": 1_300}},
        {"n": 4, "date": "2024-05-01", **receipt},
        {"n": 5, "date": "2025-01-01", **receipt},
    ]
    world = World(read_setting({"U": [read_policy(yearly)]}, {"currency": "CNY", "shares": {"ada": "2/3", "ben": "1/3"}}))
    amounts = [{key.removeprefix("U/"): amount for key, amount in world.play(event)["amounts"].items()} for event in events]
    assert amounts[0] == {"ada": 1_200, "ben": 1_100, "department": 180, "school": 120} == amounts[4]
    assert amounts[1] == {"ada": 867, "ben": 433, "department": 780, "school": 520}
    assert amounts[2] == {"ada": -600, "ben": -550, "department": -90, "school": -60}
    # The net goes back first, all 600 of it; so 700 of what each had got first, which are due again before 1,900 are shared.
    assert amounts[3] == {"ada": 350 + 633, "ben": 350 + 317, "department": 570, "school": 380}


def test_a_reversal_gives_all_of_it_back():
    result = shared(policy(), 5_000)
    assert [line.amount for line in reverse(result.lines, net=result.net).lines] == [-2_000, -1_500, -900, -600]


@pytest.mark.parametrize(("words", "said"), [
    ({"payee": "school"}, 'deductions[0].each: "school" is not the party, at the top, that is shared among persons'),
    ({"payee": ""}, "deductions[0].payee: must not be empty"),
    ({"credited": True}, "deductions[0].each: does not go together with credited"),
])  # fmt: skip
def test_what_does_not_go_with_it(words, said):
    with pytest.raises(Refused, match=re.escape(said)):
        policy(FIRST | words)
    with pytest.raises(Refused, match=r"deductions\[0\].each: has no meaning without payee"):
        policy({key: value for key, value in FIRST.items() if key != "payee"})
    with pytest.raises(Refused, match=r"deductions\[1\].key"):
        policy(FIRST, COSTS | {"key": "first:ada"})
