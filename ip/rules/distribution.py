"""What one institution received, taken through one policy version to amounts for units and persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.canonical import fingerprint
from ip.rules.deductions import Choices, read_choices, take
from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.lines import Line, rounded
from ip.rules.money import largest_remainder
from ip.rules.policy import Policy
from ip.rules.shares import Shares
from ip.rules.steps import Step, deduction_step, line_step, net_step, tier_step
from ip.rules.tiers import through_tiers


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the case stands before money is shared, in minor units; derived by the caller from what is posted.

    `life_to_date`: posted distributable amounts in the policy's scope (`Policy.counts_by`); it goes on counting when
    the version changes. `pool`: costs of this institution and asset that are still to be recovered.
    """

    life_to_date: int = 0
    pool: int = 0

    def data(self) -> dict[str, int]:
        return {"life_to_date": self.life_to_date, "pool": self.pool}


@dataclass(frozen=True, slots=True)
class Distribution:
    """Lines that sum exactly to `gross`, the standing after them, and every step with its reason."""

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
                "choices": dict(self.choices),
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
        """Minor units by key of line, in the order of the lines."""
        return {line.key: line.amount for line in self.lines}


def distribute(
    policy: Policy,
    gross: int,
    *,
    currency: str,
    standing: Standing = Standing(),
    shares: Shares | None = None,
    choices: Mapping[str, object] | None = None,
) -> Distribution:
    """Take `gross` (minor units, not negative; a reversal is `reverse`) through `policy`.

    Rounded level by level (conventions 4 to 6 of the facts): the deductions, computed exactly one after the other, and
    the distributable rest together; the rest through the marginal tiers to the parties in their listed order; the
    persons by `shares`. Without `shares` the persons' party stays one line: enough to simulate, not to pay.
    `choices` are the optional deductions of this receipt by key: a percentage as text, an amount in minor units.

    Raises Refused for an unanswered question, another currency than the tiers count in, amounts out of range, a choice
    that the policy does not offer, and money beyond what a partial source states.
    """
    _not_yet(policy)
    _check(policy, gross, currency, standing, shares)
    chosen = read_choices(policy, choices or {})
    left, pool = Fraction(gross), Fraction(standing.pool)
    taken = []
    for step in policy.deductions:
        part = take(step, gross, left, pool, chosen)
        taken.append(part)
        left -= part.exact
        pool -= part.from_pool
    *amounts, net = largest_remainder(gross, [*(part.exact for part in taken), left])
    lines = [rounded(part.step.key, part.kind, amount, part.exact) for part, amount in zip(taken, amounts, strict=True)]
    steps: list[Step] = [{"code": "received", "amount": gross}]
    steps += [deduction_step(policy, at, taken[at], line) for at, line in enumerate(lines)]
    steps.append(net_step(net, left))
    shared, tier_parts = through_tiers(policy, net, standing.life_to_date)
    steps += [tier_step(policy, part, standing.life_to_date) for part in tier_parts]
    for line in shared:
        steps.append(line_step(policy, line, None))
        people = _persons(policy, line, shares)
        steps += [line_step(policy, person, shares) for person in people]
        lines += people or [line]
    recovered = sum(line.amount for line in lines if line.kind == "cost_recovery")
    after = Standing(standing.life_to_date + net, standing.pool - recovered)
    return Distribution(policy, gross, currency, standing, shares, chosen, net, tuple(lines), after, tuple(steps))


def _not_yet(policy: Policy) -> None:
    """Read already, computed next: refused until then, never ignored."""
    beyond = (policy.caps, policy.thresholds, policy.schedules, policy.indexation, policy.needs.taken, policy.needs.gross)
    steps = [step for step in policy.deductions if getattr(step, "payee", "") or getattr(step, "less", ())]
    splits = [party for party in policy.parties if party.split]
    if any((*beyond, steps, splits, policy.needs.pools, policy.rounding != "largest_remainder")) or (
        policy.scope == "person" or policy.period == "receipt" or policy.tiering != "marginal"
    ):
        raise Refused("document", "unknown")


def _persons(policy: Policy, line: Line, shares: Shares | None) -> list[Line]:
    """The persons' lines of the party that they divide, or none."""
    if shares is None or policy.persons is None or line.key != policy.persons.key:
        return []
    amounts = shares.split(line.amount)
    return [rounded(key, "person", amounts[key], line.amount * part, line.key) for key, part in shares.parts]


def _check(policy: Policy, gross: int, currency: str, standing: Standing, shares: Shares | None) -> None:
    if policy.questions:
        raise Refused(policy.questions[0].path, "unanswered")
    whole(gross, "gross")
    whole(standing.life_to_date, "standing.life_to_date")
    whole(standing.pool, "standing.pool")
    if policy.currency is not None and policy.currency != currency:
        raise Refused("currency", "currency", policy=policy.currency, money=currency)
    if shares is None:
        return
    if policy.persons is None:
        raise Refused("shares", "no_persons")
    named = {item.key for item in (*policy.deductions, *policy.parties)}
    for key in shares.keys:
        if key in named:
            raise Refused("shares", "clash", name=key)
