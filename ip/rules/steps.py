"""Steps of a trace as JSON data: a code and facts, from which pages make their sentences in each language.

Amounts are minor units; what is exact is text. `unconfirmed` carries what no source confirms about the step.
"""

from collections.abc import Mapping
from fractions import Fraction

from ip.rules.adjusting import Move
from ip.rules.by_person import OwnPart
from ip.rules.deductions import Taken
from ip.rules.dividing import Given
from ip.rules.documents import Words
from ip.rules.exact import exact_text
from ip.rules.formula import Clause, CostRecovery, FixedAmount, Percent, Tier
from ip.rules.granting import Granted
from ip.rules.lines import Line
from ip.rules.origin import OWN, Origin
from ip.rules.policy import Policy
from ip.rules.sharing import Shared
from ip.rules.standing import Standing
from ip.rules.tiers import TierPart

Step = Mapping[str, object]


def _clause(clause: Clause) -> dict[str, str]:
    return {"section": clause.section, **clause.words.data()}


def _doubts(policy: Policy, path: str) -> list[dict[str, str]]:
    return [words.data() for words in policy.doubts(policy.at(path))]


def _stated(**facts: object) -> dict[str, object]:
    """Only what there is: a step has no more words than its formula needs."""
    return {key: value for key, value in facts.items() if value}


def received_step(policy: Policy, schedule: str, gross: int, origin: Origin) -> Step:
    """What came in; where the policy has schedules, also which of them shares it, and what of its origin decided that."""
    step: dict[str, object] = {"code": "received", "amount": gross}
    if not policy.schedules:
        return step
    names = {
        f"{OWN}{item.key}": [item.name.data(), dict(item.options)[word].data()]
        for item in policy.circumstances
        if (word := origin.circumstances.get(item.key))
    }
    index = next((index for index, item in enumerate(policy.schedules) if item.key == schedule), None)
    if index is None:
        asked = [name for name in policy.asks if origin.says(name) is not None]
        return {**step, "formula": {"key": "", "asks": asked, "known": origin.data(), **_stated(names=names)}}
    item = policy.schedules[index]
    asked = [condition.asks for condition in item.when]
    facts: dict[str, object] = {"key": item.key, "name": item.name.data(), "asks": asked, "known": origin.data()}
    facts |= _stated(names=names)
    return {**step, "formula": facts, "clause": _clause(item.clause), "unconfirmed": _doubts(policy, f"schedules[{index}]")}


def deduction_step(policy: Policy, index: int, taken: Taken, line: Line, granted: Granted) -> Step:
    """`percent`, `statutory`, `third_party`: of which base; `cost_recovery`: the pool before and after; `fixed`: of how
    much, and what each of the `persons` gets where it is an amount for each; `amount`: as chosen for this receipt."""
    step = taken.step
    facts: dict[str, object] = {
        "code": taken.kind,
        "name": step.name.data(),
        **{key: value for key, value in line.data().items() if key not in ("kind", "of")},
        "base": exact_text(taken.base),
        "clause": _clause(step.clause),
        "unconfirmed": _doubts(policy, f"deductions[{index}]"),
    }
    if isinstance(step, Percent) and taken.percent is not None:
        facts |= {"percent": exact_text(taken.percent), "of": step.of, "chosen": step.percent is None}
        facts |= _stated(payee=step.payee, law=step.law, less=list(step.less))
        facts |= _stated(above=step.above, up_to=step.up_to, per=step.per, least=step.least)
        facts |= {} if step.limit is None else {"limit": step.limit}
    elif isinstance(step, CostRecovery) and taken.pool is not None:
        facts |= {
            "at_most": exact_text(step.at_most),
            "pool_before": exact_text(taken.pool),
            "pool_after": exact_text(taken.pool - line.amount),
        }
        facts |= _stated(above=step.above, pool=step.pool)
        facts |= {} if step.limit is None else {"limit": step.limit, "per": step.per}
    elif isinstance(step, FixedAmount):
        facts |= {"limit": step.amount, "due": taken.due, "per": step.per}
        facts |= _stated(payee=step.payee, credited=step.credited)
        facts |= {"persons": [list(part) for part in granted.each[step.key].items()]} if step.each else {}
    return facts


def net_step(net: int, exact: Fraction) -> Step:
    """What is left to share after the deductions."""
    return {"code": "net", "exact": exact_text(exact), "extra": net - int(exact), "amount": net}


