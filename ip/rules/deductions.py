"""The deductions of a policy, each computed exactly on what those before it left."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text, whole
from ip.rules.formula import ChosenAmount, CostRecovery, Deduction, Percent
from ip.rules.policy import Policy

Choices = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one deduction took, exactly, in minor units, and from what."""

    step: Deduction
    kind: str
    exact: Fraction
    base: Fraction
    percent: Fraction | None = None
    pool: Fraction | None = None

    @property
    def from_pool(self) -> Fraction:
        return self.exact if self.pool is not None else Fraction(0)


def read_choices(policy: Policy, given: Mapping[str, object]) -> Choices:
    """The choices of this receipt, complete and checked: `"0"` percent or 0 minor units where nothing was chosen."""
    known = {step.key: step for step in policy.optional}
    for key in given:
        if key not in known:
            raise Refused(f"choices.{key}", "not_optional")
    found: dict[str, str | int] = {}
    for key, step in known.items():
        path = f"choices.{key}"
        if isinstance(step, ChosenAmount):
            found[key] = whole(given.get(key, 0), path)
            continue
        percent = exact(given.get(key, 0), path)
        if not 0 <= percent <= step.most:
            raise Refused(path, "range", value=exact_text(percent), low=0, high=exact_text(step.most))
        found[key] = exact_text(percent)
    return found


def take(step: Deduction, gross: int, left: Fraction, pool: Fraction, choices: Choices) -> Taken:
    """What `step` takes of a receipt of `gross` when `left` is left of it and `pool` costs are open."""
    if isinstance(step, Percent):
        percent = exact(choices[step.key]) if step.percent is None else step.percent
        base = Fraction(gross) if step.of == "gross" else left
        return Taken(step, "percent", min(base * percent / 100, left), base, percent)
    if isinstance(step, CostRecovery):
        return Taken(step, "cost_recovery", min(pool, left, gross * step.at_most / 100), left, step.at_most, pool)
    amount = Fraction(choices[step.key])
    if amount > left:
        raise Refused(f"choices.{step.key}", "exceeds", value=exact_text(amount), left=exact_text(left))
    return Taken(step, "amount", amount, left)
