"""Worked cases of waterfalls and taxes, built from their inputs with the words of the format."""

import datetime
from fractions import Fraction

from ip.rules import Standing, decimals, distribute, exact, exact_text, read_policy
from ip.rules.rounding import CONVENTIONS, LARGEST
from ip.rules.taxes import YUAN, Bracket, breaks, for_shares, transfer_tax, with_reward
from tests.ip.rules.facts import document, read
from tests.ip.rules.folder import came_out, not_supported, one, only
from tests.ip.rules.formulas import formula

CENT = 100
COSTS, NET = ("costs", "expenses", "project_costs"), ("net", "distributable", "net_income")
TIES_SAID = {
    "ties by share order as listed": "listed", "ties listed": "listed", "ties reversed": "reversed",
    "ties by largest share": "largest_share",
}  # fmt: skip


def assert_tier_boundary(case: dict) -> None:
    """What is distributable through the tiers, exactly and in the minor unit."""
    given, expected = case["input"], case["expected"]
    only(case, given=("policy_id", "distributable", "currency", "tiering", "rounding", "date"), expected=("exact", "cents"))
    facts = _formula(given)
    read(facts)
    words = {**document(facts), "deductions": [], "rounding": _convention(given.get("rounding"))}
    words |= {"tiering": given["tiering"]} if "tiering" in given else {}
    words["parties"] = [party for party in words["parties"] if _reached(party["key"], words)]
    words.pop("unconfirmed", None)
    if "date" not in given:
        words.pop("indexation", None)  # the case states no day: the thresholds of the base date
    policy = read_policy(words)
    places = Fraction(10) ** decimals(given["currency"])
    minor = exact(given["distributable"]) * places
    on = datetime.date.fromisoformat(given["date"]) if "date" in given else None
    result = distribute(policy, int(minor), currency=given["currency"], on=on)
    found = {"cents": result.amounts(), "exact": {line.key: exact_text(line.exact / places) for line in result.lines}}
    came_out(found)
    assert expected, "nothing is expected"
    for word, amounts in expected.items():
        idle = {party.key for party in policy.parties} - amounts.keys()
        assert _fractions({key: amount for key, amount in found[word].items() if key not in idle}) == _fractions(amounts)


def _reached(key: str, words: dict) -> bool:
    """Whether a party gets anything without the deductions, which are done with."""
    return any(key in tier["shares"] for tier in words["tiers"]) or any(cap["to"] == key for cap in words.get("caps", ()))


def _formula(given: dict) -> dict:
    """The formula that a case names: of the folder, else of the facts of this repository."""
    return one("policies.json", given["policy_id"]) or not_supported(f"policy {given['policy_id']}, which no file holds")


def _convention(said: str | None) -> object:
    """`largest_remainder, ties by share order as listed`, as the facts say it; else a convention of the format."""
    name, _comma, ties = (said or LARGEST).partition(", ")
    if name not in CONVENTIONS or ties not in ("", *TIES_SAID):
        not_supported(f"rounding {said}")
    return {"convention": name, "ties": TIES_SAID.get(ties, "listed")}


def _fractions(amounts: dict) -> dict[str, Fraction]:
    return {key: Fraction(str(amount)) for key, amount in amounts.items()}


def assert_waterfall(case: dict) -> None:
    given = case["input"]
    if {"creator_gross_cap", "project_costs"} <= given.keys():
        return _equal(case, _creator_first(given))
    if "fee_percent_of_total_net_of_creator_share" in given:
        return _equal(case, _fee_of_the_rest(given))
    if {"policy_id", "gross"} <= given.keys():
        return _through_policy(case)
    if {"policy_id", "distributable"} <= given.keys():
        return assert_tier_boundary(case)
    if {"profit", "third_party_percent"} <= given.keys():
        return assert_reduction(case)
    not_supported(f"waterfall of {', '.join(given)}")


def _through_policy(case: dict) -> None:
    """A receipt and open costs through the whole formula: every deduction, the net and every party, in major units."""
    given = case["input"]
    facts = _formula(given)
    unit = Fraction(10) ** decimals(given["currency"])
    costs = [given[word] for word in COSTS if word in given]
    only(case, given=("policy_id", "gross", "currency", *COSTS, "tiering", "rounding"), expected=case["expected"])
    if given.get("tiering", "marginal") != facts.get("tiering", "marginal") or _convention(given.get("rounding"))["convention"] != LARGEST:
        not_supported("a waterfall by another tiering or rounding than its policy’s")
    standing = Standing(pool=int(sum(map(exact, costs), Fraction(0)) * unit))
    policy = read(facts)
    result = distribute(policy, int(exact(given["gross"]) * unit), currency=given["currency"], standing=standing)
    exactly = {line.key: line.exact / unit for line in result.lines}
    found = {key: exact_text(amount / unit) for key, amount in [*result.amounts().items(), *dict.fromkeys(NET, result.net).items()]}
    came_out(found)
    for key, value in case["expected"].items():
        if key not in found:
            not_supported(f"a line {key}")
        wanted = Fraction(str(value))
        assert Fraction(found[key]) == wanted or ("/" in str(value) and exactly.get(key) == wanted), key


