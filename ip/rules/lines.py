"""Lines of money: what a computation gives to whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ip.rules.exact import exact_text

DEDUCTIONS: Final = frozenset({"percent", "cost_recovery", "amount", "third_party"})
SHARED: Final = frozenset({"party", "person", "unit", "rounding"})  # what of the net, and what deductions gave parties


@dataclass(frozen=True, slots=True)
class Line:
    """`amount` minor units for `key`. The exact part was `exact`; `extra` is the unit that rounding placed here.

    `kind`: percent, cost_recovery, amount, third_party (deductions of the policy); party, person, unit (`of` names the
    party whose part they divide, also where a person's part goes to a party); rounding (what a convention leaves apart);
    common_costs, part (lines of a settlement).
    """

    key: str
    kind: str
    amount: int
    exact: Fraction
    extra: int = 0
    of: str = ""

    @property
    def is_deduction(self) -> bool:
        return self.kind in DEDUCTIONS

    def data(self) -> dict[str, object]:
        """As JSON data; `exact` in minor units as text."""
        return {
            "key": self.key,
            "kind": self.kind,
            "of": self.of,
            "exact": exact_text(self.exact),
            "extra": self.extra,
            "amount": self.amount,
        }


def rounded(key: str, kind: str, amount: int, exact: Fraction, of: str = "") -> Line:
    """A line whose `extra` is the residual unit it was given: its amount less the whole units of the exact part."""
    return Line(key, kind, amount, exact, amount - int(exact), of)


def scaled(line: Line, amount: int, exact: Fraction) -> Line:
    """The same line with another amount (of a reversal)."""
    return replace(line, amount=amount, exact=exact, extra=amount - int(exact))


def total(lines: Iterable[Line]) -> int:
    return sum(line.amount for line in lines)
