"""Parties of persons beside the inventors, each divided by its own share set; small enough to check by hand."""

import pytest

from ip.rules import Refused, Shares, Standing, check, distribute, read_policy, recomputed, reverse
from ip.rules.compiled import Compiled
from ip.rules.play import World, read_setting
from tests.ip.rules.formulas import formula

NAMED = {"inventors": True, "team": "team", "brokers": "brokers", "school": False}
TIERS = [{"from": "0", "shares": {"inventors": "70", "team": "10", "brokers": "5", "school": "15"}}]
MADE = Shares.read([("ada", "3/5"), ("ben", "2/5")])
GROUPS = {"team": Shares.read([("ada", "1/3"), ("cy", "2/3")]), "brokers": Shares.read([("di", 1)])}


def parties(**persons):
    said = NAMED | persons
    return [{"key": key, "name": {"en": key.title()}, **({"persons": said[key]} if said[key] else {})} for key in NAMED]


def policy(**changed):
    return read_policy(formula(**{"deductions": [], "tiers": TIERS, "parties": parties(), **changed}))


def given(used, gross, **more):
    result = distribute(used, gross, currency="CNY", **{"shares": MADE, "groups": GROUPS, **more})
    assert check(result.trace(), recomputed(used, result.trace())) == ()
    assert sum(line.amount for line in result.lines) == gross
    return result


def lines(result):
    return [(line.of, line.key, line.amount) for line in result.lines]


def test_each_group_divides_its_part_by_its_own_set():
    result = given(policy(), 100_000)
    assert lines(result) == [
        ("inventors", "ada", 42_000), ("inventors", "ben", 28_000), ("team", "ada", 3_333), ("team", "cy", 6_667),
        ("brokers", "di", 5_000), ("", "school", 15_000),
    ]  # fmt: skip
    assert result.amounts()["ada"] == 45_333
    steps = [(step["key"], step.get("group", ""), step["share"]) for step in result.steps if step["code"] == "person"]
    assert steps == [("ada", "", "0.6"), ("ben", "", "0.4"), ("ada", "team", "1/3"), ("cy", "team", "2/3"), ("di", "brokers", "1")]


def test_a_group_without_its_set_stays_one_line():
    result = given(policy(), 100_000, groups={"team": GROUPS["team"]})
    assert ("", "brokers", 5_000) in lines(result)
    assert "groups" not in distribute(policy(), 100, currency="CNY", shares=MADE).trace()["inputs"]


def test_the_trace_says_who_was_in_which_group():
    assert given(policy(), 100).trace()["inputs"]["groups"] == {"team": [["ada", "1/3"], ["cy", "2/3"]], "brokers": [["di", "1"]]}


def test_a_group_can_have_a_part_of_a_split():
    school = {"key": "school", "name": {"en": "S"}, "split": [
        {"key": "lab", "name": {"en": "L"}, "percent": "40", "persons": "lab"}, {"key": "fund", "name": {"en": "F"}, "percent": "60"}]}  # fmt: skip
    used = policy(parties=[*parties()[:-1], school])
    result = given(used, 100_000, groups=GROUPS | {"lab": Shares.read([("eve", "1/2"), ("ada", "1/2")])})
    assert lines(result)[-3:] == [("lab", "eve", 3_000), ("lab", "ada", 3_000), ("school", "fund", 9_000)]


def test_caps_and_thresholds_count_all_that_a_group_got():
    used = policy(caps=[{"party": "team", "amount": "100", "to": "school"}])
    first = given(used, 100_000)
    assert first.after.capped == {"team": 10_000}
    second = given(used, 100_000, standing=first.after)
    assert sum(line.amount for line in second.lines if line.of == "team") == 0
    assert second.amounts()["school"] == 25_000


def test_a_cap_for_each_inventor_does_not_see_what_they_get_in_another_group():
    used = policy(caps=[{"party": "inventors", "amount": "420", "each": True, "to": "school"}])
    first = given(used, 100_000)
    assert first.after.each == {"ada": 42_000, "ben": 28_000}
    assert given(used, 100_000, standing=first.after).amounts()["ada"] == 3_333


def test_where_tiers_run_person_by_person_a_group_divides_what_they_leave_it():
    used = policy(scope="person", tiers=[{"from": "0", "to": "100", "shares": {"inventors": "100"}}, {**TIERS[0], "from": "100"}])
    result = given(used, 30_000)  # 18,000 and 12,000: 8,000 and 2,000 above
    assert lines(result)[2:5] == [("team", "ada", 333), ("team", "cy", 667), ("brokers", "di", 500)]


