"""Published and derived cases: roundings, tier boundaries and fair allocation."""

from fractions import Fraction

import pytest

from ip.rules import distribute, exact, largest_remainder, read_policy
from tests.ip.rules.facts import document, load, not_supported, read
from tests.ip.rules.fair import cases as fair
from tests.ip.rules.rewards import assert_reward

CASES = load("worked_examples.json")
CHECKS = {
    ("shapley",): fair.assert_shapley, ("nucleolus",): fair.assert_nucleolus, ("bankruptcy",): fair.assert_claims,
    ("nash",): fair.assert_bargain, ("ahp",): fair.assert_weights, ("reward",): assert_reward,
    ("waterfall", "individual_rationality_check"): fair.assert_rationality,
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_case_comes_out_as_its_source_says(case):
    if case["kind"] == "rounding":
        assert_rounding(case)
    elif case["kind"] == "waterfall" and case["subkind"] == "tier_boundary":
        assert_tier_boundary(case)
    elif check := CHECKS.get((case["kind"], case["subkind"])) or CHECKS.get((case["kind"],)):
        check(case)
    else:
        not_supported(f"{case['kind']} {case['subkind'] or ''}".strip())


def assert_rounding(case: dict) -> None:
    given = case["input"]
    if given.get("mode") != "largest_remainder" or given.get("step_minor", 1) != 1:
        not_supported(f"rounding {case['subkind']}")
    weights = [exact(part) for part in given.get("ratios") or given["items"]]
    amount = given.get("amount_minor", given.get("target_minor"))
    assert list(largest_remainder(amount, weights)) == case["expected"]["allocation_minor"]


def assert_tier_boundary(case: dict) -> None:
    given = case["input"]
    facts = next((policy for policy in load("policies.json") if policy["id"] == given["policy_id"]), None)
    if facts is None:
        not_supported(f"policy {given['policy_id']}, which the folder does not hold")
    read(facts)
    policy = read_policy({**document(facts), "deductions": []})
    places = Fraction(100)
    result = distribute(policy, int(exact(given["distributable"]) * places), currency=given["currency"])
    assert result.amounts() == case["expected"]["cents"]
    assert {line.key: line.exact / places for line in result.lines} == {
        key: Fraction(value) for key, value in case["expected"]["exact"].items()
    }
