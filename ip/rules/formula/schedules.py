"""Other formulas for money of some origin."""

from dataclasses import dataclass

from ip.rules.documents import Words
from ip.rules.errors import Refused
from ip.rules.formula.clauses import Clause
from ip.rules.formula.deductions import Deduction
from ip.rules.formula.tiers import Cap, Threshold, Tier
from ip.rules.origin import Condition, Origin


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What only the policy asks of money (who found the buyer), with the answers of which one is chosen: (word, name)."""

    key: str
    name: Words
    options: tuple[tuple[str, Words], ...]
    clause: Clause

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for value, _name in self.options)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where all conditions of `when` hold, the formula is another: what is None stays as the policy has it."""

    key: str
    name: Words
    when: tuple[Condition, ...]
    scope: str
    period: str
    tiering: str
    tiers: tuple[Tier, ...]
    deductions: tuple[Deduction, ...] | None
    clause: Clause
    counts: str = "net"
    caps: tuple[Cap, ...] | None = None
    thresholds: tuple[Threshold, ...] | None = None

    def fits(self, origin: Origin) -> bool:
        """Raises Refused for a fact that would decide and is not known."""
        if self.excluded(origin):
            return False
        for condition in self.when:
            if condition.holds(origin) is None:
                raise Refused(condition.asks, "undecided", known=", ".join(condition.values))
        return True

    def excluded(self, origin: Origin) -> bool:
        """Whether what is known rules it out."""
        return any(condition.holds(origin) is False for condition in self.when)
