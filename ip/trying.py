"""A formula on one example, nothing saved: its lines, beside those of the version in force, and what the law asks of it."""
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from ip import refusals
from ip.floors import of_example
from ip.models import PolicyVersion
from ip.probing import ONE, alone, undivided
from ip.rules import Distribution, Origin, Policy, Refused, Shares, answered, distribute, read_policy
from ip.rules.origin import UNKNOWN
from ip.rules.standing import START
from ip.wording import Told, ToldFloor, in_words, tell, tell_floors


@dataclass(frozen=True)
class Example:
    """A receipt, what came in before it (gross, shared by the same formula), open costs: minor units of one currency. `shares`
    are of persons and units that need not exist, `named` says what they are called."""

    currency: str
    gross: int
    before: int = 0
    pool: int = 0
    choices: Mapping[str, object] = field(default_factory=dict)
    origin: Origin = UNKNOWN
    on: date | None = None
    shares: Shares | None = None
    named: Mapping[str, str] = field(default_factory=dict)


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
    policy = policy if example.shares else undivided(policy)
    used = policy.of(example.origin)
    shares = example.shares or alone(used)
    share = partial(distribute, policy, currency=example.currency, shares=shares, origin=example.origin, on=example.on)
    before = share(example.before).after if example.before else START
    apart = {used.needs.pools[0]: example.pool} if used.needs.pools else {}
    standing = replace(before, pool=0 if apart else example.pool, pools=apart)
    return share(example.gross, standing=standing, choices=example.choices)


def names_of(policy: Policy) -> dict[str, str]:
    """What the formula calls its lines, by key, in its order."""
    named = {item.key: in_words(item.name.data()) for item in (*policy.deductions, *policy.walk())}
    return named | {"rounding": _("Rounding"), ONE: _("One person")}


def on_example(policy: Policy, example: Example) -> Tried:
    """Raises Refused where the formula does not take it."""
    result = compute(policy, example)
    return Tried(_rows(result, None, example.named), _tiers(result, example), [], Row(_("Total"), result.gross, None))


def tried(version: PolicyVersion, other: PolicyVersion | None, example: Example, on: date) -> Tried:
    """Invalid where the formula does not take the example. `other` is left out where it alone refuses it."""
    policy = tryable(version.document)
    with refusals.told():
        result = compute(policy, example)
    beside = _beside(other, example)
    total = Row(_("Total"), result.gross, beside.gross if beside else None)
    floors = tell_floors(of_example(version.policy, result, on), result.currency)
    return Tried(_rows(result, beside, example.named), _tiers(result, example), floors, total)


def _tiers(result: Distribution, example: Example) -> list[Told]:
    names = {ONE: _("One person"), **example.named}
    return [step for step in tell(result.trace(), names=names) if step.code == "tier"]


def _rows(result: Distribution, beside: Distribution | None, named: Mapping[str, str]) -> list[Row]:
    new, old = result.amounts(), _aligned(beside, result.policy) if beside else None
    names = {**(names_of(beside.policy) if beside else {}), **names_of(result.policy), **named}
    shown = [key for key in names if key in new or (old is not None and key in old)]
    return [Row(names[key], new.get(key, 0), None if old is None else old.get(key, 0)) for key in shown]


def _aligned(beside: Distribution, policy: Policy) -> dict[str, int]:
    """Its amounts, with those who made the result under the name that `policy` has for them."""
    amounts = beside.amounts()
    theirs, ours = beside.policy.persons, policy.persons
    if theirs and ours and theirs.key in amounts and ours.key not in amounts:
        amounts[ours.key] = amounts.pop(theirs.key)
    return amounts


def _beside(other: PolicyVersion | None, example: Example) -> Distribution | None:
    if other is None:
        return None
    try:
        policy = tryable(other.document)
        chosen = {key: value for key, value in example.choices.items() if key in {step.key for step in policy.optional}}
        own = policy.own(example.origin.circumstances)
        return compute(policy, replace(example, choices=chosen, origin=replace(example.origin, circumstances=own)))
    except Refused:
        return None
