"""Events, one after the other."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ip.rules.departures import after_death, after_leaving
from ip.rules.documents import Fields, day, text
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text, whole
from ip.rules.lines import SHARED, Line, scaled
from ip.rules.money import convert, included_tax
from ip.rules.origin import chosen
from ip.rules.play.payouts import Payouts
from ip.rules.play.receiving import Receiving
from ip.rules.play.records import Book, Record
from ip.rules.play.setting import Setting, as_it_is, as_mapping, set_name, settlement, share_set_at, shares_at
from ip.rules.reversal import back_from, reverse
from ip.rules.shares import Shares

Found = dict[str, object]


@dataclass(slots=True)
class World:
    """A play: `play(event)` gives what the event shares and where everything stands afterwards."""

    setting: Setting
    book: Book = field(default_factory=Book)
    payouts: Payouts | None = None
    totals: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.setting.minimum is None:
            return
        rules = {
            name: policy.payout for name, house in self.setting.houses.items() for policy in house.policies if policy.payout
        }
        self.payouts = Payouts(self.setting.minimum, rules)
        for name, house in self.setting.houses.items():
            self.payouts.waiting |= {f"{name}/{person}" for person in house.persons}
            if name in rules:
                self.payouts.waiting |= {f"{name}/{party}" for party in rules[name].parties}

    def play(self, event: Mapping[str, object], path: str = "event") -> Found:
        """`n`, `date`, `kind` and `given` of one event. Raises Refused by place for what it does not know."""
        fields = Fields(event, path)
        number, date = fields.maybe("n", as_it_is), fields.need("date", day)
        kind = fields.need("kind", text)
        act = getattr(self, f"on_{kind}", None)
        if act is None:
            raise Refused(f"{path}.kind", "unknown_value", value=kind[:40], known=", ".join(KINDS))
        given = Fields(fields.maybe("given", as_it_is) or {}, f"{path}.given")
        fields.maybe("expected", as_it_is)
        fields.done()
        found: Found = {"to_share": 0, "amounts": {}, **(act(number, date, given) or {})}
        given.done()
        amounts = found["amounts"]
        assert isinstance(amounts, dict)
        for label, amount in amounts.items():
            self.totals[label] = self.totals.get(label, 0) + amount
        return {**found, "totals": dict(self.totals), "state": self.state()}

    def state(self) -> Found:
        found: Found = {"life_to_date": self.book.life_to_date(), "pools": dict(self.book.pools)}
        return {**found, **(self.payouts.data() if self.payouts else {})}

    def on_cost(self, n, date, given: Fields) -> None:
        pool = given.maybe("pool", text) or self._only_pool()
        self._known_pool(pool, given.at("pool"))
        self.book.pools[pool] = self.book.pools.get(pool, 0) + given.need("amount", whole)

    def _only_pool(self) -> str:
        return f"{next(iter(self.setting.houses))}/{next(iter(self.setting.deals.values())).assets.keys[0]}"

    def _known_pool(self, pool: str, path: str) -> None:
        """`INSTITUTION/ASSET`, with a name behind it, or `common/DEAL`: costs that nobody would recover are a slip."""
        house, _slash, rest = pool.partition("/")
        if house == "common":
            return self._known(rest, self.setting.deals, path)
        self._known(house, (*self.setting.houses, "common"), path)
        assets = {asset for deal in self.setting.deals.values() for asset in deal.assets.keys}
        self._known(rest.split("/")[0], (*assets, *self.setting.share_sets), path)

    def on_opening(self, n, date, given: Fields) -> None:
        for name, sums in (("life_to_date", self.book.life), ("pools", self.book.pools), ("gross", self.book.gross)):
            found = given.maybe(name, _sums) or {}
            for key in found:
                self._known(key.split("/")[0], (*self.setting.houses, "common"), given.at(name))
            sums.update(found)
        self.book.first.update(given.maybe("first_income", _days) or {})
        earlier = given.maybe("earlier_payouts", _sums) or {}
        self.book.earlier.update(earlier)
        for label, amount in earlier.items():
            self.totals[label] = self.totals.get(label, 0) + amount

    def on_share_set(self, n, date, given: Fields) -> None:
        sets, house = self._share_set(given)
        group = given.maybe("group", text) or ""
        if group:
            self.setting.houses[house].check_group(group, given.at("group"))
        sets[set_name(house, group)] = given.need("shares", shares_at if group else share_set_at)

    def _share_set(self, given: Fields) -> tuple[dict[str, Shares], str]:
        """The share sets of an asset, and the institution whose set is meant; both may be left out where there is one."""
        asset = given.maybe("asset", text) or next(iter(self.setting.deals.values())).assets.keys[0]
        house = given.maybe("institution", text) or next(iter(self.setting.houses))
        self._known(house, self.setting.houses, given.at("institution"))
        return self.setting.share_sets.setdefault(asset, {}), house

    def _shares_of(self, given: Fields) -> tuple[dict[str, Shares], str, Shares]:
        """The same where a set must stand already."""
        sets, house = self._share_set(given)
        if house not in sets:
            raise Refused(given.at("asset"), "no_shares_yet", name=house)
        return sets, house, sets[house]

    @staticmethod
    def _known(name: str, known: Iterable[str], path: str) -> None:
        if name not in known:
            raise Refused(path, "not_named", value=name[:40], known=", ".join(known))

    def on_schedule(self, n, date, given: Fields) -> None:
        self._deal(given).assets = given.need("assets", shares_at)

    def on_settlement(self, n, date, given: Fields) -> None:
        self._deal(given).settlement |= given.need("settlement", settlement)

    def _deal(self, given: Fields):
        return self.setting.deals[self._deal_name(given)]

    def _deal_name(self, given: Fields) -> str:
        name = given.maybe("deal", text) or next(iter(self.setting.deals))
        self._known(name, self.setting.deals, given.at("deal"))
        return name

    def on_leaves(self, n, date, given: Fields) -> Found:
        sets, house, shares = self._shares_of(given)
        rule = self.setting.houses[house].departure or self.setting.houses[house].policies[-1].people
        sets[house] = after_leaving(shares, given.need("person", text), rule)
        return _told(sets[house])

    def on_dies(self, n, date, given: Fields) -> Found:
        sets, house, shares = self._shares_of(given)
        rule = self.setting.houses[house].policies[-1].people
        sets[house] = after_death(shares, given.need("person", text), rule, given.maybe("heirs", share_set_at))
        return _told(sets[house])

    def on_receipt(self, n, date, given: Fields) -> Found:
        name = self._deal_name(given)
        found, amount = _to_share(given, self.setting.deals[name].currency)
        receiving = Receiving(
            self.setting, self.book, n, date, name, given.maybe("licence", text) or name,
            given.maybe("income", text) or self.setting.deals[name].income, given.maybe("choices", as_mapping) or {},
            self._circumstances(given),
        )  # fmt: skip
        receiving.share(amount)
        if self.payouts:
            self.payouts.waiting |= receiving.waiting
        return {**found, "to_share": amount, "steps": receiving.steps, **self._posted(receiving.records, date)}

    def _circumstances(self, given: Fields) -> Mapping[str, str]:
        """What was chosen; each must be named by a policy of the play."""
        found = given.maybe("circumstances", chosen) or {}
        policies = [policy for house in self.setting.houses.values() for policy in house.policies]
        named = {key for policy in policies for key in policy.own(found)}
        for name, value in found.items():
            if name not in named:
                known = ", ".join(dict.fromkeys(item.key for policy in policies for item in policy.circumstances))
                raise Refused(f"{given.at('circumstances')}.{name}", "not_named", value=value[:60], known=known)
        return found

    def _posted(self, records: list[Record], date) -> Found:
        amounts: dict[str, int] = {}
        for record in records:
            for label, line in zip(record.labels, record.lines, strict=True):
                amounts[label] = amounts.get(label, 0) + line.amount
        paid = {"paid_now": self.payouts.post(amounts, date)} if self.payouts else {}
        return {"amounts": amounts, **paid}

    def on_reversal(self, n, date, given: Fields) -> Found:
        return self._take_back(n, date, given, None)

    def on_partial_reversal(self, n, date, given: Fields) -> Found:
        return self._take_back(n, date, given, given.need("amount", whole))

    def _take_back(self, n, date, given: Fields, amount: int | None) -> Found:
        """The mirror of what still stands of a receipt; a part of it line by line over all its distributions."""
        of = given.need("of", as_it_is)
        records = [record for record in self.book.records if record.event == of]
        if not records:
            raise Refused(given.at("of"), "no_receipt", value=str(of)[:40])
        lines = [line for record in records for line in record.lines]
        back = iter(reverse(lines, amount).lines)
        self.book.forget()
        mirrored = [self._back(record, [next(back) for _line in record.lines]) for record in records]
        total = sum(line.amount for record in mirrored for line in record.lines)
        return {"to_share": total, **self._posted(mirrored, date)}

    def _back(self, record: Record, lines: list[Line]) -> Record:
        """Take negative lines from a record, and give pools and what counted back with them."""
        whole_of = -sum(line.amount for line in lines) == record.gross
        shared = -sum(line.amount for line in lines if line.kind in SHARED)
        net = record.net if whole_of else min(shared, record.net)
        for key, part in back_from(record.own, net).items():
            record.own[key] -= part
        for key, part in back_from(record.granted, shared - net).items():
            record.granted[key] -= part
        record.net -= net
        for line, pool in zip(lines, record.pools, strict=True):
            if pool:
                self.book.pools[pool] = self.book.pools.get(pool, 0) - line.amount
        record.lines = [
            scaled(line, line.amount + other.amount, line.exact + other.exact)
            for line, other in zip(record.lines, lines, strict=True)
        ]
        return Record(None, record.place, lines, record.labels, record.pools)

    def on_hold(self, n, date, given: Fields) -> None:
        label = given.need("payee", text)
        self._paying(given).holding.add(label)

    def on_release(self, n, date, given: Fields) -> Found:
        payouts = self._paying(given)
        label = given.need("payee", text)
        change = payouts.release(label, given.maybe("to", shares_at) or Shares.read([(label, 1)]))
        return {"amounts": {key: amount for key, amount in change.items() if amount}, "paid_now": payouts.pay(date)}

    def on_closing(self, n, date, given: Fields) -> Found:
        given.maybe("deal", text)
        return {"paid_now": self._paying(given).pay(date, closing=True)}

    def on_forfeit(self, n, date, given: Fields) -> Found:
        sets, house = self._share_set(given)
        payouts = self._paying(given)
        moved = payouts.forfeit(house, date, sets.get(house))
        return {"amounts": moved, "paid_now": payouts.post(moved, date)}

    def _paying(self, given: Fields) -> Payouts:
        if self.payouts is None:
            raise Refused("payout", "missing")
        return self.payouts


KINDS = [name.removeprefix("on_") for name in vars(World) if name.startswith("on_")]


def _days(value: object, path: str) -> dict[str, datetime.date]:
    fields = Fields(value, path)
    return {name: fields.need(name, day) for name in fields.data}


def _told(shares: Shares) -> Found:
    """A new share set: parts by key, and whose part counts for which units."""
    units = {"units": {key: list(path) for key, path in shares.units}} if shares.units else {}
    return {"share_set": {key: exact_text(part) for key, part in shares.parts}, **units}


def _sums(value: object, path: str) -> dict[str, int]:
    fields = Fields(value, path)
    return {name: fields.need(name, whole) for name in fields.data}


def _to_share(given: Fields, currency: str) -> tuple[Found, int]:
    """Conversion and tax, before anything is shared."""
    came = amount = given.need("amount", whole)
    money, rate = given.maybe("currency", text), given.maybe("rate", exact)
    found: Found = {}
    if rate is not None:
        amount = convert(amount, rate, source=money or currency, target=currency)
        found["converted"] = amount
    elif money not in (None, currency):
        raise Refused(given.at("rate"), "missing")
    vat = given.maybe("vat_rate", exact)
    if vat is not None:
        tax = included_tax(amount, vat)
        amount -= tax
        found["vat"] = tax
    withheld = given.maybe("withheld", whole)
    if withheld is not None:
        found |= {"withheld_counted_as_received": withheld, "cash": came - withheld}
    return found, amount
