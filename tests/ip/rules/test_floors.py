"""Floors of the law, kept here with their own numbers: what each asks, of whom, where, from when to when."""

import datetime

import pytest

from ip.policies import floors, statutes
from ip.rules import FloorCase, Refused, check_floors

DAY = datetime.date(2026, 3, 1)
ART_45 = "cn-45-transfer-licence"
# id: (part, base, force, region, deals, since, until), as floors.json of the facts has them
TABLE = {
    "cn-45-transfer-licence": "1/2 net default_and_minimum - assignment,licence 2015-10-01 -",
    "cn-45-equity": "1/2 equity default_and_minimum - equity 2015-10-01 -",
    "cn-45-own-implementation": "1/20 operating_profit default_and_minimum - own_implementation,joint_implementation 2015-10-01 -",
    "cn-2016-16-main-contributors": "1/2 reward_total minimum - assignment,licence,equity 2016-02-26 -",
    "cn-bj-transfer-licence": "7/10 net may CN-BJ assignment,licence 2020-01-01 -",
    "cn-bj-equity": "7/10 equity may CN-BJ equity 2020-01-01 -",
    "cn-bj-own-implementation": "1/20 operating_profit may CN-BJ own_implementation,joint_implementation 2020-01-01 -",
    "cn-sh-transfer-licence": "7/10 net may CN-SH assignment,licence 2017-06-01 -",
    "cn-sh-equity": "7/10 equity may CN-SH equity 2017-06-01 -",
    "cn-sh-own-implementation": "1/20 operating_profit may CN-SH own_implementation,joint_implementation 2017-06-01 -",
    "cn-sd-transfer-licence": "7/10 net standard CN-SD assignment,licence 2018-01-01 -",
    "cn-sd-equity": "7/10 equity standard CN-SD equity 2018-01-01 -",
    "cn-sd-own-implementation": "1/10 operating_profit standard CN-SD own_implementation,joint_implementation 2018-01-01 -",
    "cn-sd-transfer-office": "1/10 net may CN-SD assignment 2018-01-01 -",
    "cn-zj-transfer-licence": "7/10 net minimum CN-ZJ assignment,licence 2021-09-29 -",
    "cn-zj-equity": "7/10 equity minimum CN-ZJ equity 2021-09-29 -",
    "cn-zj-own-implementation": "1/10 operating_profit may CN-ZJ own_implementation,joint_implementation 2021-09-29 -",
    "cn-zj-main-contributors": "7/10 reward_total minimum CN-ZJ "
    "assignment,licence,equity,own_implementation,joint_implementation 2021-09-29 -",
    "cn-zj-transfer-staff": "1/20 reward_total minimum CN-ZJ assignment,licence,equity,own_implementation,joint_implementation 2021-09-29 -",
    "cn-ha-transfer-licence": "7/10 net default_and_minimum CN-HA assignment,licence 2020-01-01 -",
    "cn-ha-equity": "7/10 equity default_and_minimum CN-HA equity 2020-01-01 -",
    "cn-ha-own-implementation": "1/10 operating_profit default_and_minimum CN-HA own_implementation,joint_implementation 2020-01-01 -",
    "cn-zhoushan-transfer-licence": "17/20 net minimum CN-ZJ-ZS assignment,licence 2020-03-01 -",
    "cn-zhoushan-equity": "17/20 equity minimum CN-ZJ-ZS equity 2020-03-01 -",
    "cn-zhoushan-own-implementation": "1/10 operating_profit minimum CN-ZJ-ZS own_implementation,joint_implementation 2020-03-01 -",
    "cn-zhoushan-main-contributors": "7/10 reward_total minimum CN-ZJ-ZS "
    "assignment,licence,equity,own_implementation,joint_implementation 2020-03-01 -",
    "cn-zhoushan-transfer-staff": "1/20 reward_total minimum CN-ZJ-ZS "
    "assignment,licence,equity,own_implementation,joint_implementation 2020-03-01 -",
    "cn-zj-patent-2015": "3/5 net minimum CN-ZJ assignment,licence,equity 2016-01-01 -",
    "cn-sx-2017": "7/10 net unconfirmed CN-SX assignment,licence,equity - -",
    "cn-93-grant-reward": "- per_patent default - grant 2024-01-20 -",
    "cn-94-remuneration": "- other_law default - assignment,licence,equity,own_implementation,joint_implementation 2024-01-20 -",
    "cn-77-2010-grant-reward": "- per_patent default - grant 2010-02-01 2024-01-19",
    "cn-78-2010-own": "1/50 operating_profit default - own_implementation 2010-02-01 2024-01-19",
    "cn-78-2010-licence": "1/10 gross default - licence 2010-02-01 2024-01-19",
    "de-42-universities": "3/10 gross minimum - assignment,licence,equity,own_implementation 2002-02-07 -",
    "us-202-share-royalties": "- gross must_share - assignment,licence - -",
}


