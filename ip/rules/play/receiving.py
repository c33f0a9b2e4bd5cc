"""One receipt: allocated to the deal's assets, settled between institutions, distributed in each that has policies."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ip.rules.distribution import Distribution, distribute
from ip.rules.errors import Refused
from ip.rules.formula import CostRecovery
from ip.rules.lines import Line
from ip.rules.origin import SINCE, Origin, running_year
from ip.rules.play.records import Book, Place, Record
from ip.rules.play.setting import Setting, set_name
from ip.rules.policy import Policy
from ip.rules.settlement import settle
from ip.rules.versions import pick

PAYABLE, COMMON = "payable", "common costs"


@dataclass(slots=True)
class Receiving:
    """Gathers records and steps; takes from the pools as it goes, so that a second asset sees what the first has left."""

    setting: Setting
    book: Book
    event: object
    date: datetime.date
    deal: str
    licence: str
    income: str | None
    choices: Mapping[str, object]
    circumstances: Mapping[str, str]
    records: list[Record] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)  # who is paid when enough is owed

    def share(self, amount: int) -> None:
        for asset, part in self.setting.deals[self.deal].assets.split(amount).items():
            self._settle(asset, part)

    def _settle(self, asset: str, amount: int) -> None:
        deal = self.setting.deals[self.deal]
        pool = f"common/{self.deal}"
        if asset not in deal.settlement:
            raise Refused(f"deals.{self.deal}.settlement.{asset}", "missing")
        settled = settle(amount, deal.settlement[asset], common_pool=self.book.pools.get(pool, 0), borne_by=deal.borne_by)
        for line in settled.lines:
            place = self._place(line.key, asset)
            if line.kind == "common_costs":
                self.steps.append({"asset": asset, "common_costs": line.amount})
                self.book.pools[pool] = settled.pool_after
                self._post(Record(self.event, place, [line], [f"{line.key}/{COMMON}"], [pool]))
            elif line.key not in self.setting.houses:
                self._post(Record(self.event, place, [line], [f"{line.key}/{PAYABLE}"], [""]))
            elif line.amount:
                self._distribute(place, line.amount)

    def _place(self, house: str, asset: str) -> Place:
        return Place(house, asset, self.licence, self.setting.cases.get(asset, asset), self.date)

    def _distribute(self, place: Place, amount: int) -> None:
        deal = self.setting.deals[self.deal]
        policy = pick(self.setting.houses[place.house].policies, {**deal.dates, "received": self.date})
        sets = self.setting.share_sets.get(place.asset, {})
        shares = sets.get(place.house)
        origin = self._origin(policy, place).among(shares)
        used = policy.of(origin)
        offered = {step.key for step in used.optional}
        result = distribute(
            policy,
            amount,
            currency=deal.currency,
            standing=self.book.standing(used, place),
            shares=shares,
            choices={key: value for key, value in self.choices.items() if key in offered},
            origin=origin,
            on=self.date,
            groups={one.group: sets[name] for one in used.groups if (name := set_name(place.house, one.group)) in sets},
        )
        self._record(place, result)

    def _origin(self, policy: Policy, place: Place) -> Origin:
        deal = self.setting.deals[self.deal]
        first = self.book.first_income(place)
        dates: Mapping[str, datetime.date] = {**deal.dates, **({"first_income": first} if first else {})}
        years: dict[str, int] = {since: running_year(dates[since], self.date) for since in SINCE if since in dates}
        return Origin(self.income, self.setting.kinds.get(place.asset), deal.kind, years, policy.own(self.circumstances))

    def _post(self, record: Record) -> None:
        """Into the book at once: what comes by way of another asset counts it."""
        self.records.append(record)
        self.book.records.append(record)

    def _record(self, place: Place, result: Distribution) -> None:
        lines = list(result.lines)
        labels = [f"{place.house}/{line.key}" for line in lines]
        pools = [_pool(place, result, line) for line in lines]
        own, granted = dict(result.own_parts), dict(result.granted)
        record = Record(self.event, place, lines, labels, pools, result.policy, result.net, own, granted)
        for line, pool in zip(lines, pools, strict=True):
            if pool:
                self.book.pools[pool] = self.book.pools.get(pool, 0) - line.amount
            if line.kind == "person" or (line.kind == "unit" and result.policy.payout and line.of in result.policy.payout.parties):
                self.waiting.add(f"{place.house}/{line.key}")
        self._post(record)
        amounts = {step["key"]: step["amount"] for step in result.steps if step["code"] in TAKEN and not step.get("credited")}
        self.steps.append(
            {
                "asset": place.asset,
                "institution": place.house,
                "amount": result.gross,
                "policy": result.policy.key,
                "deductions": amounts,
                "distributable": result.net,
                "trace": result.trace(),
            }
        )


def _pool(place: Place, result: Distribution, line: Line) -> str:
    """The pool that a line of recovered costs was taken from, by its name in the book."""
    if line.kind != "cost_recovery":
        return ""
    step = next(step for step in result.policy.deductions if step.key == line.key)
    case = f"{place.house}/{place.asset}"
    return f"{case}/{step.pool}" if isinstance(step, CostRecovery) and step.pool else case


TAKEN = ("percent", "statutory", "third_party", "cost_recovery", "fixed", "amount")
