"""Paying out in a play: minimums carried, shares held, closings. What is owed in total is paid, held or carried."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ip.rules.errors import Refused
from ip.rules.formula import Payout
from ip.rules.payout import Unclaimed, forfeited, pays
from ip.rules.shares import TO_PARTY, Shares


@dataclass(slots=True)
class Payouts:
    """Balances by label (`House/person`). Parties that are not persons are paid at once unless a policy says otherwise."""

    minimum: int = 0
    rules: dict[str, Payout] = field(default_factory=dict)  # by house
    waiting: set[str] = field(default_factory=set)  # labels that are paid only when enough is owed
    held: dict[str, int] = field(default_factory=dict)
    carried: dict[str, int] = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)
    since: dict[str, datetime.date] = field(default_factory=dict)
    holding: set[str] = field(default_factory=set)

    def post(self, amounts: Mapping[str, int], day: datetime.date) -> dict[str, int]:
        """Put amounts to their balances and pay what is due; what was paid now, by label."""
        now: dict[str, int] = {}
        for label, amount in amounts.items():
            if label in self.holding:
                self.held[label] = self.held.get(label, 0) + amount
            elif label in self.waiting:
                self.carried[label] = self.carried.get(label, 0) + amount
            elif amount:
                now[label] = amount
                self.paid[label] = self.paid.get(label, 0) + amount
        return now | self.pay(day)

    def pay(self, day: datetime.date, *, closing: bool = False) -> dict[str, int]:
        now: dict[str, int] = {}
        for label, owed in list(self.carried.items()):
            due = 0 if label in self.holding else pays(owed, self._minimum(label), closing=closing)
            if due:
                now[label] = due
                self.paid[label] = self.paid.get(label, 0) + due
            self._carry(label, owed - due, day)
        return now

    def _carry(self, label: str, left: int, day: datetime.date) -> None:
        if left:
            self.carried[label] = left
        else:
            self.carried.pop(label, None)
        if left > 0:
            self.since.setdefault(label, day)
        else:
            self.since.pop(label, None)

    def _minimum(self, label: str) -> int:
        rule = self.rules.get(label.split("/")[0])
        return max(self.minimum, rule.minimum if rule else 0)

    def release(self, label: str, to: Shares) -> dict[str, int]:
        """What is held, divided by the decision: the change of each balance, whose sum is zero."""
        amount = self.held.pop(label, 0)
        self.holding.discard(label)
        parts = to.split(amount)
        self.waiting |= set(parts)
        for key, part in parts.items():
            self.carried[key] = self.carried.get(key, 0) + part
        change = dict(parts)
        change[label] = change.get(label, 0) - amount
        return change

    def forfeit(self, house: str, day: datetime.date, shares: Shares | None) -> dict[str, int]:
        """What nobody claimed in time changes hands, by label; the sum is zero."""
        rule = self.rules.get(house)
        if rule is None:
            raise Refused("payout", "no_rule")
        unclaimed = [
            Unclaimed(label, amount, self.since[label])
            for label, amount in self.carried.items()
            if label.startswith(f"{house}/") and label in self.since and label not in self.holding
        ]
        persons = [(key, part) for key, part in shares.parts if not key.startswith(TO_PARTY)] if shares else []
        whole = {f"{house}/{key}": part.numerator * 10**6 // part.denominator for key, part in persons}
        moved = forfeited(unclaimed, rule, day, whole)
        return {key if "/" in key else f"{house}/{key.removeprefix('party:')}": amount for key, amount in moved.items()}

    def data(self) -> dict[str, dict[str, int]]:
        return {"held": dict(self.held), "carried": dict(self.carried), "paid": dict(self.paid)}
