"""Worked cases of what the law itself gives an inventor, asked of the library."""

import datetime
from fractions import Fraction

from ip.policies import floors
from ip.rules import FloorCase, check_floors, exact, exact_text
from ip.rules.rewards import licence_analogy
from tests.ip.rules.folder import came_out, not_supported, only

PATENTS = {"发明": "invention", "实用新型": "utility_model", "外观设计": "design"}
CENT = 100


def assert_reward(case: dict) -> None:
    if case["subkind"] not in CHECKS:
        not_supported(f"reward {case['subkind']}")
    words, check = CHECKS[case["subkind"]]
    only(case, given=words, expected=case["expected"])
    if missing := sorted(set(words) - {"currency", "period"} - case["input"].keys()):
        not_supported(f"{case['subkind']} without {', '.join(missing)}")
    found = check(case["input"])
    came_out({key: exact_text(value) for key, value in found.items()})
    if strange := case["expected"].keys() - found.keys():
        not_supported(f"a figure {', '.join(sorted(strange))}")
    assert {key: found[key] for key in case["expected"]} == {key: Fraction(str(value)) for key, value in case["expected"].items()}


def _analogy(given: dict) -> dict[str, Fraction]:
    """What one inventor gets is exact where the parts are equal, and not cut to cents."""
    rate, factor = (exact(str(given[name])) / 100 for name in ("licence_rate_percent", "share_factor_percent"))
    heads = int(given["co_inventors"])
    value, paid, each = licence_analogy(_cents(given["net_turnover"]), rate=rate, factor=factor, parts=[1] * heads)
    assert sum(each) == paid
    assert max(each) - min(each) <= 1
    return {"invention_value": Fraction(value, CENT), "compensation": Fraction(paid, CENT), "per_inventor": Fraction(paid, CENT * heads)}


def _grant(given: dict) -> dict[str, Fraction]:
    if given["type"] not in PATENTS:
        not_supported(f"a reward for {given['type']}")
    on = datetime.date(2026, 3, 1) if "2023" in str(given["rule"]) else datetime.date(2020, 3, 1)
    asked = _required("grant", on, {"per_patent": int(given["grants"])}, patent=PATENTS[given["type"]], agreed=given["agreement"])
    return {"min_bonus": Fraction(sum(asked.values()), CENT)}


def _royalties(given: dict) -> dict[str, Fraction]:
    on = datetime.date(2014, 3, 1)  # before 促进科技成果转化法 2015
    said = {
        "invention_2pct": _required("own_implementation", on, {"operating_profit": _cents(given["operating_profit_invention"])}),
        "design_0.2pct": _required("own_implementation", on, {"operating_profit": _cents(given["operating_profit_design"])}, "design"),
        "licence_10pct": _required("licence", on, {"gross": _cents(given["licence_fee_received"])}),
    }
    return {name: Fraction(sum(asked.values()), CENT) for name, asked in said.items()}


def _cents(value: object) -> int:
    return int(exact(value) * CENT)


def _required(deal: str, on: datetime.date, bases: dict, patent: str = "invention", *, agreed: bool = False) -> dict[str, int]:
    case = FloorCase(deal, on, False, agreed, bases, 0, unit="enterprise", patent=patent)
    return {finding.floor.key: finding.required for finding in check_floors(floors(), case) if finding.breaks}


CHECKS = {
    "employee_invention": (("net_turnover", "licence_rate_percent", "share_factor_percent", "co_inventors", "currency", "period"), _analogy),
    "statutory_minimum": (("grants", "type", "agreement", "rule"), _grant),
    "statutory_floor": (("operating_profit_invention", "operating_profit_design", "licence_fee_received"), _royalties),
}