def _creator_first(given: dict) -> dict:
    """UMBC: the creator's first gross income, costs, a fee of the gross, then the net."""
    if strange := given.keys() - {"policy_id", "currency", "gross", "project_costs", "creator_gross_cap", "general_cost_percent_of_gross", "creator_net_percent"}:
        not_supported(f"input {', '.join(sorted(strange))}")
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
    first = result.granted["first"] // unit
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
    only(case, given=("profit", "third_party_percent"), expected=("third_party", "each_third"))
    keys = ("a", "b", "c")
    policy = read_policy(formula(
        scope="flat", parties=[{"key": key, "name": {"en": key}} for key in keys],
        tiers=[{"from": "0", "shares": dict.fromkeys(keys, "100/3")}],
        deductions=[{"key": "third", "kind": "percent", "name": {"en": "T"}, "of": "remaining", "optional": True, "third_party": True}],
    ))  # fmt: skip
    profit = int(exact(given["profit"]) * CENT)
    result = distribute(policy, profit, currency="CNY", choices={"third": str(given["third_party_percent"])})
    each = {line.exact for line in result.lines if line.key in keys}
    assert len(each) == 1
    _equal(case, {"third_party": Fraction(result.amounts()["third"], CENT), "each_third": each.pop() / CENT})


def assert_tax(case: dict) -> None:
    given = case["input"]
    found = TAXES[case["subkind"]](given) if case["subkind"] in TAXES else not_supported(f"tax {case['subkind']}")
    _equal(case, {key: _part(figure, case["expected"].get(key)) for key, figure in found.items()})


def _part(figure: object, expected: object) -> object:
    """Of what is taxed one way (now, later), the figures that a case asks for; all of them where it names none."""
    if not (isinstance(figure, dict) and isinstance(expected, dict) and expected):
        return figure
    return {key: figure[key] for key in expected if key in figure}


def _for_shares(given: dict) -> dict:
    found = {}
    for name in ("immediate", "deferred"):
        tax = for_shares(
            yuan(given["contribution_value"]), yuan(given["net_assets_at_transfer"]),
            yuan(given["loss_year_profit"]) + yuan(given["taxable_operating_profit"]), personal=Fraction(given["iit_percent"]),
            company=Fraction(given["cit_percent"]), cost=yuan(given["cost_basis_if_deferred"]), deferred=name == "deferred",
        )  # fmt: skip
        at_once = {} if name == "deferred" else {"iit_on_contribution": Fraction(tax.contribution, YUAN)}
        found[name] = {**at_once, "iit_on_transfer": Fraction(tax.transfer, YUAN), "cit": Fraction(tax.company, YUAN), "total": Fraction(tax.total, YUAN)}
    return found


def _transfer(given: dict) -> dict:
    rate = Fraction(given["cit_percent"])
    return {"tax": [Fraction(transfer_tax(yuan(income), rate), YUAN) for income in given["technology_transfer_income"]]}


def yuan(value: object) -> int:
    """Fen."""
    return int(exact(value) * YUAN)


def _table(given: dict) -> dict:
    table = [Bracket(ends and ends * YUAN, Fraction(rate), quick * YUAN) for ends, rate, quick in given["brackets"]]
    return {"continuous_at_every_boundary": not breaks(table)}


def _half(given: dict) -> dict:
    full, half = with_reward(
        yuan(given["salary"]), yuan(given["cash_reward"]), basic=yuan(given["basic_deduction"]),
        special=yuan(given["special_deductions"]), counts=Fraction(given["include_percent"]),
    )  # fmt: skip
    amounts = {"tax_if_full": full, f"tax_with_{given['include_percent']}pct": half, "saving": full - half}
    return {name: Fraction(amount, YUAN) for name, amount in amounts.items()}


TAXES = {"equity_contribution": _for_shares, "cit": _transfer, "iit_table": _table, "iit_half_inclusion": _half}


def _equal(case: dict, found: dict) -> None:
    """Every figure that is expected, as a number however it is written."""
    came_out(_plain(found))
    if strange := case["expected"].keys() - found.keys():
        not_supported(f"a figure {', '.join(sorted(strange))}")
    assert {key: _exactly(found[key]) for key in case["expected"]} == _exactly(case["expected"])


def _exactly(value: object) -> object:
    if isinstance(value, dict):
        return {key: _exactly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_exactly(item) for item in value]
    return value if isinstance(value, bool) else Fraction(str(value))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return exact_text(value) if isinstance(value, Fraction) else value
