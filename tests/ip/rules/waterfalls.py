"""Worked cases of waterfalls and taxes, built from their inputs with the words of the format."""

from fractions import Fraction

from ip.rules import Standing, decimals, distribute, exact, exact_text, read_policy
from ip.rules.taxes import YUAN, Bracket, breaks, for_shares, transfer_tax, with_reward
from tests.ip.rules.facts import came_out, document, not_supported, one, read
from tests.ip.rules.formulas import formula


def assert_tier_boundary(case: dict) -> None:
    """What is distributable through the tiers, exactly and in the minor unit."""
    given = case["input"]
    facts = one("policies.json", given["policy_id"])
    if facts is None:
        not_supported(f"policy {given['policy_id']}, which the folder does not hold")
    read(facts)
    words = {**document(facts), "deductions": []} | ({"tiering": given["tiering"]} if "tiering" in given else {})
    words.pop("indexation", None)  # the case states no day: the thresholds of the base date
    policy = read_policy(words)
    places = Fraction(10) ** decimals(given["currency"])
    minor = exact(given["distributable"]) * places
    result = distribute(policy, int(minor), currency=given["currency"])
    found = {
        "cents": result.amounts(),
        "exact": {line.key: exact_text(line.exact / places) for line in result.lines},
    }
    came_out(found)
    idle = {party.key for party in policy.parties} - case["expected"]["cents"].keys()
    assert {key: amount for key, amount in found["cents"].items() if key not in idle} == case["expected"]["cents"]
    assert {line.key: line.exact / places for line in result.lines if line.key not in idle} == {
        key: Fraction(str(value)) for key, value in case["expected"]["exact"].items()
    }


def assert_waterfall(case: dict) -> None:
    given = case["input"]
    if {"creator_gross_cap", "project_costs"} <= given.keys():
        return _equal(case, _creator_first(given))
    if "fee_percent_of_total_net_of_creator_share" in given:
        return _equal(case, _fee_of_the_rest(given))
    if {"policy_id", "gross"} <= given.keys():
        return _through_policy(case)
    not_supported(f"waterfall of {', '.join(given)}")


def _through_policy(case: dict) -> None:
    """A receipt and open costs through the whole formula: every deduction, the net and every party, in major units."""
    given = case["input"]
    facts = one("policies.json", given["policy_id"])
    if facts is None:
        not_supported(f"policy {given['policy_id']}, which the folder does not hold")
    unit = Fraction(10) ** decimals(given["currency"])
    costs = [given[word] for word in ("costs", "expenses", "project_costs") if word in given]
    unknown = given.keys() - {"policy_id", "gross", "currency", "costs", "expenses", "project_costs", "tiering", "rounding"}
    if unknown:
        not_supported(f"waterfall with {', '.join(sorted(unknown))}")
    standing = Standing(pool=int(sum(map(exact, costs), Fraction(0)) * unit))
    policy = read(facts)
    result = distribute(policy, int(exact(given["gross"]) * unit), currency=given["currency"], standing=standing)
    found = {key: exact_text(amount / unit) for key, amount in [*result.amounts().items(), ("net", result.net)]}
    came_out(found)
    for key, value in case["expected"].items():
        if key not in found:
            not_supported(f"a line {key}")
        assert Fraction(found[key]) == Fraction(str(value)), key


