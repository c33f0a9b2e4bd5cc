"""A party's part among the units of the persons, each case small enough to check by hand."""

import pytest

from ip.rules import Refused, Shares, Standing, check, distribute, read_policy, recomputed, reverse
from ip.rules.compiled import Compiled
from ip.rules.departures import after_death, after_leaving
from ip.rules.formula import PersonsRule
from tests.ip.rules.formulas import KEYS, formula

HALVES = [{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}]
CHEMISTRY, PHYSICS, LAW = ("science", "chemistry"), ("science", "physics"), ("lawyers",)
THREE = [("ada", "1/2"), ("ben", "1/3"), ("cy", "1/6")]
PATHS = {"ada": CHEMISTRY, "ben": PHYSICS, "cy": CHEMISTRY}


def divided(department="second", school="top", **changed):
    units = {"department": department, "school": school}
    parties = [
        {"key": key, "name": {"en": key}, "persons": key == "inventors", **({"units": units[key]} if units.get(key) else {})} for key in KEYS
    ]
    return read_policy(formula(**{"deductions": [], "scope": "asset", "tiers": HALVES, "parties": parties, **changed}))


def given(policy, gross, shares, **more):
    result = distribute(policy, gross, currency="CNY", shares=shares, **more)
    assert check(result.trace(), recomputed(policy, result.trace())) == ()
    return result


def lines(result, of):
    return [(line.key, line.kind, line.amount) for line in result.lines if line.of == of or line.key == of]


def test_departments_and_schools_share_in_proportion_to_their_inventors():
    result = given(divided(), 100_000, Shares.read(THREE, units=PATHS))
    assert lines(result, "department") == [("chemistry", "unit", 20_000), ("physics", "unit", 10_000)]
    assert lines(result, "school") == [("science", "unit", 20_000)]
    assert [(step["key"], step["share"]) for step in result.steps if step["code"] == "unit" and step["of"] == "department"] == [
        ("chemistry", "2/3"), ("physics", "1/3"),
    ]  # fmt: skip


def test_cents_left_over_go_in_the_order_in_which_units_first_appear():
    halves = [("ada", "1/2"), ("ben", "1/2")]
    for first, second in ((CHEMISTRY, PHYSICS), (PHYSICS, CHEMISTRY)):
        result = given(divided(), 10, Shares.read(halves, units={"ada": first, "ben": second}))
        assert lines(result, "department") == [(first[1], "unit", 2), (second[1], "unit", 1)]


def test_who_has_no_unit_leaves_the_part_with_the_party():
    result = given(divided(), 100_000, Shares.read(THREE, units={"ben": PHYSICS}))
    assert lines(result, "department") == [("department", "party", 20_000), ("physics", "unit", 10_000)]
    assert given(divided(), 100_000, Shares.read(THREE)).amounts()["department"] == 30_000
    assert distribute(divided(), 100_000, currency="CNY").amounts()["department"] == 30_000


def test_where_the_policy_says_so_it_goes_to_another_party_and_still_counts_as_the_first_ones():
    """Ben has no laboratory: his third of the 30,000 of the laboratories falls to the school; a cap on the school does not see it."""
    parties = [{"key": "inventors", "name": {"en": "I"}, "persons": True}, {"key": "school", "name": {"en": "S"}},
               {"key": "department", "name": {"en": "D"}, "units": "own", "no_unit_to": "school"}]  # fmt: skip
    caps = [{"party": "school", "amount": "300", "to": "inventors"}, {"party": "department", "amount": "400", "to": "inventors"}]
    policy = read_policy(formula(deductions=[], tiers=HALVES, parties=parties, caps=caps))
    shares = Shares.read(THREE, units={"ada": CHEMISTRY, "cy": CHEMISTRY})
    first = given(policy, 100_000, shares)
    assert lines(first, "department") == [("chemistry", "unit", 20_000), ("school", "party", 10_000)]
    assert (first.amounts()["school"], first.after.capped) == (30_000, {"school": 20_000, "department": 30_000})
    second = given(policy, 100_000, shares, standing=first.after)  # 10,000 of each are still free
    assert [second.amounts()[key] for key in ("chemistry", "school")] == [6_667, 10_000 + 3_333]
    nobody = given(policy, 100_000, Shares.read(THREE))
    assert lines(nobody, "department") == [("school", "party", 30_000)] and nobody.amounts()["school"] == 50_000
    plain = read_policy(formula(deductions=[], tiers=HALVES, parties=parties))
    fast = Compiled(plain, shares)
    assert list(zip(fast.keys, fast.amounts(12_345), strict=True)) == [(line.key, line.amount) for line in given(plain, 12_345, shares).lines]


def test_the_unit_of_who_left_can_be_lost_though_the_part_is_kept():
    shares = Shares.read(THREE, units=PATHS)
    kept = after_leaving(shares, "ada", PersonsRule(leaves="keeps", unit_lost=True))
    assert (kept.parts, dict(kept.units)) == (shares.parts, {"ben": PHYSICS, "cy": CHEMISTRY})
    fallen = after_leaving(shares, "ada", PersonsRule(leaves="lost_to", leaves_to="school", unit_lost=True))
    assert dict(fallen.units) == {"ben": PHYSICS, "cy": CHEMISTRY}


def test_who_belongs_to_the_top_of_the_tree_counts_there_at_every_level():
    result = given(divided(), 100_000, Shares.read([("ada", "1/2"), ("di", "1/2")], units={"ada": CHEMISTRY, "di": LAW}))
    assert lines(result, "department") == [("chemistry", "unit", 15_000), ("lawyers", "unit", 15_000)]
    assert result.amounts()["lawyers"] == 25_000


