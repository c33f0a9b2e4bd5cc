"""What a play begins with: institutions with their policies, deals, share sets. Read like every other document."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ip.rules.documents import Fields, Read, T, day, list_of, text
from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.formula import PersonsRule
from ip.rules.policy import Policy
from ip.rules.shares import Shares

DATES = ("reported", "licence_signed")


@dataclass(slots=True)
class House:
    """An institution that shares by policies: versions of which one holds on a day, and who its persons are."""

    policies: tuple[Policy, ...]
    departure: PersonsRule | None = None
    persons: tuple[str, ...] = ()

    def check_group(self, group: str, path: str) -> None:
        """A set of a group that no version names is a slip. Raises Refused."""
        known = dict.fromkeys(party.group for policy in self.policies for party in policy.groups)
        if group not in known:
            raise Refused(path, "no_group", name=group[:60], known=", ".join(known))


@dataclass(slots=True)
class Deal:
    """What a receipt of this deal is shared by. Changed by events."""

    currency: str
    assets: Shares
    settlement: dict[str, Shares]
    dates: dict[str, datetime.date]
    borne_by: str | None
    income: str | None
    kind: str | None


@dataclass(slots=True)
class Setting:
    """The whole beginning of a play. `minimum` (minor units) is None where nothing is paid out in it."""

    houses: dict[str, House]
    deals: dict[str, Deal]
    share_sets: dict[str, dict[str, Shares]]
    cases: dict[str, str]
    kinds: dict[str, str]
    minimum: int | None = None


def read_setting(policies: Mapping[str, Sequence[Policy]], data: Mapping[str, object]) -> Setting:
    """From the words beside `events` and the policies of each institution. Raises Refused by place."""
    fields = Fields(data)
    named = _named_houses(Fields(fields.maybe("institutions", as_it_is) or {}, "institutions"), policies)
    one = next(iter(policies), "")
    deals = _named(fields, "deals", _deal)
    currency = fields.maybe("currency", text)
    if deals is None:
        whole_of = Shares.read([("A", 1)])
        money = currency or next((policy.currency for policy in policies[one] if policy.currency), None)
        if money is None:
            raise Refused("currency", "missing")
        deals = {"D1": Deal(money, whole_of, {"A": Shares.read([(one, 1)])}, {}, None, None, None)}
    share_sets = _named(fields, "share_sets", _share_sets) or {}
    if shares := fields.maybe("shares", share_set_at):
        share_sets.setdefault("A", {})[one] = shares
    for group, shares in (_named(fields, "groups", shares_at) or {}).items():
        share_sets.setdefault("A", {})[set_name(one, group)] = shares
    payout = fields.maybe("payout", _minimum)
    cases = _named(fields, "cases", text) or {}
    kinds = _named(fields, "assets", _kind) or {}
    fields.done()
    houses = {name: House(tuple(versions), *named[name]) for name, versions in policies.items()}
    if payout is None and any(policy.payout for house in houses.values() for policy in house.policies):
        payout = 0
    for asset, sets in share_sets.items():
        for name in sets:
            _known_group(name, houses, f"share_sets.{asset}.{name}")
    return Setting(houses, deals, share_sets, cases, kinds, payout)


def set_name(house: str, group: str) -> str:
    """Under which a share set stands: its institution, with the group of persons if they are not the inventors."""
    return f"{house}/{group}" if group else house


def _known_group(name: str, houses: Mapping[str, House], path: str) -> None:
    house, _slash, group = name.partition("/")
    if group and house in houses:
        houses[house].check_group(group, path)


HouseWords = tuple[PersonsRule | None, tuple[str, ...]]


def _named_houses(fields: Fields, names: Iterable[str]) -> dict[str, HouseWords]:
    """What is said of each institution that has policies; of no other."""
    found = {name: fields.maybe(name, _house_words) or (None, ()) for name in names}
    fields.done()
    return found


def _house_words(value: object, path: str) -> HouseWords:
    fields = Fields(value, path)
    found = fields.maybe("departure", departure), fields.maybe("persons", list_of(text)) or ()
    fields.done()
    return found


def departure(value: object, path: str) -> PersonsRule:
    """`keeps`, `lost_to_others`, or `lost_to:PARTY`."""
    word = text(value, path)
    if word.startswith("lost_to:"):
        return PersonsRule(leaves="lost_to", leaves_to=word.removeprefix("lost_to:"))
    if word not in ("keeps", "lost_to_others"):
        raise Refused(path, "unknown_value", value=word[:40], known="keeps, lost_to_others, lost_to:PARTY")
    return PersonsRule(leaves=word)


def shares_at(value: object, path: str) -> Shares:
    """`{"Ada": "3/5", "Ben": "2/5"}` in its order."""
    return Shares.read(list(Fields(value, path).data.items()), path)


def share_set_at(value: object, path: str) -> Shares:
    """The same of persons, whose part may count for units: `{"Ada": {"part": "3/5", "units": ["Science", "Chemistry"]}}`."""
    parts: list[tuple[str, object]] = []
    units: dict[str, tuple[str, ...]] = {}
    for name, said in Fields(value, path).data.items():
        if not isinstance(said, Mapping):
            parts.append((name, said))
            continue
        fields = Fields(said, f"{path}.{name}")
        parts.append((name, fields.need("part", as_it_is)))
        units[name] = fields.need("units", list_of(text))
        fields.done()
    return Shares.read(parts, path, units=units)


def _deal(value: object, path: str) -> Deal:
    fields = Fields(value, path)
    deal = Deal(
        currency=fields.need("currency", text),
        assets=fields.need("assets", shares_at),
        settlement=fields.need("settlement", settlement),
        dates=fields.maybe("dates", _dates) or {},
        borne_by=fields.maybe("common_pool", _borne_by),
        income=fields.maybe("income", text),
        kind=fields.maybe("kind", text),
    )
    fields.done()
    for asset in deal.assets.keys:
        if asset not in deal.settlement:
            raise Refused(f"{path}.settlement.{asset}", "missing")
    return deal


def settlement(value: object, path: str) -> dict[str, Shares]:
    """Shares between institutions, by asset."""
    return {asset: shares_at(parts, f"{path}.{asset}") for asset, parts in Fields(value, path).data.items()}


def _kind(value: object, path: str) -> str:
    """What is known of an asset by itself: its kind."""
    fields = Fields(value, path)
    found = fields.need("kind", text)
    fields.done()
    return found


def _dates(value: object, path: str) -> dict[str, datetime.date]:
    fields = Fields(value, path)
    found = {name: fields.maybe(name, day) for name in DATES}
    fields.done()
    return {name: date for name, date in found.items() if date}


def _borne_by(value: object, path: str) -> str:
    fields = Fields(value, path)
    found = fields.need("borne_by", text)
    fields.done()
    return found


def _minimum(value: object, path: str) -> int:
    fields = Fields(value, path)
    found = fields.need("minimum", whole)
    fields.done()
    return found


def _share_sets(value: object, path: str) -> dict[str, Shares]:
    """By institution, or INSTITUTION/GROUP."""
    return {house: share_set_at(shares, f"{path}.{house}") for house, shares in Fields(value, path).data.items()}


def as_it_is(value: object, path: str) -> Any:
    return value


def as_mapping(value: object, path: str) -> dict[str, object]:
    return Fields(value, path).data


def _named(fields: Fields, key: str, read: Read[T]) -> dict[str, T] | None:
    """An object whose values are each read at their own place; None where it is missing."""
    value = fields.maybe(key, as_it_is)
    return None if value is None else {name: read(item, f"{key}.{name}") for name, item in Fields(value, key).data.items()}
