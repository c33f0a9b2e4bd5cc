"""Taking back a part of what was shared (a refund, a credit note): what still stands, and its part of every line.

The same for a settlement's parts and a distribution's lines: what stands is the original less its posted corrections; a
part is taken from it line by line in proportion, by largest remainder, in the listed order (ip.rules.reverse).
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ip.models import Distribution, Hold, Settlement
from ip.past_sharing import Shared, shared_before
from ip.refusals import told
from ip.rules import Line, Origin, exact_text, largest_remainder, reverse
from ip.rules.lines import SHARED, total
from ip.rules.reversal import back_from
from ledger.models import Posting, Receipt


@dataclass(frozen=True)
class Left:
    """What stands of a distribution: lines in their order, the net that still counts, persons' own parts of it, and what
    deductions granted parties besides."""

    lines: tuple[Line, ...]
    net: int
    own: Mapping[str, int]
    granted: Mapping[str, int]

    def data(self) -> dict:
        return {"lines": [line.amount for line in self.lines], "net": self.net, "own": dict(self.own), "granted": dict(self.granted)}


@dataclass(frozen=True)
class Back:
    """A part of a distribution taken back: lines, net, own parts and what was granted, below zero, in minor units; `trace()`
    says why."""

    original: Distribution
    left: Left
    lines: tuple[Line, ...]
    net: int
    own: Mapping[str, int]
    granted: Mapping[str, int]
    kept: Sequence[tuple[int, Any]]

    @property
    def amount(self) -> int:
        return total(self.lines)

    def trace(self) -> dict:
        """The form of a computation's trace: inputs, a step for every line, lines."""
        before = self.original.trace
        inputs = {"of": str(self.original.uid), "gross": self.amount, "currency": self.original.currency, "left": self.left.data(),
                  "kept": [list(pair) for pair in self.kept], **Origin.read(before["inputs"]).data()}  # fmt: skip
        return {"format": 1, "policy": before["policy"], "inputs": inputs, "net": self.net, "own": dict(self.own),
                "granted": dict(self.granted), "steps": self._steps(), "lines": [line.data() for line in self.lines]}  # fmt: skip

    def _steps(self) -> list[dict]:
        names = {step["key"]: step["name"] for step in self.original.trace["steps"] if step.get("name")}
        pools = {step["key"]: step["pool"] for step in self.original.trace["steps"] if step.get("pool")}
        stood = total(self.left.lines)
        return [
            {"code": "taken_back", "key": line.key, "of": line.of, "amount": line.amount, "exact": exact_text(line.exact),
             "left": was.amount, "back": -self.amount, "stood": stood,
             **({"name": names[line.key]} if line.key in names else {}), **({"pool": pools[line.key]} if line.key in pools else {})}
            for was, line in zip(self.left.lines, self.lines, strict=True) if was.amount
        ]  # fmt: skip


def left_of(distribution: Distribution, before: Posting | None = None) -> Left:
    """What stands of a posted distribution, or stood before a posting."""
    own = shared_before(before, pk=distribution.pk)
    return standing_of([*own, *shared_before(before, corrects=distribution)]) if own else Left((), 0, {}, {})


def standing_of(rows: Sequence[Shared]) -> Left:
    """What stands of the first after what the others take back of it."""
    sums = [sum(amounts) for amounts in zip(*([line.amount for line in row.lines] for row in rows), strict=True)]
    lines = tuple(
        Line(line.key, line.kind, amount, Fraction(amount), 0, line.of) for line, amount in zip(rows[0].lines, sums, strict=True)
    )
    own, granted = ({key: sum(part.get(key, 0) for part in parts) for key in parts[0]}
                    for parts in ([row.own for row in rows], [row.granted for row in rows]))  # fmt: skip
    return Left(lines, sum(row.net for row in rows), own, granted)


def taken_back(
    distribution: Distribution, amount: int, before: Posting | None = None, kept: Sequence[tuple[int, Any]] | None = None
) -> Back:
    """`amount` (minor units above zero) of a posted distribution. Invalid where less stands.

    `kept`: of which lines a share is held or was released, and to whom (`keeping`); what goes back follows it there.
    """
    left = left_of(distribution, before)
    with told():
        lines, net, own, granted = taken_of(left, amount)
    return Back(distribution, left, lines, net, own, granted, keeping(distribution) if kept is None else kept)


def taken_of(left: Left, amount: int) -> tuple[tuple[Line, ...], int, dict[str, int], dict[str, int]]:
    """Lines, net, own parts and what was granted, all below zero, of `amount` (minor units above zero) of what stands.
    Refused where less does."""
    found = reverse(left.lines, amount, net=left.net)
    net = -left.net if amount == total(left.lines) else found.life_to_date
    besides = sum(line.amount for line in found.lines if line.kind in SHARED) - net  # what the net does not explain
    own, granted = back_from(left.own, -net), back_from(left.granted, -besides)
    return found.lines, net, {key: -part for key, part in own.items()}, {key: -part for key, part in granted.items()}


def keeping(distribution: Distribution) -> list[tuple[int, Any]]:
    """By number of line: `held`, or to whom it was released ([[uid, part], …])."""
    holds = Hold.objects.filter(line__distribution=distribution).order_by("line__line")
    rows = holds.values_list("line__line", "state", "release_to")
    return [(number, to if state == Hold.State.RELEASED else "held") for number, state, to in rows]


def moved_back(correction: Distribution) -> bool:
    """Whether what it takes from is no longer as it stood when it was computed."""
    inputs, original = correction.trace["inputs"], correction.corrects
    assert original is not None
    kept = [list(pair) for pair in keeping(original)]
    return original.state != Distribution.State.POSTED or left_of(original).data() != inputs["left"] or kept != inputs["kept"]


def parts_left(settlement: Settlement) -> list[Line]:
    """Parts of a settlement as they stand after its corrections, in their order."""
    corrected = settlement.corrections.filter(state=Settlement.State.POSTED)
    found = []
    for part in settlement.parts.select_related("institution").order_by("line"):
        back = sum(row.amount for one in corrected for row in one.parts.all() if row.line == part.line)
        amount = part.amount + back
        found.append(Line(str(part.institution.uid), part.kind, amount, Fraction(amount)))
    return found


def parts_back(settlement: Settlement, amount: int) -> tuple[tuple[Line, ...], dict]:
    """`amount` (minor units above zero) of what stands of a settlement: parts below zero, and the trace of it."""
    left = parts_left(settlement)
    with told():
        lines = reverse(left, amount).lines
    inputs = {"of": str(settlement.uid), "amount": -amount, "left": [line.amount for line in left]}
    return lines, {"format": 1, "inputs": inputs, "lines": [line.data() for line in lines]}


def settled_left(receipt: Receipt) -> list[tuple[Settlement, int]]:
    """Settlements of a receipt that stand, in their order, with what of each is not taken back."""
    standing = receipt.settlements.filter(state=Settlement.State.POSTED).select_related("asset", "schedule").order_by("pk")
    return [(row, total(parts_left(row))) for row in standing]


def slices_back(refund: Receipt) -> list[tuple[Settlement, int]]:
    """Which part of a refund is whose settlement's (minor units above zero): in proportion to what stands of each."""
    assert refund.corrects is not None
    left = settled_left(refund.corrects)
    if not any(amount for _row, amount in left):
        return []
    parts = largest_remainder(-refund.to_share, [amount for _row, amount in left])
    return [(row, part) for (row, _amount), part in zip(left, parts, strict=True) if part]
