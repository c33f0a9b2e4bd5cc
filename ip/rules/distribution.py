"""What one institution received, taken through one policy version to amounts for units and persons."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ip.rules.canonical import fingerprint
from ip.rules.deductions import Choices, Taking, read_choices
from ip.rules.dividing import check_groups, check_shares
from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.formula import CostRecovery
from ip.rules.granting import Granted, granting
from ip.rules.indexing import indexed_tiers
from ip.rules.lines import Line, rounded
from ip.rules.money import largest_remainder
from ip.rules.origin import UNKNOWN, Origin
from ip.rules.policy import Policy
from ip.rules.shares import Shares
from ip.rules.sharing import Shared, share
from ip.rules.standing import START, Standing, of_person
from ip.rules.steps import Step, deduction_step, net_step, received_step, shared_steps


@dataclass(frozen=True, slots=True)
class Distribution:
    """Lines that sum exactly to `gross`, the standing after them, and every step with its reason.

    `policy` is the formula that was used, a schedule where one fits the origin of the money. `net` is what was shared by the tiers;
    `granted` what deductions gave to parties besides, by the deduction's key (`standing.of_person` where each person got an
    amount); `own_parts` each person's part of the net where
    tiers run person by person. All minor units.
    """

    policy: Policy
    gross: int
    currency: str
    before: Standing
    shares: Shares | None
    choices: Choices
    net: int
    lines: tuple[Line, ...]
    after: Standing
    steps: tuple[Step, ...]
    granted: Mapping[str, int] = field(default_factory=dict)
    own_parts: Mapping[str, int] = field(default_factory=dict)
    origin: Origin = UNKNOWN
    on: datetime.date | None = None
    groups: Mapping[str, Shares] = field(default_factory=dict)

    def trace(self) -> dict[str, object]:
        """The whole computation as JSON data without floats: what a page explains and a verifier computes again."""
        return {
            "format": 1,
            "policy": {"id": self.policy.key, "fingerprint": self.policy.fingerprint},
            "inputs": {
                "gross": self.gross,
                "currency": self.currency,
                "standing": self.before.data(),
                "shares": self.shares.data() if self.shares else None,
                **({"groups": {group: found.data() for group, found in self.groups.items()}} if self.groups else {}),
                "choices": dict(self.choices),
                **self.origin.data(),
                **({"on": self.on.isoformat()} if self.on is not None else {}),
            },
            "net": self.net,
            "steps": [dict(step) for step in self.steps],
            "lines": [line.data() for line in self.lines],
            "standing": self.after.data(),
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the trace: what an approval binds to."""
        return fingerprint(self.trace())

    def amounts(self) -> dict[str, int]:
        """Minor units by key, in the order of the lines; a party has a line of its own for what persons' parts pass on."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.key] = found.get(line.key, 0) + line.amount
        return found


def distribute(
    policy: Policy,
    gross: int,
    *,
    currency: str,
    standing: Standing = START,
    shares: Shares | None = None,
    choices: Mapping[str, object] | None = None,
    origin: Origin = UNKNOWN,
    on: datetime.date | None = None,
    groups: Mapping[str, Shares] | None = None,
) -> Distribution:
    """Take `gross` (minor units, not negative; a reversal is `reverse`) through `policy`.

    Rounded level by level (conventions 4 to 6 of the facts): the deductions, computed exactly one after the other, and
    the distributable rest together; the rest through the tiers to the parties in their listed order, thresholds, credits
    and caps applied; what deductions gave a party is added; splits and persons divide it. Without `shares` the persons'
    party stays one line: enough to simulate, not to pay; so does that of a group without its set in `groups`. `choices` are
    the optional deductions of this receipt by key: a percentage as text, an amount in minor units. `origin` says what a policy
    with schedules asks of the money; `on` is the day of receipt, for one whose thresholds are indexed.

    Raises Refused for an unanswered question, another currency than the policy counts in, amounts out of range, a choice
    that the policy does not offer, what decides or a day that is needed and missing, and money beyond what a partial source states.
    """
    _check(policy, gross, currency, standing)
    if origin.persons is None:
        origin = origin.among(shares)
    used = policy.of(origin)
    shares = _shares_for(used, shares)
    chosen = read_choices(used, choices or {})
    tiers = indexed_tiers(used, on)
    taking = Taking(used, gross, standing, chosen, _names(used, shares)).run()
    taken, net = _rounded(taking)
    granted = granting(taking.taken, taken)
    groups = check_groups(used, shares, groups or {})
    shared = share(used, tiers, taking, net, granted, shares, groups)
    known = origin.only(policy.asks)
    deducted = [deduction_step(used, at, part, line, granted) for at, (part, line) in enumerate(zip(taking.taken, taken, strict=True))]
    return Distribution(
        policy=used,
        gross=gross,
        currency=currency,
        before=standing,
        shares=shares,
        choices=chosen,
        net=net,
        lines=(*(line for part, line in zip(taking.taken, taken, strict=True) if not part.payee), *shared.lines),
        after=_after(used, taking, taken, net, shared, granted),
        steps=(
            received_step(policy, used.schedule, gross, known),
            *deducted,
            net_step(net, taking.net),
            *shared_steps(used, tiers, shared, standing),
        ),
        granted=granted.by_key,
        own_parts={own.key: own.amount for own in shared.own},
        origin=known,
        on=on if policy.indexation else None,
        groups=groups,
    )


def _shares_for(used: Policy, shares: Shares | None) -> Shares | None:
    """The share set as far as the formula reads it; Refused where it does not fit."""
    if shares is None:
        return None
    shares = shares if used.by_units else shares.without_units
    check_shares(used, shares)
    return shares


def _names(used: Policy, shares: Shares | None) -> tuple[str, ...]:
    """The persons by name; where nobody is named, their party stands for one."""
    if shares is not None:
        return shares.persons
    return (used.persons.key,) if used.persons else ()


def _rounded(taking: Taking) -> tuple[list[Line], int]:
    """The deductions and the net, rounded together; a credited advance is whole already, and part of the net."""
    outside = [part for part in taking.taken if not part.credited]
    *amounts, net = largest_remainder(taking.gross, [*(part.exact for part in outside), taking.net])
    left = iter(amounts)
    lines = []
    for part in taking.taken:
        amount = int(part.exact) if part.credited else next(left)
        kind = "amount" if part.kind == "fixed" else part.kind
        lines.append(rounded(part.step.key, kind, amount, part.exact))
    return lines, net


def _after(policy: Policy, taking: Taking, taken: list[Line], net: int, shared: Shared, granted: Granted) -> Standing:
    """Where the case stands when the lines are posted: of what the policy reads."""
    before, needs = taking.standing, policy.needs
    recovered: dict[str, int] = {}
    by_step = dict(before.recovered)
    for part, line in zip(taking.taken, taken, strict=True):
        if isinstance(part.step, CostRecovery):
            recovered[part.step.pool] = recovered.get(part.step.pool, 0) + line.amount
        if part.step.key in needs.recovered:
            by_step[part.step.key] = by_step.get(part.step.key, 0) + line.amount
        if part.step.key in needs.first:
            for name, amount in granted.each[part.step.key].items():
                key = of_person(part.step.key, name)
                by_step[key] = by_step.get(key, 0) + amount
    pools = {key: amount - recovered.get(key, 0) for key, amount in before.pools.items()}
    by_person = dict(before.by_person)
    for own in shared.own if policy.period != "receipt" else ():
        by_person[own.key] = by_person.get(own.key, 0) + own.amount
    counted = (taking.gross if policy.counts == "gross" else net) if policy.scope != "person" and policy.period != "receipt" else 0
    each = dict(before.each)
    for line in shared.lines if needs.each[0] else ():
        if line.kind == "person" and policy.persons and line.of == policy.persons.key:
            each[line.key] = each.get(line.key, 0) + line.amount
    posted, capped = dict(before.posted), dict(before.capped)
    for key, amount in shared.got.items():
        if needs.posted:
            posted[key] = posted.get(key, 0) + amount
        if key in needs.capped or key in needs.widely:
            capped[key] = capped.get(key, 0) + amount
    return Standing(
        life_to_date=before.life_to_date + counted,
        pool=before.pool - recovered.get("", 0),
        pools=pools,
        gross_to_date=before.gross_to_date + (taking.gross if "life" in needs.gross else 0),
        gross_this_year=before.gross_this_year + (taking.gross if "year" in needs.gross else 0),
        posted=posted,
        capped=capped,
        by_person=by_person,
        recovered=by_step,
        each=each,
    )


def _check(policy: Policy, gross: int, currency: str, standing: Standing) -> None:
    if policy.questions:
        raise Refused(policy.questions[0].path, "unanswered")
    whole(gross, "gross")
    standing.check()
    if policy.currency is not None and policy.currency != currency:
        raise Refused("currency", "currency", policy=policy.currency, money=currency)
