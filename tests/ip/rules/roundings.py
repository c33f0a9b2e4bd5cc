"""Worked cases of rounding: every convention in published use, and printed figures that do not add up."""

import re
from fractions import Fraction

from ip.rules import exact, exact_text
from ip.rules.rounding import TIES, Rounding, apportion
from ip.rules.taxes import CASH_REWARD_COUNTS, CASH_REWARD_SINCE
from tests.ip.rules.folder import came_out, not_supported, only

MODES = {
    "largest_remainder": "largest_remainder", "fowler": "to_first", "floor_separate": "separate", "to_first": "to_first",
    "block_separate": "block_separate", "cascade": "cascade", "to_last": "to_last", "remainder_first": "to_first",
    "remainder_last": "to_last", "separate": "separate", "hamilton": "largest_remainder", "all_to_first": "all_to_first",
    "all_to_last": "all_to_last",
}  # fmt: skip

WORDS = ("amount_minor", "target_minor", "ratios", "items", "mode", "ties", "step_minor", "currency", "exponent")


def assert_rounding(case: dict) -> None:
    if case["subkind"] == "does_not_add_up":
        return assert_mismatch(case)
    given = case["input"]
    only(case, given=WORDS, expected=("allocation_minor", "sum_minor"))
    said = given.get("mode") or case["subkind"] or ""
    mode, ties = MODES.get(said.split(":")[0]), given.get("ties", "listed")
    if mode is None or ties not in TIES:
        not_supported(f"rounding {said}" if mode is None else f"ties {ties}")
    parts, step = given.get("ratios", given.get("items")), given.get("step_minor", 1)
    amount = given.get("amount_minor", given.get("target_minor"))
    if not (isinstance(parts, list) and isinstance(amount, int)):
        not_supported("a rounding without amount_minor and ratios")
    if amount % step:
        not_supported(f"{amount} in steps of {step}")
    weights = [exact(part) if isinstance(part, int) else Fraction(part) for part in parts]
    parts, rest = apportion(amount // step, weights, Rounding(mode, ties))
    found = [part * step for part in (*parts, rest)] if mode in ("separate", "block_separate") else [part * step for part in parts]
    came_out(found)
    assert found == case["expected"]["allocation_minor"]
    assert sum(found) == case["expected"].get("sum_minor", amount)


def assert_mismatch(case: dict) -> None:
    """What a source prints beside what its own figures give: the difference is found, not taken over."""
    given, expected = case["input"], case["expected"]
    if "first" in given and "above" in given:
        twice = 2 * given["first"]
        found = {"twice_first": twice, "difference": twice - given["above"]}
    elif isinstance(given.get("published"), dict):
        found = _divisions(given["published"])
    elif "claim" in given:
        claimed = {int(number) for number in re.findall(r"\d+", given["claim"])}
        found = {"rule_year": CASH_REWARD_SINCE, "include_percent": int(CASH_REWARD_COUNTS)}
        assert claimed - set(found.values()), "the claim is what the rule says"
    elif (numbers := _numbers(given)) and "sum" in expected:
        total, whole = sum(numbers, Fraction(0)), _whole(given)
        found = {"sum": exact_text(total), "difference": exact_text(total - whole)}
        came_out(found)
        assert total != whole, f"it adds up to {exact_text(whole)}"
        return _same_numbers({key: found.get(key) for key in expected}, expected)
    else:
        not_supported(f"mismatch of {', '.join(given)}")
    came_out(found)
    assert found == {key: value if isinstance(value, int) else str(value) for key, value in expected.items()}


def _numbers(given: dict) -> list[Fraction]:
    """Printed percentages, as a list or by party."""
    for value in given.values():
        parts = list(value.values()) if isinstance(value, dict) else value
        if isinstance(parts, list) and parts and all(re.fullmatch(r"[0-9./]+", str(part)) for part in parts):
            return [Fraction(str(part)) for part in parts]
    return []


def _whole(given: dict) -> Fraction:
    """What the printed parts are parts of: the one number that stands beside them, else a hundred."""
    alone = [value for value in given.values() if re.fullmatch(r"[0-9./]+", str(value))]
    return Fraction(str(alone[0])) if len(alone) == 1 else Fraction(100)


def _same_numbers(found: dict, expected: dict) -> None:
    for key, value in expected.items():
        if found[key] is None:
            not_supported(f"mismatch told as {key}")
        assert Fraction(found[key]) == Fraction(str(value)), key


def _divisions(published: dict) -> dict:
    """Each printed quotient computed anew, where it differs."""
    found = {}
    for name, value in published.items():
        if "/" in name:
            above, below = name.split("/")
            right = Fraction(above) / Fraction(below)
            if right != Fraction(str(value)):
                words = {"3": "three"}
                found[f"{words.get(above, above)}_over_{below}"] = f"{float(right):g}"
    return found