def test_a_part_of_a_split_is_divided_and_a_cap_counts_the_whole_party():
    split = [{"key": "labs", "name": {"en": "L"}, "percent": "60", "units": "own"}, {"key": "dean", "name": {"en": "D"}, "percent": "40"}]
    parties = [{"key": "inventors", "name": {"en": "I"}, "persons": True}, {"key": "department", "name": {"en": "D"}, "split": split},
               {"key": "school", "name": {"en": "S"}}]  # fmt: skip
    policy = read_policy(formula(deductions=[], tiers=HALVES, parties=parties, caps=[{"party": "labs", "amount": "100", "to": "dean"}]))
    shares = Shares.read(THREE, units=PATHS)
    first = given(policy, 40_000, shares)
    assert [first.amounts()[key] for key in ("chemistry", "physics", "dean")] == [4_800, 2_400, 4_800]
    second = given(policy, 40_000, shares, standing=first.after)
    assert [second.amounts()[key] for key in ("chemistry", "physics", "dean")] == [1_867, 933, 9_200]
    assert second.after.capped == {"labs": 10_000}


def test_what_is_taken_back_is_taken_from_each_unit():
    result = given(divided(), 100_000, Shares.read(THREE, units=PATHS))
    assert [line.amount for line in reverse(result.lines, 50_000, net=result.net).lines if line.kind == "unit"] == [-10_000, -5_000, -10_000]
    assert reverse(result.lines, net=result.net).life_to_date == -100_000


def test_where_tiers_run_person_by_person_a_unit_gets_what_its_persons_give():
    tiers = [{"from": "0", "to": "500", "shares": {"inventors": "100"}}, {"from": "500", "shares": {"inventors": "0", "department": "60", "school": "40"}}]
    shares = Shares.read([("ada", "3/4"), ("ben", "1/4")], units={"ada": CHEMISTRY, "ben": PHYSICS})
    result = given(divided(scope="person", tiers=tiers), 100_000, shares)
    assert lines(result, "department") == [("chemistry", "unit", 15_000), ("physics", "unit", 0)]
    later = given(divided(scope="person", tiers=tiers), 100_000, shares, standing=result.after)
    assert lines(later, "department") == [("chemistry", "unit", 45_000), ("physics", "unit", 0)]


def test_a_policy_without_units_reads_none_of_them():
    plain = divided("", "")
    assert given(plain, 99, Shares.read(THREE, units=PATHS)).trace() == given(plain, 99, Shares.read(THREE)).trace()
    assert Shares.read(THREE).fingerprint != Shares.read(THREE, units=PATHS).fingerprint


def test_compiled_it_gives_the_same_lines():
    shares = Shares.read(THREE, units={"ada": CHEMISTRY, "ben": PHYSICS})
    full, fast = given(divided(), 12_345, shares), Compiled(divided(), shares)
    assert list(zip(fast.keys, fast.amounts(12_345), strict=True)) == [(line.key, line.amount) for line in full.lines]


def test_the_unit_stays_with_the_part_of_who_left_or_died():
    shares = Shares.read(THREE, units=PATHS)
    one = after_leaving(shares, "ada", PersonsRule(leaves="lost_to", leaves_to="school"))
    assert dict(one.units) == {"party:school": CHEMISTRY, "ben": PHYSICS, "cy": CHEMISTRY}
    both = after_leaving(one, "ben", PersonsRule(leaves="lost_to", leaves_to="school"))
    assert dict(both.units) == {"cy": CHEMISTRY}
    assert lines(given(divided(), 100_000, both), "department") == [("department", "party", 25_000), ("chemistry", "unit", 5_000)]
    others = after_leaving(shares, "ada", PersonsRule(leaves="lost_to_others"))
    assert dict(others.units) == {"ben": PHYSICS, "cy": CHEMISTRY}
    heirs = after_death(shares, "ada", PersonsRule(), Shares.read([("ben", "1/2"), ("di", "1/2")]))
    assert dict(heirs.units) == {"ben": PHYSICS, "di": CHEMISTRY, "cy": CHEMISTRY}


@pytest.mark.parametrize(
    ("words", "at", "sentence"),
    [
        ({"units": "lab"}, "parties[1].units", '"lab" is not a feature'),
        ({"units": "own", "persons": True}, "parties[1].units", "does not go together with persons"),
        ({"no_unit_to": "school"}, "parties[1].no_unit_to", "has no meaning without units"),
        ({"units": "own", "no_unit_to": "department"}, "parties[1].no_unit_to", '"department" does not stand beside'),
        ({"units": "own", "no_unit_to": "lab"}, "parties[1].no_unit_to", '"lab" is not one of the parties'),
        ({"units": "own", "split": [{"key": "x", "name": {"en": "X"}, "percent": "100"}]}, "parties[1].units", "does not go together with split"),
    ],
)
def test_a_party_is_divided_in_one_way(words, at, sentence):
    parties = [{"key": "inventors", "name": {"en": "I"}, "persons": True}, {"key": "department", "name": {"en": "D"}, **words}, {"key": "school", "name": {"en": "S"}}]
    with pytest.raises(Refused) as refused:
        read_policy(formula(parties=parties))
    assert refused.value.path == at
    assert sentence in str(refused.value)


def test_units_need_persons_and_names_of_their_own():
    nobody = [{"key": key, "name": {"en": key}, "units": "own"} for key in KEYS]
    with pytest.raises(Refused, match="parties: has no meaning without persons"):
        read_policy(formula(parties=nobody))
    for name in ("department", "ben"):
        with pytest.raises(Refused, match=f'"{name}" names a unit and something else'):
            distribute(divided(), 1, currency="CNY", shares=Shares.read(THREE, units={"ada": (name,)}), standing=Standing())
    with pytest.raises(Refused, match='"eve" has no part in this share set'):
        Shares.read(THREE, units={"eve": LAW})
