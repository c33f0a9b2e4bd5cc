"""What changes the parties' exact parts after the tiers: thresholds, credited advances, caps. Each leaves a step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.deductions import Taking
from ip.rules.formula import Cap, FixedAmount
from ip.rules.policy import Policy
from ip.rules.standing import Standing
from ip.rules.tiers import Exact, catch_up


@dataclass(frozen=True, slots=True)
class Move:
    """Exact minor units that go from one party to others, and why: `below`, `credit`, `least`, `cap`. A credit's are negative
    where the payee gets more than the tiers alone would give. `person`: whose they were, where a cap holds for each."""

    why: str
    index: int
    party: str
    exact: Fraction
    to: tuple[tuple[str, Fraction], ...]
    person: str = ""


def thresholds(policy: Policy, parts: Exact, net: int, before: int) -> tuple[Exact, list[Move]]:
    """While the net is below a threshold, its parties' parts go elsewhere."""
    moves = []
    for index, rule in enumerate(policy.thresholds):
        if (net if rule.counts == "receipt" else before + net) >= rule.amount:
            continue
        for key in rule.parties:
            if parts[key]:
                moves.append(Move("below", index, key, parts[key], ((rule.to, parts[key]),)))
                parts = {**parts, rule.to: parts[rule.to] + parts[key], key: Fraction(0)}
    return parts, moves


def credits(policy: Policy, parts: Exact, taking: Taking, net: int, whole: Mapping[str, Fraction]) -> tuple[Exact, list[Move]]:
    """A credited advance: the payee has the larger of its share of the whole net and the advance so far.

    `whole` is what the tiers give each party of all that counted up to now. The others share what is left of this net in
    proportion to what they are behind.
    """
    found = next(((at, part) for at, part in enumerate(taking.taken) if part.credited), None)
    if found is None or not net:
        return parts, []
    index, part = found
    step = part.step
    assert isinstance(step, FixedAmount)
    posted = taking.standing.posted
    so_far = min(step.amount, taking.standing.gross_to_date + taking.gross)
    line = max(whole[step.payee], Fraction(so_far)) - posted.get(step.payee, 0)
    line = min(max(line, Fraction(0)), Fraction(net))
    others = {key: target for key, target in whole.items() if key != step.payee}
    shared = catch_up(net - line, others, posted, {key: parts[key] for key in others})
    if not any(shared.values()):
        line = Fraction(net)
    new = {key: line if key == step.payee else shared[key] for key in parts}
    change = tuple((key, new[key] - parts[key]) for key in others if new[key] != parts[key])
    return new, [Move("credit", index, step.payee, parts[step.payee] - line, change)] if change else []


def least(policy: Policy, parts: Exact, gross: int, granted: Mapping[str, int]) -> tuple[Exact, list[Move]]:
    """What a party is short of its least of this receipt comes from another one. What was `granted` to it counts."""
    moves = []
    for index, rule in enumerate(policy.least):
        short = gross * rule.percent / 100 - granted.get(rule.party, 0) - parts[rule.party]
        amount = min(short, parts[rule.source])
        if amount > 0:
            parts = {**parts, rule.party: parts[rule.party] + amount, rule.source: parts[rule.source] - amount}
            moves.append(Move("least", index, rule.source, amount, ((rule.party, amount),)))
    return parts, moves


def caps(rules: Iterable[tuple[int, Cap]], parts: Exact, standing: Standing, granted: Mapping[str, int]) -> tuple[Exact, list[Move]]:
    """What is above a cap goes to the parties that it names. `granted` came from deductions and fills the cap, too."""
    moves = []
    for index, cap in rules:
        before = 0 if cap.per == "receipt" else standing.capped.get(cap.party, 0)
        room = max(0, cap.amount - before - granted.get(cap.party, 0))
        over = parts[cap.party] - room
        if over <= 0:
            continue
        to = tuple((key, over * part / 100) for key, part in cap.to)
        parts = {**parts, cap.party: Fraction(room)}
        for key, part in to:
            parts[key] += part
        moves.append(Move("cap", index, cap.party, over, to))
    return parts, moves
