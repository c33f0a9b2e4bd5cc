"""Worked cases of what the law itself gives an inventor, asked of the library."""

import datetime
from fractions import Fraction

from ip.policies import floors
from ip.rules import FloorCase, check_floors, exact
from ip.rules.rewards import licence_analogy
from tests.ip.rules.facts import not_supported

PATENTS = {"发明": "invention", "实用新型": "utility_model", "外观设计": "design"}
CENT = 100


def assert_reward(case: dict) -> None:
    checks = {"employee_invention": _analogy, "statutory_minimum": _grant, "statutory_floor": _royalties}
    if case["subkind"] not in checks:
        not_supported(f"reward {case['subkind']}")
    checks[case["subkind"]](case["input"], case["expected"])


def _analogy(given: dict, expected: dict) -> None:
    rate, factor = (exact(str(given[name])) / 100 for name in ("licence_rate_percent", "share_factor_percent"))
    value, paid, each = licence_analogy(given["net_turnover"] * CENT, rate=rate, factor=factor, parts=[1] * given["co_inventors"])
    assert (value, paid) == (expected["invention_value"] * CENT, expected["compensation"] * CENT)
    assert set(each) == {expected["per_inventor"] * CENT}


def _grant(given: dict, expected: dict) -> None:
    on = datetime.date(2026, 3, 1) if "2023" in given["rule"] else datetime.date(2020, 3, 1)
    asked = _required("grant", on, {"per_patent": given["grants"]}, patent=PATENTS[given["type"]], agreed=given["agreement"])
    assert asked == {f"cn-{93 if on.year == 2026 else '77-2010'}-grant-reward": expected["min_bonus"] * CENT}


def _royalties(given: dict, expected: dict) -> None:
    on = datetime.date(2014, 3, 1)  # before 促进科技成果转化法 2015
    said = {
        "invention_2pct": _required("own_implementation", on, {"operating_profit": given["operating_profit_invention"] * CENT}),
        "design_0.2pct": _required("own_implementation", on, {"operating_profit": given["operating_profit_design"] * CENT}, "design"),
        "licence_10pct": _required("licence", on, {"gross": given["licence_fee_received"] * CENT}),
    }
    assert {name: Fraction(sum(asked.values()), CENT) for name, asked in said.items()} == expected


def _required(deal: str, on: datetime.date, bases: dict, patent: str = "invention", *, agreed: bool = False) -> dict[str, int]:
    case = FloorCase(deal, on, False, agreed, bases, 0, unit="enterprise", patent=patent)
    return {finding.floor.key: finding.required for finding in check_floors(floors(), case) if finding.breaks}
