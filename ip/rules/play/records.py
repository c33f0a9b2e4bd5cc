"""What was posted, and the sums over it that a policy counts: derived each time, never kept beside it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ip.rules.formula import Counting
from ip.rules.lines import Line, total
from ip.rules.policy import Policy
from ip.rules.sharing import got
from ip.rules.standing import Standing


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

    @property
    def gross(self) -> int:
        return total(self.lines)

    @property
    def counts(self) -> int:
        """What its tiers count."""
        return self.gross if self.policy and self.policy.counts == "gross" else self.net


def recovered(key: str, records: Iterable[Record]) -> int:
    """What a deduction recovered of costs in these records (minor units)."""
    return sum(line.amount for record in records for line in record.lines if (line.key, line.kind) == (key, "cost_recovery"))


@dataclass(slots=True)
class Book:
    """Everything posted, and what an opening balance brought in by key."""

    records: list[Record] = field(default_factory=list)
    life: dict[str, int] = field(default_factory=dict)
    pools: dict[str, int] = field(default_factory=dict)
    gross: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, int] = field(default_factory=dict)  # by label: what was paid before

    def standing(self, policy: Policy, place: Place) -> Standing:
        """Where the case stands for this policy."""
        counting, needs = policy.counting, policy.needs
        key = place.key(counting)
        counted = list(self._counted(counting, key))
        here = [record for record in self.records if record.policy and self._same_case(record, place)]
        year = [record for record in here if self._same_year(record, place, policy)]
        case = f"{place.house}/{place.asset}"
        all_life = Counting(counting.by)  # a cap counts money of every kind, over its own time
        capping = [record for record in self.records if record.policy and record.place.key(all_life) == place.key(all_life)]
        yearly = [name for name, per in needs.capped.items() if per == "year"]
        capped = self._got(policy, [record for record in capping if self._same_year(record, place, policy)], yearly)
        capped |= self._got(policy, capping, [name for name in needs.capped if name not in yearly], place.house)
        per, everywhere = needs.each
        widely = [record for record in self.records if record.place.house == place.house] if everywhere else capping
        posted = self._got(policy, counted, [party.key for party in policy.walk()], place.house) if needs.posted else {}
        by_person = policy.scope == "person"
        return Standing(
            life_to_date=0 if by_person or policy.period == "receipt" else self.life.get(key, 0) + sum(r.counts for r in counted),
            pool=self.pools.get(case, 0),
            pools={name: self.pools.get(f"{case}/{name}", 0) for name in needs.pools},
            gross_to_date=self.gross.get(case, 0) + sum(r.gross for r in here) if "life" in needs.gross else 0,
            gross_this_year=sum(r.gross for r in year) if "year" in needs.gross else 0,
            posted=posted,
            capped=capped,
            by_person=self._by_person(counted, key) if by_person else {},
            recovered={name: recovered(name, year if per == "year" else here) for name, per in needs.recovered.items()},
            each=self._each([record for record in widely if per != "year" or self._same_year(record, place, policy)]) if per else {},
        )

    def life_to_date(self) -> dict[str, int]:
        """Every total that a policy has counted so far, by its name."""
        found = dict(self.life)
        for record in self.records:
            if record.policy is None or record.policy.period == "receipt":
                continue
            key = record.place.key(record.policy.counting)
            named = {f"{key}/{person}": amount for person, amount in record.own.items()} or {key: record.counts}
            for name, amount in named.items():
                found[name] = found.get(name, 0) + amount
        return found

    def _counted(self, counting: Counting, key: str) -> Iterator[Record]:
        for record in self.records:
            if record.policy and record.policy.schedule == counting.schedule and record.place.key(counting) == key:
                yield record

    def _same_case(self, record: Record, place: Place) -> bool:
        return (record.place.house, record.place.asset) == (place.house, place.asset)

    def _same_year(self, record: Record, place: Place, policy: Policy) -> bool:
        return year_of(record.place.day, policy.year_begins) == year_of(place.day, policy.year_begins)

    def _got(self, policy: Policy, records: Iterable[Record], keys: Iterable[str], house: str = "") -> dict[str, int]:
        """What parties got in these records, and before an opening."""
        found = dict.fromkeys(keys, 0)
        for record in records:
            for key, amount in got(record.policy or policy, record.lines).items():
                if key in found:
                    found[key] += amount
        parties = {party.key for party in policy.walk()}
        for label, amount in self.earlier.items() if house else ():
            name = label.removeprefix(f"{house}/")
            key = name if name in parties or policy.persons is None else policy.persons.key
            if label.startswith(f"{house}/") and key in found:
                found[key] += amount
        return found

    def _each(self, records: Iterable[Record]) -> dict[str, int]:
        """What each person got in these records."""
        found: dict[str, int] = {}
        for record in records:
            for line in record.lines:
                if line.kind == "person":
                    found[line.key] = found.get(line.key, 0) + line.amount
        return found

    def _by_person(self, counted: Iterable[Record], key: str) -> dict[str, int]:
        found = {name.removeprefix(f"{key}/"): amount for name, amount in self.life.items() if name.startswith(f"{key}/")}
        for record in counted:
            for person, amount in record.own.items():
                found[person] = found.get(person, 0) + amount
        return found
