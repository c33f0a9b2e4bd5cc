"""What was posted, and the sums over it that a policy counts: derived each time, never kept beside it."""

import datetime
from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import dataclass, field

from ip.rules.formula import Counting
from ip.rules.lines import DEDUCTIONS, Line, total
from ip.rules.policy import Needs, Policy
from ip.rules.sharing import got
from ip.rules.standing import Standing, of_person


@dataclass(frozen=True, slots=True)
class Place:
    """Where money is shared: what totals are counted by."""

    house: str
    asset: str
    licence: str
    case: str
    day: datetime.date

    def key(self, counting: Counting) -> str:
        """The name of a total: `Yale/A`, `Stanford/L1`, `JHU/A/2021`."""
        where = {"asset": self.asset, "person": self.asset, "licence": self.licence, "case": self.case, "institution": ""}
        parts = [self.house, where[counting.by]]
        if counting.period == "year":
            parts.append(str(year_of(self.day, counting.year_begins)))
        return "/".join(part for part in (*parts, counting.schedule) if part)


def year_of(day: datetime.date, begins: str) -> int:
    """The policy's year that the day lies in, by the calendar year in which it begins."""
    return day.year if f"{day:%m-%d}" >= begins else day.year - 1


@dataclass(slots=True)
class Record:
    """Lines of one distribution or settlement part that stand; a reversal takes from them. Beside each line stand its
    label and, where it recovers costs, the pool."""

    event: object
    place: Place
    lines: list[Line]
    labels: list[str]
    pools: list[str]
    policy: Policy | None = None
    net: int = 0
    own: dict[str, int] = field(default_factory=dict)
    granted: dict[str, int] = field(default_factory=dict)  # by deduction: what stands on its payee's line

    @property
    def gross(self) -> int:
        return total(self.lines)

    @property
    def counts(self) -> int:
        """What its tiers count."""
        return self.gross if self.policy and self.policy.counts == "gross" else self.net


Amounts = Mapping[str, int]