def shared_steps(policy: Policy, tiers: tuple[Tier, ...], shared: Shared, standing: Standing) -> list[Step]:
    """From the net to the last payee."""
    steps: list[Step] = []
    for own in shared.own:
        steps.append(_own_step(policy, own))
        steps += [_tier_step(policy, tiers, part, own.before, own.key) for part in own.reached]
    before = 0 if policy.period == "receipt" else standing.life_to_date
    steps += [_tier_step(policy, tiers, part, before) for part in shared.reached]
    steps += [_move_step(policy, move) for move in shared.moves]
    steps += [_given_step(policy, given) for given in shared.given]
    if shared.rest:
        steps.append({"code": "rounding", "key": "rounding", "amount": shared.rest})
    return steps


def _own_step(policy: Policy, own: OwnPart) -> Step:
    persons = policy.persons
    return {
        "code": "own_part",
        "key": own.key,
        "of": persons.key if persons else "",
        "share": exact_text(own.part),
        "amount": own.amount,
    }


def _tier_step(policy: Policy, tiers: tuple[Tier, ...], part: TierPart, before: int, person: str = "") -> Step:
    """How much of the net falls into one tier, and what each party has of it."""
    tier = tiers[part.index]
    return {
        "code": "tier",
        "number": part.index + 1,
        "of": len(tiers),
        "scope": policy.scope,
        "from": tier.start,
        "to": tier.end,
        "life_to_date": before,
        "amount": part.amount,
        "shares": [[key, exact_text(tier.shares[key]), exact_text(value)] for key, value in part.parts],
        "clause": _clause(tier.clause),
        "unconfirmed": _doubts(policy, f"tiers[{part.index}]"),
        **_stated(
            person=person,
            period="" if policy.period == "life" else policy.period,
            tiering="" if policy.tiering == "marginal" else policy.tiering,
            schedule=policy.schedule,
            counted=part.counted,
            printed=dict(tier.printed),
        ),
    }


def _move_step(policy: Policy, move: Move) -> Step:
    """`below`, `credit`, `least`, `cap`: exact money that goes from one party to others after the tiers."""
    names = {party.key: party.name.data() for party in policy.walk()}
    step: dict[str, object] = {
        "code": move.why,
        "number": move.index + 1,
        "party": move.party,
        "exact": exact_text(move.exact),
        "amount": abs(int(move.exact)),
        "to": [[key, exact_text(part)] for key, part in move.to],
        "names": {key: names[key] for key in (move.party, *(key for key, _part in move.to))},
    }
    if move.why == "cap":
        cap = policy.caps[move.index]
        step |= {"person": move.person, "everywhere": cap.everywhere} if cap.each else _stated(everywhere=cap.everywhere)
        return {**step, "limit": cap.amount, "per": cap.per, "clause": _clause(cap.clause)}
    if move.why == "below":
        rule = policy.thresholds[move.index]
        return {**step, "limit": rule.amount, "counts": rule.counts, "clause": _clause(rule.clause)}
    if move.why == "least":
        floor = policy.least[move.index]
        return {**step, "percent": exact_text(floor.percent), "clause": _clause(floor.clause)}
    return {**step, "clause": _clause(policy.deductions[move.index].clause)}


def _given_step(policy: Policy, given: Given) -> Step:
    """A party's whole amount, its part of a split (`percent`), or a person's or a unit's by the share set (`share`: a part of
    one); `no_unit`: what of a party no unit is named for; `reverted`: the same where it goes to another party."""
    facts = {key: value for key, value in given.line.data().items() if key != "kind"}
    if given.role == "person":
        return {"code": "person", **facts, "share": exact_text(given.part or 0), **_stated(group=policy.group_of(given.line.of))}
    if given.role == "unit":
        return {"code": "unit", **facts, "share": exact_text(given.part or 0)}
    name = next((party.name for party in policy.walk() if party.key == given.line.key), Words())
    if given.role in ("passed", "no_unit", "reverted"):
        facts |= {"of": given.line.key} if given.role == "no_unit" else {}
        return {"code": given.role, **facts, "share": exact_text(given.part or 0), "name": name.data()}
    if given.role == "split":
        clause = next(party.clause for party in policy.walk() if party.key == given.line.key)
        return {"code": "split", **facts, "percent": exact_text(given.percent or 0), "name": name.data(), "clause": _clause(clause)}
    return {"code": "party", **facts, "name": name.data()}
