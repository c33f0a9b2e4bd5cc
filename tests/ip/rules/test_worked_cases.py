"""Published and derived cases: roundings, waterfalls, taxes and fair allocation."""

import pytest

from tests.ip.rules import roundings, shapes, waterfalls
from tests.ip.rules.fair import cases as fair
from tests.ip.rules.folder import load, not_supported
from tests.ip.rules.rewards import assert_reward

CASES = load("worked_examples.json")
CHECKS = {
    ("shapley",): fair.assert_shapley, ("nucleolus",): fair.assert_nucleolus, ("bankruptcy",): fair.assert_claims,
    ("nash",): fair.assert_bargain, ("ahp",): fair.assert_weights, ("reward",): assert_reward,
    ("waterfall", "individual_rationality_check"): fair.assert_rationality,
    ("rounding",): roundings.assert_rounding, ("waterfall", "tier_boundary"): waterfalls.assert_tier_boundary,
    ("waterfall", "proportional_reduction"): waterfalls.assert_reduction, ("waterfall", None): waterfalls.assert_waterfall,
    ("waterfall",): waterfalls.assert_waterfall, ("tax",): waterfalls.assert_tax,
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_case_comes_out_as_its_source_says(case):
    check(case)


def check(case: dict) -> None:
    """AssertionError where it comes out otherwise; skipped by name where nothing here knows the kind."""
    shapes.case(case)
    case = {"subkind": None, "tolerance": 0, **case}
    known = CHECKS.get((case["kind"], case["subkind"])) or CHECKS.get((case["kind"],))
    if known is None:
        not_supported(f"{case['kind']} {case['subkind'] or ''}".strip())
    known(case)