@dataclass(slots=True)
class Book:
    """Everything posted, and what an opening balance brought in by key.

    Each sum is carried on from where it was last read; `forget` after a posted record changed (a reversal takes from it).
    """

    records: list[Record] = field(default_factory=list)
    life: dict[str, int] = field(default_factory=dict)
    pools: dict[str, int] = field(default_factory=dict)
    gross: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, int] = field(default_factory=dict)  # by label: what was paid before
    first: dict[str, datetime.date] = field(default_factory=dict)  # by case: when its income began before an opening
    _read: dict[Hashable, tuple[int, dict[str, int]]] = field(default_factory=dict)

    def forget(self) -> None:
        self._read.clear()

    def _sums(self, name: Hashable, here: Callable[[Record], bool], amounts: Callable[[Record], Amounts]) -> dict[str, int]:
        """The amounts of the records that lie `here`, by key; `name` says which sums these are."""
        at, sums = self._read.get(name, (0, {}))
        for record in self.records[at:]:
            if here(record):
                for key, amount in amounts(record).items():
                    sums[key] = sums.get(key, 0) + amount
        self._read[name] = len(self.records), sums
        return sums

    def standing(self, policy: Policy, place: Place) -> Standing:
        """Where the case stands for this policy."""
        counting, needs = policy.counting, policy.needs
        key, case, asset = place.key(counting), f"{place.house}/{place.case}", f"{place.house}/{place.asset}"
        year, begins = year_of(place.day, policy.year_begins), policy.year_begins

        def counted(record: Record) -> bool:
            return _shared(record) and record.policy.schedule == counting.schedule and record.place.key(counting) == key

        def same_case(record: Record) -> bool:
            return _shared(record) and (record.place.house, record.place.case) == (place.house, place.case)

        all_life = Counting(counting.by)  # a cap counts money of every kind, over its own time
        capping_key = place.key(all_life)

        def capping(record: Record) -> bool:
            return _capped(record) and record.place.key(all_life) == capping_key

        def in_house(record: Record) -> bool:
            return _capped(record) and record.place.house == place.house

        def _capped(record: Record) -> bool:
            return record.policy is not None and record.policy.schedule in policy.caps_count

        def sums(what: str, here: Callable[[Record], bool], amounts: Callable[[Record], Amounts], *, yearly: bool = False) -> Amounts:
            name = (what, here.__name__, counting, key, capping_key, policy.caps_count, case, (year, begins) if yearly else None)
            if not yearly:
                return self._sums(name, here, amounts)
            return self._sums(name, lambda record: here(record) and year_of(record.place.day, begins) == year, amounts)

        per, everywhere = needs.each
        gross = {span: sums("gross", same_case, _gross, yearly=span == "year").get("", 0) for span in needs.gross}
        got_here = {span: sums("got", capping, _got, yearly=span == "year") for span in set(needs.capped.values())}
        got_widely = {span: sums("got", in_house, _got, yearly=span == "year") for span in set(needs.widely.values())}
        spans = {*needs.recovered.values(), *needs.first.values()}
        taken = {span: sums("recovered", same_case, _recovered, yearly=span == "year") for span in spans}
        earlier = self._earlier(policy, place.house)
        by_person = policy.scope == "person"
        life = 0 if by_person or policy.period == "receipt" else self.life.get(key, 0) + sums("counts", counted, _counts).get("", 0)
        posted = sums("got", counted, _got) if needs.posted else {}
        return Standing(
            life_to_date=life,
            pool=self.pools.get(asset, 0),
            pools={name: self.pools.get(f"{asset}/{name}", 0) for name in needs.pools},
            gross_to_date=self.gross.get(case, 0) + gross["life"] if "life" in gross else 0,
            gross_this_year=gross.get("year", 0),
            posted={p.key: posted.get(p.key, 0) + earlier.get(p.key, 0) for p in policy.walk()} if needs.posted else {},
            capped={
                name: got[span].get(name, 0) + (0 if span == "year" else earlier.get(name, 0))
                for got, names in ((got_here, needs.capped), (got_widely, needs.widely))
                for name, span in names.items()
            },
            by_person=self._by_person(sums("own", counted, _own), key) if by_person else {},
            recovered={name: taken[span].get(name, 0) for name, span in needs.recovered.items()} | self._first(needs, taken, place.house),
            each=dict(sums("each", in_house if everywhere else capping, _persons, yearly=per == "year")) if per else {},
        )

    def first_income(self, place: Place) -> datetime.date | None:
        """The day of the first money of the case that stands, the one that comes now included; None where an opening
        balance brought in earlier money and does not say since when."""
        case = f"{place.house}/{place.asset}"
        if case in self.first:
            return self.first[case]
        if self.gross.get(case) or any(name == case or name.startswith(f"{case}/") for name in self.life):
            return None
        here = [record.place.day for record in self.records if _shared(record) and f"{record.place.house}/{record.place.asset}" == case
                and record.gross > 0]  # fmt: skip
        return min([place.day, *here])

    def life_to_date(self) -> dict[str, int]:
        """Every total that a policy has counted so far, by its name."""
        found = dict(self.life)
        for name, amount in self._sums("life", _counting, _named).items():
            found[name] = found.get(name, 0) + amount
        return found

    def _earlier(self, policy: Policy, house: str) -> dict[str, int]:
        """What parties got before an opening."""
        found: dict[str, int] = {}
        parties = {party.key for party in policy.walk()} if self.earlier else set()
        for label, amount in self.earlier.items():
            if label.startswith(f"{house}/"):
                name = label.removeprefix(f"{house}/")
                key = name if name in parties or policy.persons is None else policy.persons.key
                found[key] = found.get(key, 0) + amount
        return found

    def _first(self, needs: Needs, taken: Mapping[str, Amounts], house: str) -> dict[str, int]:
        """What deductions gave each person; over life, all that a person got before an opening counts as such."""
        found: dict[str, int] = {}
        for name, span in needs.first.items():
            found |= {key: amount for key, amount in taken[span].items() if key.startswith(of_person(name, ""))}
            for label, amount in self.earlier.items() if span == "life" else ():
                if label.startswith(f"{house}/"):
                    key = of_person(name, label.removeprefix(f"{house}/"))
                    found[key] = found.get(key, 0) + amount
        return found

    def _by_person(self, own: Amounts, key: str) -> dict[str, int]:
        found = {name.removeprefix(f"{key}/"): amount for name, amount in self.life.items() if name.startswith(f"{key}/")}
        for person, amount in own.items():
            found[person] = found.get(person, 0) + amount
        return found


def _shared(record: Record) -> bool:
    return record.policy is not None


def _counting(record: Record) -> bool:
    return record.policy is not None and record.policy.period != "receipt"


def _gross(record: Record) -> Amounts:
    return {"": record.gross}


def _counts(record: Record) -> Amounts:
    return {"": record.counts}


def _own(record: Record) -> Amounts:
    return record.own


def _named(record: Record) -> Amounts:
    """What its tiers count, by the name of the total."""
    assert record.policy is not None
    key = record.place.key(record.policy.counting)
    return {f"{key}/{person}": amount for person, amount in record.own.items()} or {key: record.counts}


def _got(record: Record) -> Amounts:
    """What parties got."""
    assert record.policy is not None
    return got(record.policy, record.lines)


def _recovered(record: Record) -> Amounts:
    """What deductions took, what they gave a party included."""
    return _by_key(record, DEDUCTIONS) | record.granted


def _persons(record: Record) -> Amounts:
    """What each of the inventors got; a cap for each holds for them."""
    inventors = record.policy.persons if record.policy else None
    found: dict[str, int] = {}
    for line in record.lines:
        if line.kind == "person" and inventors and line.of == inventors.key:
            found[line.key] = found.get(line.key, 0) + line.amount
    return found


def _by_key(record: Record, kinds: Set[str]) -> Amounts:
    found: dict[str, int] = {}
    for line in record.lines:
        if line.kind in kinds:
            found[line.key] = found.get(line.key, 0) + line.amount
    return found
