"""Steps of a trace as JSON data: a code and facts, from which pages make their sentences in each language.

Amounts are minor units; what is exact is text. `unconfirmed` carries what no source confirms about the step.
"""

from collections.abc import Mapping
from fractions import Fraction

from ip.rules.deductions import Taken
from ip.rules.documents import Words
from ip.rules.exact import exact_text
from ip.rules.formula import Clause, Percent
from ip.rules.lines import Line
from ip.rules.policy import Policy
from ip.rules.shares import Shares
from ip.rules.tiers import TierPart

Step = Mapping[str, object]


def _clause(clause: Clause) -> dict[str, str]:
    return {"section": clause.section, **clause.words.data()}


def _doubts(policy: Policy, path: str) -> list[dict[str, str]]:
    return [words.data() for words in policy.doubts(path)]


def deduction_step(policy: Policy, index: int, taken: Taken, line: Line) -> Step:
    """`percent`: of which base; `cost_recovery`: the pool before and after; `amount`: as chosen for this receipt."""
    facts: dict[str, object] = {
        "code": taken.kind,
        "name": taken.step.name.data(),
        **{key: value for key, value in line.data().items() if key not in ("kind", "of")},
        "base": exact_text(taken.base),
        "clause": _clause(taken.step.clause),
        "unconfirmed": _doubts(policy, f"deductions[{index}]"),
    }
    if isinstance(taken.step, Percent) and taken.percent is not None:
        facts |= {"percent": exact_text(taken.percent), "of": taken.step.of, "chosen": taken.step.percent is None}
    elif taken.pool is not None and taken.percent is not None:
        facts |= {
            "at_most": exact_text(taken.percent),
            "pool_before": exact_text(taken.pool),
            "pool_after": exact_text(taken.pool - line.amount),
        }
    return facts


def net_step(net: int, exact: Fraction) -> Step:
    """What is left to share after the deductions."""
    return {"code": "net", "exact": exact_text(exact), "extra": net - int(exact), "amount": net}


def tier_step(policy: Policy, part: TierPart, life_to_date: int) -> Step:
    """How much of the net falls into one tier, and what each party has of it."""
    tier = policy.tiers[part.index]
    return {
        "code": "tier",
        "number": part.index + 1,
        "of": len(policy.tiers),
        "scope": policy.scope,
        "from": tier.start,
        "to": tier.end,
        "life_to_date": life_to_date,
        "amount": part.amount,
        "shares": [[key, exact_text(tier.shares[key]), exact_text(value)] for key, value in part.parts],
        "clause": _clause(tier.clause),
        "unconfirmed": _doubts(policy, f"tiers[{part.index}]"),
    }


def line_step(policy: Policy, line: Line, shares: Shares | None) -> Step:
    """A party's whole amount, or a person's by the share set (`share` is then the part of one)."""
    facts = {key: value for key, value in line.data().items() if key != "kind"}
    if line.kind == "person" and shares is not None:
        return {"code": "person", **facts, "share": exact_text(dict(shares.parts)[line.key])}
    name = next((party.name for party in policy.parties if party.key == line.key), Words())
    return {"code": "party", **facts, "name": name.data()}
