"""A formula on one example, nothing saved: its lines, beside those of the version in force, and what the law asks of it."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ip import refusals
from ip.floors import of_example
from ip.models import PolicyVersion
from ip.rules import Distribution, Policy, Refused, Standing, answered, distribute, read_policy
from ip.wording import Told, ToldFloor, in_words, tell, tell_floors


@dataclass(frozen=True)
class Example:
    """A receipt, what was shared before, open costs: minor units of one currency."""

    currency: str
    gross: int
    before: int = 0
    pool: int = 0
    choices: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A line of both versions; `other` None where there is nothing to compare with."""

    label: str
    amount: int
    other: int | None

    @property
    def more(self) -> int:
        return self.amount - (self.other or 0)


@dataclass(frozen=True)
class Tried:
    rows: list[Row]
    told: list[Told]
    floors: list[ToldFloor]
    total: Row


def tryable(document: Mapping) -> Policy:
    """The formula as it computes, also while its source's silence about the date waits for an answer."""
    policy = read_policy(document)
    return read_policy(answered(document, applies_by="received")) if policy.asks_date else policy


def compute(policy: Policy, example: Example) -> Distribution:
    """Raises Refused: another currency, an amount out of range, a choice that the policy does not offer."""
    standing = Standing(life_to_date=example.before, pool=example.pool)
    return distribute(policy, example.gross, currency=example.currency, standing=standing, choices=example.choices)


def tried(version: PolicyVersion, other: PolicyVersion | None, example: Example, on: date) -> Tried:
    """Invalid where the formula does not take the example. `other` is left out where it alone refuses it."""
    policy = tryable(version.document)
    with refusals.told():
        result = compute(policy, example)
    beside = _beside(other, example)
    new = result.amounts()
    old = _aligned(beside, policy) if beside else None
    names = {item.key: item.name for p in (beside and beside.policy, policy) if p for item in (*p.deductions, *p.parties)}
    rows = [_row(key, words, new, old) for key, words in names.items() if old is None or key in new or key in old]
    told = [step for step in tell(result.trace()) if step.code == "tier"]
    total = Row(_("Total"), result.gross, beside.gross if beside else None)
    return Tried(rows, told, tell_floors(of_example(version.policy, result, on), result.currency), total)


def _aligned(beside: Distribution, policy: Policy) -> dict[str, int]:
    """Its amounts, with those who made the result under the name that `policy` has for them."""
    amounts = beside.amounts()
    theirs, ours = beside.policy.persons, policy.persons
    if theirs and ours and ours.key not in amounts:
        amounts[ours.key] = amounts.pop(theirs.key)
    return amounts


def _row(key: str, words, new: Mapping[str, int], old: Mapping[str, int] | None) -> Row:
    return Row(in_words(words.data()), new.get(key, 0), None if old is None else old.get(key, 0))


def _beside(other: PolicyVersion | None, example: Example) -> Distribution | None:
    if other is None:
        return None
    try:
        policy = tryable(other.document)
        chosen = {key: value for key, value in example.choices.items() if key in {step.key for step in policy.optional}}
        return compute(policy, Example(example.currency, example.gross, example.before, example.pool, chosen))
    except Refused:
        return None