def test_what_is_taken_back_comes_from_the_same_lines():
    result = given(policy(), 100_000)
    assert [(line.of, line.key, line.amount) for line in reverse(result.lines, 10_000).lines][2] == ("team", "ada", -333)


def test_the_fast_way_gives_the_same():
    fast = Compiled(policy(), MADE, GROUPS)
    assert list(zip(fast.keys, fast.amounts(12_345), strict=True)) == [(key, amount) for _of, key, amount in lines(given(policy(), 12_345))]


def refused(act):
    with pytest.raises(Refused) as error:
        act()
    return str(error.value)


def test_what_is_known_of_inventors_only_refuses_a_group_by_name():
    each = {"key": "first", "kind": "amount", "name": {"en": "F"}, "amount": "5", "payee": "team", "each": True}
    assert refused(lambda: policy(deductions=[each])).startswith('deductions[0].each: "team" is shared among a group of persons of its own')
    cap = {"party": "team", "amount": "1", "each": True, "to": "school"}
    assert refused(lambda: policy(caps=[cap])).startswith('caps[0].each: "team" is shared among a group')
    payout = {"forfeited_after_years": 5, "forfeited_to": "other_persons"}
    assert refused(lambda: policy(payout=payout)).startswith("payout.forfeited_to: ")
    units = Shares.read([("ada", 1)], units={"ada": ["science"]})
    assert refused(lambda: given(policy(), 1, groups={"team": units})).startswith('groups.team: "team" is shared among a group')


def test_a_group_stands_once_beside_the_inventors():
    assert refused(lambda: policy(parties=parties(brokers="team"))).startswith('parties[2].persons: "team"')
    assert refused(lambda: policy(parties=parties(inventors="made"))).startswith("parties: ")
    split = [{"key": "x", "name": {"en": "X"}, "percent": "100"}]
    assert refused(lambda: policy(parties=[*parties()[:2], {**parties()[2], "split": split}, parties()[3]])).startswith("parties[2].split")


def test_a_set_of_no_group_and_a_name_of_a_line_are_refused():
    assert refused(lambda: given(policy(), 1, groups={"friends": MADE})).startswith('groups.friends: "friends" is no group')
    assert refused(lambda: given(policy(), 1, groups={"team": Shares.read([("school", 1)])})).startswith('groups.team: "school"')


def test_a_play_has_sets_by_institution_and_group():
    sets = {"A": {"Linhai": {"ada": "1"}, "Linhai/team": {"ada": "1/2", "cy": "1/2"}}}
    deals = {"D": {"currency": "CNY", "assets": {"A": "1"}, "settlement": {"A": {"Linhai": "1"}}}}
    used = policy(parties=[*parties()[:2], {"key": "brokers", "name": {"en": "B"}}, parties()[3]])
    world = World(read_setting({"Linhai": [used]}, {"deals": deals, "share_sets": sets}))
    receipt = {"date": "2024-05-01", "kind": "receipt", "given": {"amount": 100_000}}
    assert world.play(receipt)["amounts"]["Linhai/ada"] == 75_000
    change = {"date": "2024-05-02", "kind": "share_set", "given": {"group": "team", "shares": {"cy": "1"}}}
    world.play(change)
    assert world.play(receipt)["amounts"] == {"Linhai/ada": 70_000, "Linhai/cy": 10_000, "Linhai/brokers": 5_000, "Linhai/school": 15_000}
    assert refused(lambda: world.play({**change, "given": {"group": "x", "shares": {"cy": "1"}}})) == 'event.given.group: "x" is no group of persons in this policy; known: team'
    strange = {"deals": deals, "share_sets": {"A": {"Linhai/x": {"ada": "1"}}}}
    assert refused(lambda: read_setting({"Linhai": [used]}, strange)).startswith('share_sets.A.Linhai/x: "x" is no group')


def test_the_total_of_an_opening_counts_for_the_group_under_its_party():
    used = policy(caps=[{"party": "team", "amount": "100", "to": "school"}])
    result = given(used, 100_000, standing=Standing(capped={"team": 5_000}))
    assert sum(line.amount for line in result.lines if line.of == "team") == 5_000


@pytest.mark.parametrize(("said", "path"), [
    ({"persons": {"leaves": {"lost_to": "team"}}}, "persons.leaves"),
    ({"persons": {"dies": {"lost_to": "brokers"}}}, "persons.dies"),
    ({"payout": {"forfeited_after_years": 3, "forfeited_to": "brokers"}}, "payout.forfeited_to"),
    ({"payout": {"minimum": "100", "parties": ["inventors"]}}, "payout.parties"),
])  # fmt: skip
def test_nothing_falls_to_a_group_undivided_and_a_least_amount_is_of_all_persons(said, path):
    assert refused(lambda: policy(**said)).startswith(path)