def findings(**changed):
    """Of a state-founded university on DAY that shares by its own rules, by key of the floor."""
    case = {
        "deal": "licence",
        "on": DAY,
        "state_founded": True,
        "set_or_agreed": True,
        "bases": {"net": 10_001},
        "to_persons": 5_000,
        **changed,
    }
    return {finding.floor.key: finding for finding in check_floors(floors(), FloorCase(**case))}


def test_every_floor_of_the_facts_is_loaded_as_its_text_has_it():
    def line(floor):
        parts = (floor.minimum, floor.base, floor.force, floor.region, ",".join(floor.deals), floor.since, floor.until)
        return " ".join(str(part or "-") for part in parts)

    assert {floor.key: line(floor) for floor in floors()} == TABLE


def test_half_of_an_odd_cent_rounds_up_and_binds_a_state_founded_unit():
    found = findings()[ART_45]
    assert (found.weight, found.required, found.short_by, found.breaks, found.blocks) == ("binding", 5_001, 1, True, True)


def test_what_reaches_the_floor_breaks_nothing():
    found = findings(to_persons=5_001)[ART_45]
    assert (found.reached, found.short_by, found.breaks) == (True, 0, False)


@pytest.mark.parametrize("whose", [{"state_founded": False}, {"unit": "enterprise"}])
def test_a_private_unit_or_a_company_with_its_own_rules_is_only_shown_the_default(whose):
    found = findings(**whose)[ART_45]
    assert (found.weight, found.reached, found.breaks) == ("shown", False, False)


def test_where_nothing_was_set_or_agreed_every_unit_owes_the_default_and_may_go_on_with_grounds():
    found = findings(unit="enterprise", state_founded=False, set_or_agreed=False)[ART_45]
    assert (found.weight, found.breaks, found.blocks) == ("default", True, False)


@pytest.mark.parametrize(
    ("region", "key", "weight", "required"),
    [
        ("CN-BJ", "cn-bj-transfer-licence", "shown", 7_001),
        ("CN-SH", "cn-sh-transfer-licence", "shown", 7_001),
        ("CN-SD", "cn-sd-transfer-licence", "shown", 7_001),
        ("CN-ZJ", "cn-zj-transfer-licence", "binding", 7_001),
        ("CN-HA", "cn-ha-transfer-licence", "binding", 7_001),
        ("CN-ZJ-ZS", "cn-zhoushan-transfer-licence", "binding", 8_501),
        ("CN-ZJ-ZS", "cn-zj-transfer-licence", "binding", 7_001),
        ("CN-SX", "cn-sx-2017", "shown", 7_001),
    ],
)
def test_a_region_asks_what_its_ordinance_says_and_may_is_never_enforced(region, key, weight, required):
    found = findings(region=region, to_persons=6_000)
    assert (found[key].weight, found[key].required, found[key].breaks) == (weight, required, weight == "binding")
    assert not found[ART_45].breaks


def test_shandong_owes_its_standard_only_where_nothing_was_set_since_the_rest_is_unsettled():
    assert findings(region="CN-SD", set_or_agreed=False)["cn-sd-transfer-licence"].weight == "default"


def test_zhejiang_names_an_exception_so_that_written_grounds_carry_on():
    found = findings(region="CN-ZJ")["cn-zj-transfer-licence"]
    assert (found.breaks, found.blocks, found.floor.exception.zh[:6]) == (True, False, "科技成果完成")


def test_an_ordinance_is_for_its_own_units():
    assert "cn-bj-transfer-licence" not in findings(region="CN-BJ", state_founded=False)
    assert "cn-sh-transfer-licence" in findings(region="CN-SH", state_founded=False)
    assert "cn-ha-transfer-licence" in findings(region="CN-HA", unit="enterprise", state_founded=False)
    assert findings(country="FR") == {}


