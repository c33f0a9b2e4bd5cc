"""The deductions of a policy, each computed exactly on what those before it left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text, whole
from ip.rules.formula import ChosenAmount, CostRecovery, Deduction, FixedAmount, Percent
from ip.rules.policy import Policy
from ip.rules.standing import Standing, of_person

Choices = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one deduction took, exactly, in minor units, and from what. What is `credited` stays in the net."""

    step: Deduction
    kind: str
    exact: Fraction
    base: Fraction
    percent: Fraction | None = None
    pool: Fraction | None = None
    due: int | None = None
    dues: Mapping[str, int] = field(default_factory=dict)  # by person: what each may still get of a first amount

    @property
    def payee(self) -> str:
        return self.step.payee if isinstance(self.step, Percent | FixedAmount) else ""

    @property
    def credited(self) -> bool:
        return isinstance(self.step, FixedAmount) and self.step.credited


@dataclass(slots=True)
class Taking:
    """One receipt on its way through the deductions."""

    policy: Policy
    gross: int
    standing: Standing
    choices: Choices
    persons: tuple[str, ...] = ()
    left: Fraction = field(init=False)
    kept: Fraction = Fraction(0)  # what credited advances set apart: part of the net, out of reach of later deductions
    taken: list[Taken] = field(default_factory=list)
    pools: dict[str, Fraction] = field(default_factory=dict)
    layers: dict[str, int] = field(default_factory=dict)  # by period: where the next "first gross money" begins

    def __post_init__(self) -> None:
        self.left = Fraction(self.gross)

    def run(self) -> "Taking":
        for step in self.policy.deductions:
            part = self._take(step)
            self.taken.append(part)
            self.left -= part.exact
            if part.credited:
                self.kept += part.exact
        return self

    @property
    def net(self) -> Fraction:
        return self.left + self.kept

    def _take(self, step: Deduction) -> Taken:
        if isinstance(step, Percent):
            return self._percent(step)
        if isinstance(step, CostRecovery):
            return self._costs(step)
        if isinstance(step, FixedAmount):
            return self._fixed(step)
        amount = Fraction(self.choices[step.key])
        if amount > self.left:
            raise Refused(f"choices.{step.key}", "exceeds", value=exact_text(amount), left=exact_text(self.left))
        return Taken(step, "amount", amount, self.left)

    def _percent(self, step: Percent) -> Taken:
        percent = exact(self.choices[step.key]) if step.percent is None else step.percent
        base = Fraction(self.gross)
        if step.between:
            base = Fraction(self._layer(self._before(step.per), step.above, step.up_to))
        elif step.of == "remaining":
            base = self.left
        elif step.less:
            named = sum((part.exact for part in self.taken if part.step.key in step.less), Fraction(0))
            base = named if step.of == "taken_by" else base - named
        kind = "statutory" if step.statutory else "third_party" if step.third_party else "percent"
        amount = max(base * percent / 100, Fraction(step.least))
        return Taken(step, kind, min(amount, self.left, self._room(step)), base, percent)

    def _room(self, step: Percent | CostRecovery) -> Fraction:
        """How much a step may still take in its time; where nothing limits it, all of the receipt."""
        if step.limit is None:
            return Fraction(self.gross)
        had = 0 if step.per == "receipt" else self.standing.recovered.get(step.key, 0)
        return Fraction(max(0, step.limit - had))

    def _costs(self, step: CostRecovery) -> Taken:
        opened = self.standing.pools.get(step.pool, 0) if step.pool else self.standing.pool
        pool = self.pools.setdefault(step.pool, Fraction(opened))
        above = self._layer(self.standing.gross_to_date, step.above, None)
        amount = min(pool, self.left, self.gross * step.at_most / 100, Fraction(above), self._room(step))
        self.pools[step.pool] = pool - amount
        return Taken(step, "cost_recovery", amount, self.left, step.at_most, pool)

    def _fixed(self, step: FixedAmount) -> Taken:
        if step.each:
            had = {} if step.per == "receipt" else self.standing.recovered
            dues = {person: max(0, step.amount - had.get(of_person(step.key, person), 0)) for person in self.persons}
            due = sum(dues.values())
            return Taken(step, "fixed", min(Fraction(due), self.left), self.left, due=due, dues=dues)
        if step.per == "receipt":
            due = step.amount
        else:
            before = self._before(step.per)
            begins = self.layers.get(step.per, 0)
            due = self._layer(before, begins, begins + step.amount)
            self.layers[step.per] = begins + step.amount
        amount = min(Fraction(due), self.left)
        return Taken(step, "fixed", Fraction(int(amount)) if step.credited else amount, self.left, due=due)

    def _before(self, per: str) -> int:
        """The gross total before this receipt: of the case's `life`, of its `year`; each `receipt` begins at zero."""
        return {"life": self.standing.gross_to_date, "year": self.standing.gross_this_year, "receipt": 0}[per]

    def _layer(self, before: int, begins: int, ends: int | None) -> int:
        """How much of this receipt lies between two heights of the gross total."""
        top = before + self.gross if ends is None else min(before + self.gross, ends)
        return max(0, top - max(before, begins))


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
