"""Floors of the law: 促进科技成果转化法 art. 45 and 北京 2019 art. 12."""

import datetime

import pytest

from ip.policies import floors, statutes
from ip.rules import FloorCase, Refused, check_floors


def findings(**changed):
    case = {
        "deal": "licence",
        "on": datetime.date(2026, 3, 1),
        "state_founded": True,
        "set_or_agreed": True,
        "bases": {"net": 10_001},
        "to_persons": 5_000,
        **changed,
    }
    return check_floors(floors(), FloorCase(**case))


def test_half_of_an_odd_cent_rounds_up_and_binds_a_state_founded_unit():
    (found,) = findings()
    assert (found.floor.key, found.weight, found.required, found.short_by, found.breaks) == (
        "cn-45-transfer-licence",
        "binding",
        5_001,
        1,
        True,
    )


def test_what_reaches_the_floor_breaks_nothing():
    (found,) = findings(to_persons=5_001)
    assert (found.reached, found.short_by, found.breaks) == (True, 0, False)


def test_a_private_unit_with_its_own_rules_is_only_shown_the_default():
    (found,) = findings(state_founded=False)
    assert (found.weight, found.reached, found.breaks) == ("shown", False, False)


def test_where_nothing_was_set_or_agreed_every_unit_owes_the_default():
    (found,) = findings(state_founded=False, set_or_agreed=False)
    assert (found.weight, found.breaks) == ("default", True)


def test_beijings_seventy_per_cent_is_shown_and_never_enforced():
    national, beijing = findings(region="CN-BJ", to_persons=6_000)
    assert (national.breaks, beijing.weight, beijing.reached, beijing.breaks) == (False, "shown", False, False)
    assert (beijing.required, beijing.short_by) == (7_001, 1_001)


def test_beijings_standard_is_for_government_founded_units_of_beijing():
    assert len(findings(region="CN-BJ", state_founded=False)) == 1
    assert len(findings(region="CN-SH")) == 1
    assert findings(country="DE") == ()


@pytest.mark.parametrize(("on", "count"), [("2015-09-30", 0), ("2015-10-01", 1), ("2019-12-31", 1), ("2020-01-01", 2)])
def test_a_floor_holds_from_its_day(on, count):
    assert len(findings(region="CN-BJ", on=datetime.date.fromisoformat(on))) == count


def test_own_implementation_asks_for_a_twentieth_of_the_operating_profit():
    (found,) = findings(deal="own_implementation", bases={"operating_profit": 100_001})
    assert (found.floor.base, found.required) == ("operating_profit", 5_001)


def test_a_base_that_the_case_does_not_state_is_not_measured():
    (found,) = findings(deal="equity")
    assert (found.required, found.reached, found.breaks) == (None, None, False)


def test_no_net_income_owes_nothing():
    (found,) = findings(bases={"net": -5}, to_persons=0)
    assert (found.required, found.reached) == (0, True)


def test_the_law_defines_no_net_income_and_beijing_does():
    national, beijing = findings(region="CN-BJ")
    assert (national.floor.base_defined, beijing.floor.base_defined.zh[:7]) == (None, "转让、许可收入")


def test_an_unknown_deal_is_refused():
    with pytest.raises(Refused, match='deal: "gift" is not'):
        findings(deal="gift")


def test_every_floor_quotes_its_article():
    quoted = [statutes()[key].quotation for floor in floors() for key in floor.articles]
    assert len(quoted) == 9
    assert all(quoted)
