"""What deductions give to parties besides their shares of the net, whole minor units; some of it to each person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ip.rules.deductions import Taken
from ip.rules.formula import FixedAmount
from ip.rules.lines import Line
from ip.rules.money import largest_remainder
from ip.rules.standing import of_person


@dataclass(frozen=True, slots=True)
class Granted:
    """By deduction, where it is one amount for the party; `each`: by deduction and person. `payees` says whose it is."""

    payees: Mapping[str, str]
    whole: Mapping[str, int]
    each: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[str, int]:
        """All of it by the name under which it is counted."""
        found = dict(self.whole)
        return found | {of_person(key, name): amount for key, of in self.each.items() for name, amount in of.items()}

    @property
    def by_payee(self) -> dict[str, int]:
        """By party, what its persons got of it included."""
        found: dict[str, int] = {}
        for key, amount in [*self.whole.items(), *((key, sum(of.values())) for key, of in self.each.items())]:
            found[self.payees[key]] = found.get(self.payees[key], 0) + amount
        return found

    @property
    def by_person(self) -> dict[str, int]:
        """By person, the amounts for each alone."""
        found: dict[str, int] = {}
        for of in self.each.values():
            for name, amount in of.items():
                found[name] = found.get(name, 0) + amount
        return found


def read_granted(steps: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The same from the steps of a trace, as `Granted.by_key` has it."""
    found: dict[str, int] = {}
    for step in steps:
        if not step.get("payee") or step.get("credited"):
            continue
        if "persons" in step:
            found |= {of_person(step["key"], name): amount for name, amount in step["persons"]}
        else:
            found[step["key"]] = step["amount"]
    return found


def granting(taken: Sequence[Taken], lines: Sequence[Line]) -> Granted:
    """From the rounded `lines` of what was `taken`. Where the money is short, each person gets in proportion to what is still due
    to them, by largest remainder."""
    payees: dict[str, str] = {}
    whole: dict[str, int] = {}
    each: dict[str, Mapping[str, int]] = {}
    for part, line in zip(taken, lines, strict=True):
        if not part.payee or part.credited:
            continue
        payees[line.key] = part.payee
        if isinstance(part.step, FixedAmount) and part.step.each:
            amounts = largest_remainder(line.amount, list(part.dues.values())) if line.amount else [0] * len(part.dues)
            each[line.key] = dict(zip(part.dues, amounts, strict=True))
        else:
            whole[line.key] = line.amount
    return Granted(payees, whole, each)
