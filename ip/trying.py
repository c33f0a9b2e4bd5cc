"""A formula on one example, nothing saved: its lines, beside those of the version in force, and what the law asks of it."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ip import refusals
from ip.models import PolicyVersion
from ip.policies import floors
from ip.regions import region_code
from ip.rules import Distribution, FloorCase, Policy, Refused, Standing, answered, check_floors, distribute, read_policy
from ip.wording import Told, ToldFloor, in_words, tell, tell_floors
from partners.models import Institution


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
    return read_policy(answered(document, applies_by="received")) if policy.questions else policy


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
    return Tried(rows, told, _floors(version, policy, result, on), total)


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


def _floors(version: PolicyVersion, policy: Policy, result: Distribution, on: date) -> list[ToldFloor]:
    """Measured on the receipt less open costs, the same for every policy (never on the policy's own net)."""
    institution: Institution = version.policy.institution
    to_persons = result.amounts().get(policy.persons.key, 0) if policy.persons else 0
    found = {}
    for deal in version.policy.deal_kinds:
        case = FloorCase(
            deal=deal, on=on, state_founded=institution.founder == "state", set_or_agreed=True,  # by this very policy
            bases={"net": max(0, result.gross - result.before.pool)}, to_persons=to_persons,
            country=institution.country, region=region_code(institution.region),
        )  # fmt: skip
        found |= {finding.floor.key: finding for finding in check_floors(floors(), case)}
    return tell_floors(found.values(), result.currency)
