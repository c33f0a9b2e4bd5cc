"""Plays a scenario of the facts against the library, keeping the standings itself as the ledger does in the product."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from ip.rules import Line, Policy, Shares, Standing, convert, distribute, exact, included_tax, pick, reverse, settle
from tests.ip.rules.facts import fractions, not_supported, read

KNOWN = {
    "scenario": {"id", "words", "features", "institutions", "deals", "share_sets", "events"},
    "institution": {"policies", "departure", "persons"},
    "deal": {"currency", "assets", "settlement", "dates", "common_pool"},
    "receipt": {"deal", "amount", "currency", "rate", "licence", "vat_rate", "withheld"},
}


@dataclass
class Posted:
    """A line as posted, with the label under which it is totalled and the standings that it moves."""

    label: str
    line: Line
    pool: str = ""
    life: str = ""


@dataclass
class World:
    scenario: dict
    life: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pools: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    totals: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    posted: dict[int, list[Posted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.check_words("scenario", self.scenario)
        self.deals, self.share_sets = self.scenario["deals"], self.scenario["share_sets"]
        for deal in self.deals.values():
            self.check_words("deal", deal)
        self.policies: dict[str, list[Policy]] = {}
        for name, institution in self.scenario["institutions"].items():
            self.check_words("institution", institution)
            self.policies[name] = [read(facts) for facts in institution["policies"]]

    @staticmethod
    def check_words(kind: str, given: dict) -> None:
        for word in given.keys() - KNOWN[kind]:
            not_supported(f"{kind} with {word}")

    def play(self, event: dict) -> dict:
        """What the event gives, in the words of `expected`."""
        act = getattr(self, "on_" + event["kind"], None)
        if act is None:
            not_supported(f"event {event['kind']}")
        found = {"to_share": 0, "amounts": {}, **(act(event) or {})}
        for label, amount in found["amounts"].items():
            self.totals[label] += amount
        return {**found, "totals": self.totals, "state": {"life_to_date": self.life, "pools": self.pools}}

    def on_cost(self, event: dict) -> None:
        self.pools[event["given"]["pool"]] += event["given"]["amount"]

    def on_opening(self, event: dict) -> None:
        self.life.update(event["given"].get("life_to_date", {}))
        self.pools.update(event["given"].get("pools", {}))
        for label, amount in event["given"].get("earlier_payouts", {}).items():
            self.totals[label] += amount

    def on_share_set(self, event: dict) -> None:
        given = event["given"]
        self.share_sets[given["asset"]][given["institution"]] = given["shares"]

    def on_schedule(self, event: dict) -> None:
        self.deals[event["given"]["deal"]]["assets"] = event["given"]["assets"]

    def on_leaves(self, event: dict) -> dict:
        given = event["given"]
        if (rule := self.scenario["institutions"][given["institution"]].get("departure")) != "keeps":
            not_supported(f"departure {rule}")
        return {"share_set": self.share_sets[given["asset"]][given["institution"]]}

    def on_receipt(self, event: dict) -> dict:
        given = event["given"]
        self.check_words("receipt", given)
        deal = self.deals[given["deal"]]
        found, amount = self.to_share(given, deal["currency"])
        steps: list[dict] = []
        posted: list[Posted] = []
        for asset, part in Shares.read(fractions(deal["assets"])).split(amount).items():
            self.settle_asset(event, asset, part, steps, posted)
        return {**found, "to_share": amount, "steps": steps, "amounts": self.post(event, posted)}

    def to_share(self, given: dict, currency: str) -> tuple[dict, int]:
        """Conversion and tax, before anything is shared."""
        amount, found = given["amount"], {}
        if "rate" in given:
            amount = found["converted"] = convert(
                amount, exact(given["rate"]), source=given["currency"], target=currency
            )
        if "vat_rate" in given:
            found["vat"] = included_tax(amount, exact(given["vat_rate"]))
            amount -= found["vat"]
        if "withheld" in given:
            found |= {"withheld_counted_as_received": given["withheld"], "cash": amount - given["withheld"]}
        return found, amount

    def settle_asset(self, event: dict, asset: str, amount: int, steps: list[dict], posted: list[Posted]) -> None:
        name = event["given"]["deal"]
        deal = self.deals[name]
        common = f"common/{name}"
        bearer = deal.get("common_pool", {}).get("borne_by")
        parts = Shares.read(fractions(deal["settlement"][asset]))
        settled = settle(amount, parts, common_pool=self.pools.get(common, 0), borne_by=bearer)
        for line in settled.lines:
            if line.kind == "common_costs":
                steps.append({"asset": asset, "common_costs": line.amount})
                posted.append(Posted(f"{bearer}/common costs", line, pool=common))
                self.pools[common] = settled.pool_after
            elif line.key not in self.policies:
                posted.append(Posted(f"{line.key}/payable", line))
            elif line.amount:
                self.distribute_part(event, asset, line, steps, posted)

    def distribute_part(self, event: dict, asset: str, part: Line, steps: list[dict], posted: list[Posted]) -> None:
        deal, house = self.deals[event["given"]["deal"]], part.key
        dates = {name: datetime.date.fromisoformat(day) for name, day in deal.get("dates", {}).items()}
        policy = pick(self.policies[house], {**dates, "received": datetime.date.fromisoformat(event["date"])})
        life = f"{house}/{event['given']['licence'] if policy.counts_by == 'licence' else asset}"
        pool = f"{house}/{asset}"
        result = distribute(
            policy,
            part.amount,
            currency=deal["currency"],
            standing=Standing(self.life[life], self.pools.get(pool, 0)),
            shares=Shares.read(fractions(self.share_sets[asset][house])),
        )
        self.life[life], self.pools[pool] = result.after.life_to_date, result.after.pool
        taken = {line.key: line.amount for line in result.lines if line.is_deduction}
        facts = {"asset": asset, "institution": house, "amount": part.amount, "policy": policy.key}
        steps.append({**facts, "deductions": taken, "distributable": result.net})
        posted += [Posted(f"{house}/{line.key}", line, pool, life) for line in result.lines]

    def on_reversal(self, event: dict) -> dict:
        return self.take_back(event, None)

    def on_partial_reversal(self, event: dict) -> dict:
        return self.take_back(event, event["given"]["amount"])

    def take_back(self, event: dict, amount: int | None) -> dict:
        origin = self.posted[event["given"]["of"]]
        back = reverse([item.line for item in origin], amount)
        posted = [Posted(item.label, line, item.pool, item.life) for item, line in zip(origin, back.lines, strict=True)]
        for item in posted:
            if item.line.kind in ("cost_recovery", "common_costs"):
                self.pools[item.pool] -= item.line.amount
            elif item.line.kind in ("party", "person"):
                self.life[item.life] += item.line.amount
        return {"to_share": sum(line.amount for line in back.lines), "amounts": self.post(event, posted)}

    def post(self, event: dict, posted: list[Posted]) -> dict[str, int]:
        self.posted[event["n"]] = posted
        amounts: dict[str, int] = defaultdict(int)
        for item in posted:
            amounts[item.label] += item.line.amount
        return amounts