@pytest.mark.parametrize(
    ("key", "first", "last", "case"),
    [
        (ART_45, "2015-10-01", None, {}),
        ("cn-bj-transfer-licence", "2020-01-01", None, {"region": "CN-BJ"}),
        ("cn-78-2010-licence", "2010-02-01", "2024-01-19", {"bases": {"gross": 1}}),
        ("cn-94-remuneration", "2024-01-20", None, {}),
    ],
)
def test_a_floor_holds_from_its_day_to_its_last(key, first, last, case):
    one = datetime.timedelta(days=1)
    begin = datetime.date.fromisoformat(first)
    assert [key in findings(on=on, **case) for on in (begin - one, begin)] == [False, True]
    if last:
        end = datetime.date.fromisoformat(last)
        assert [key in findings(on=on, **case) for on in (end, end + one)] == [True, False]


@pytest.mark.parametrize(
    ("on", "patent", "required"),
    [
        ("2026-03-01", "invention", 400_000),
        ("2026-03-01", "utility_model", 150_000),
        ("2026-03-01", "design", 150_000),
        ("2024-01-19", "invention", 300_000),
        ("2024-01-19", "design", 100_000),
    ],
)
def test_a_grant_brings_its_inventors_at_least_what_the_regulations_name(on, patent, required):
    """实施细则 2023 art. 93: 4,000 and 1,500 yuan; 2010 art. 77: 3,000 and 1,000; both only where nothing was set or agreed."""
    said = {"deal": "grant", "on": datetime.date.fromisoformat(on), "patent": patent, "bases": {"per_patent": 1}, "to_persons": 0}
    (found,) = findings(**said, set_or_agreed=False).values()
    assert (found.weight, found.required, found.breaks, found.blocks) == ("default", required, True, False)
    (found,) = findings(**said).values()
    assert not found.breaks


def test_main_contributors_get_their_part_of_the_reward_where_it_is_known():
    known = findings(region="CN-ZJ", to_persons=8_000, to={"main_contributors": 5_599, "transfer_staff": 400})
    assert (known["cn-zj-main-contributors"].required, known["cn-zj-main-contributors"].short_by) == (5_600, 1)
    assert known["cn-zj-transfer-staff"].reached
    assert known["cn-2016-16-main-contributors"].weight == "shown"  # its text was not found
    assert findings(region="CN-ZJ")["cn-zj-main-contributors"].reached is None


def test_german_university_inventors_get_thirty_per_cent_of_the_gross():
    found = findings(country="DE", bases={"net": 0, "gross": 10_001}, to_persons=3_000)["de-42-universities"]
    assert (found.required, found.short_by, found.weight) == (3_001, 1, "binding")
    assert findings(country="DE", unit="enterprise") == {}


def test_bayh_dole_asks_for_something_without_a_figure():
    said = {"country": "US", "funding": "us_federal", "bases": {"gross": 100}}
    assert [findings(**said, to_persons=paid)["us-202-share-royalties"].blocks for paid in (0, 1)] == [True, False]
    assert findings(country="US", bases={"gross": 100}) == {}


def test_own_implementation_asks_for_a_twentieth_of_the_operating_profit():
    found = findings(deal="own_implementation", bases={"operating_profit": 100_001})["cn-45-own-implementation"]
    assert (found.floor.base, found.required, found.floor.years) == ("operating_profit", 5_001, "3-5")


def test_a_base_that_the_case_does_not_state_is_not_measured():
    found = findings(deal="equity")["cn-45-equity"]
    assert (found.required, found.reached, found.breaks) == (None, None, False)


def test_no_net_income_owes_nothing():
    found = findings(bases={"net": -5}, to_persons=0)[ART_45]
    assert (found.required, found.reached) == (0, True)


def test_the_law_defines_no_net_income_and_beijing_does():
    found = findings(region="CN-BJ")
    assert found[ART_45].floor.base_defined is None
    assert found["cn-bj-transfer-licence"].floor.base_defined.zh[:7] == "转让、许可收入"


def test_an_unknown_deal_is_refused():
    with pytest.raises(Refused, match='deal: "gift" is not'):
        findings(deal="gift")


def test_every_floor_names_its_article_and_quotes_it_where_its_text_was_handed_over():
    cited = [floor.key for floor in floors() if not all(statutes()[key].quotation for key in floor.articles)]
    assert cited == ["cn-2016-16-main-contributors", "cn-sx-2017"]
    assert [floor.key for floor in floors() if not floor.confirmed] == cited