def _creator_first(given: dict) -> dict:
    """UMBC: the creator's first gross income, costs, a fee of the gross, then the net."""
    parts = str(given["creator_net_percent"]), str(100 - given["creator_net_percent"])
    policy = read_policy(formula(
        currency=given["currency"], scope="flat",
        parties=[{"key": key, "name": {"en": key}} for key in ("creator", "university")],
        tiers=[{"from": "0", "shares": dict(zip(("creator", "university"), parts, strict=True))}],
        deductions=[
            {"key": "first", "kind": "amount", "name": {"en": "F"}, "amount": given["creator_gross_cap"], "payee": "creator"},
            {"key": "costs", "kind": "cost_recovery", "name": {"en": "C"}},
            {"key": "general", "kind": "percent", "name": {"en": "G"}, "percent": given["general_cost_percent_of_gross"], "of": "gross"},
        ],
    ))  # fmt: skip
    unit = 10 ** decimals(given["currency"])
    result = distribute(policy, given["gross"] * unit, currency=given["currency"], standing=Standing(pool=given["project_costs"] * unit))
    amounts = {key: amount // unit for key, amount in result.amounts().items()}
    first = result.granted // unit
    return {
        "general_costs": amounts["general"], "creator_from_gross": first, "project_costs": amounts["costs"],
        "net": result.net // unit, "creator_from_net": amounts["creator"] - first, "creator_total": amounts["creator"],
        "university_share": amounts["university"],
    }  # fmt: skip


def _fee_of_the_rest(given: dict) -> dict:
    """Harvard: a fee of what is not the creators' own, the others by nominal weights; as percentages of the whole."""
    weights = {key: Fraction(value) for key, value in given["nominal_weights"].items()}
    fee = Fraction(given["fee_percent_of_total_net_of_creator_share"])
    parts = {"fee": fee} | {key: (100 - fee) * weight / sum(weights.values()) for key, weight in weights.items()}
    split = [{"key": key, "name": {"en": key}, "percent": str(part)} for key, part in parts.items()]
    own = given["creator_personal"]
    policy = read_policy(formula(
        scope="flat", deductions=[],
        parties=[{"key": "creator", "name": {"en": "C"}}, {"key": "rest", "name": {"en": "R"}, "split": split}],
        tiers=[{"from": "0", "shares": {"creator": str(own), "rest": str(100 - own)}}],
    ))  # fmt: skip
    lines = distribute(policy, 10**8, currency="CNY").lines
    found = {line.key: exact_text(line.exact / 10**6) for line in lines if line.key != "creator"}
    return {**found, "sum": int(sum(line.amount for line in lines) / 10**6)}


def assert_reduction(case: dict) -> None:
    """ETH: what third parties are owed comes off, and every part shrinks in proportion."""
    given = case["input"]
    keys = ("a", "b", "c")
    policy = read_policy(formula(
        scope="flat", parties=[{"key": key, "name": {"en": key}} for key in keys],
        tiers=[{"from": "0", "shares": dict.fromkeys(keys, "100/3")}],
        deductions=[{"key": "third", "kind": "percent", "name": {"en": "T"}, "of": "remaining", "optional": True, "third_party": True}],
    ))  # fmt: skip
    amounts = distribute(policy, given["profit"], currency="CNY", choices={"third": str(given["third_party_percent"])}).amounts()
    assert len({amounts[key] for key in keys}) == 1
    _equal(case, {"third_party": amounts["third"], "each_third": amounts["a"]})


def assert_tax(case: dict) -> None:
    given = case["input"]
    found = TAXES[case["subkind"]](given) if case["subkind"] in TAXES else not_supported(f"tax {case['subkind']}")
    _equal(case, found)


def _for_shares(given: dict) -> dict:
    found = {}
    for name in ("immediate", "deferred"):
        tax = for_shares(
            given["contribution_value"] * YUAN, given["net_assets_at_transfer"] * YUAN,
            (given["loss_year_profit"] + given["taxable_operating_profit"]) * YUAN, personal=Fraction(given["iit_percent"]),
            company=Fraction(given["cit_percent"]), cost=given["cost_basis_if_deferred"] * YUAN, deferred=name == "deferred",
        )  # fmt: skip
        at_once = {} if name == "deferred" else {"iit_on_contribution": tax.contribution // YUAN}
        found[name] = {**at_once, "iit_on_transfer": tax.transfer // YUAN, "cit": tax.company // YUAN, "total": tax.total // YUAN}
    return found


def _transfer(given: dict) -> dict:
    rate = Fraction(given["cit_percent"])
    return {"tax": [transfer_tax(income * YUAN, rate) // YUAN for income in given["technology_transfer_income"]]}


def _table(given: dict) -> dict:
    table = [Bracket(ends and ends * YUAN, Fraction(rate), quick * YUAN) for ends, rate, quick in given["brackets"]]
    return {"continuous_at_every_boundary": not breaks(table)}


def _half(given: dict) -> dict:
    full, half = with_reward(
        given["salary"] * YUAN, given["cash_reward"] * YUAN, basic=given["basic_deduction"] * YUAN,
        special=given["special_deductions"] * YUAN, counts=Fraction(given["include_percent"]),
    )  # fmt: skip
    return {"tax_if_full": str(full // YUAN), f"tax_with_{given['include_percent']}pct": str(half // YUAN), "saving": str((full - half) // YUAN)}


TAXES = {"equity_contribution": _for_shares, "cit": _transfer, "iit_table": _table, "iit_half_inclusion": _half}


def _equal(case: dict, found: dict) -> None:
    came_out(found)
    assert {key: found.get(key) for key in case["expected"]} == case["expected"]
