"""Legal floors: what the law says must (or may) go to persons. They check a policy, a deal, a distribution and never share
money."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.documents import Fields, Words, boolean, day, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.exact import exact, whole
from ip.rules.law import FUNDING
from ip.rules.money import round_up

DEALS = ("assignment", "licence", "equity", "own_implementation", "joint_implementation", "grant")
BASES = ("net", "gross", "equity", "operating_profit", "reward_total", "per_patent", "other_law")
FORCES = ("default_and_minimum", "minimum", "must_share", "default", "standard", "may", "unconfirmed")
TO = ("persons", "main_contributors", "transfer_staff")
UNITS = ("university", "institute", "enterprise", "government", "intermediary")
PATENTS = ("invention", "utility_model", "design")
RESEARCH = ("university", "institute")  # 研究开发机构、高等院校: whom 促进科技成果转化法 art. 45 para. 2 binds


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor as its text states it: `minimum` is the part of `base` that goes to `to`, or `amounts` (minor units of
    `currency`) are what each patent of a type brings. `minimum_of` is the part for a type of patent that has its own.

    `exception`: where the law lets a unit go below, on which grounds. `units` empty: every kind of unit; `region` holds
    below it, too (CN-ZJ in CN-ZJ-ZS). `since` None: its source does not say from when.
    """

    key: str
    articles: tuple[str, ...]
    number: str
    country: str
    region: str
    deals: tuple[str, ...]
    units: tuple[str, ...]
    state_founded_only: bool
    funding: str
    base: str
    base_defined: Words | None
    minimum: Fraction | None
    minimum_of: Mapping[str, Fraction]
    amounts: Mapping[str, int]
    currency: str
    to: str
    force: str
    since: datetime.date | None
    until: datetime.date | None
    for_whom: Words
    overridden_by: Words | None
    exception: Words | None
    note: Words | None
    years: str
    confirmed: bool

    @property
    def least_years(self) -> int:
        """Over how many years it is owed at least (`years` 3-5: three), where it is owed year by year."""
        return int(self.years.split("-")[0])

    @property
    def most_years(self) -> int:
        return int(self.years.split("-")[-1])

    def part(self, patent: str) -> Fraction | None:
        """The part of the base that is asked for this type of patent."""
        return self.minimum_of.get(patent, self.minimum)


@dataclass(frozen=True, slots=True)
class FloorCase:
    """What is checked. `bases` and `to_persons` in minor units (equity: any whole unit; per_patent: how many patents);
    `to` what main_contributors and transfer_staff get of it, where that is known; `country` ISO 3166-1, `region`
    ISO 3166-2 (CN-BJ), a city below it after a further dash.

    `set_or_agreed`: the unit set mode and amount in rules made after hearing its staff and published, or agreed them
    with the persons (促进科技成果转化法 art. 44; 专利法实施细则 art. 92). `patent`: its type, "" where it is none. `year`: the
    running year of an implementation, the first one 1; None where nobody counts. `exactly`: what goes to persons before
    the policy's rounding, where that is known.
    """

    deal: str
    on: datetime.date
    state_founded: bool
    set_or_agreed: bool
    bases: Mapping[str, int]
    to_persons: int
    country: str = "CN"
    region: str = ""
    unit: str = "university"
    to: Mapping[str, int] = field(default_factory=dict)
    patent: str = "invention"
    funding: str = "private"
    year: int | None = None
    exactly: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One floor against one case, in minor units. `weight`: `binding` (may not go below), `default` (owed, since
    nothing was set or agreed) or `shown` (a standard that is only allowed, or one that the unit's own rules replaced).

    `base_amount` None: the case does not state this base, nothing was measured. Where the law defines no net,
    `floor.base_defined` is None and the caller measures receipt less tax and direct costs, and says so. `paid` is what
    goes to `floor.to`; `exactly` the same before the policy rounded, where that is known.
    """

    floor: Floor
    weight: str
    part: Fraction | None
    base_amount: int | None
    required: int | None
    paid: int
    exactly: Fraction | None = None

    @property
    def reached(self) -> bool | None:
        return None if self.required is None else self.paid >= self.required or self.rounded_away

    @property
    def rounded_away(self) -> bool:
        """Whether the formula gives what is asked, and only its rounding took less than one unit away: a formula that
        stands exactly at a floor could otherwise share no odd cent."""
        if self.exactly is None or self.part is None or self.base_amount is None:
            return False
        return self.paid < self.exactly < self.paid + 1 and self.exactly >= self.part * self.base_amount

    @property
    def short_by(self) -> int:
        """What is missing; 0 where the floor is reached or was not measured."""
        return 0 if self.reached else max(0, (self.required or 0) - self.paid)

    @property
    def breaks(self) -> bool:
        """Whether something is owed that is missing: the only finding that stops anybody."""
        return self.weight != "shown" and self.reached is False

    @property
    def blocks(self) -> bool:
        """Whether nobody may go on. Where the law yields to a rule or an agreement, or names an exception, written
        grounds carry on; a floor that binds without exception does not yield."""
        return self.breaks and self.weight == "binding" and self.floor.exception is None


def check_floors(floors: Iterable[Floor], case: FloorCase) -> tuple[Finding, ...]:
    """What each floor that holds for the case on its day asks, and whether it is reached. Required amounts round up.

    Raises Refused for a deal kind that the law does not name, and for amounts that are not whole.
    """
    one_of(DEALS)(case.deal, "deal")
    whole(case.to_persons, "to_persons")
    for name, amount in (*case.bases.items(), *case.to.items()):
        whole(amount, name, low=-(2**63))
    return tuple(_find(floor, case) for floor in floors if _concerns(floor, case))


def _find(floor: Floor, case: FloorCase) -> Finding:
    bases = {"reward_total": case.to_persons, **case.bases}
    paid = {**case.to, "persons": case.to_persons}.get(floor.to)
    base = bases.get(floor.base) if paid is not None else None
    part = floor.part(case.patent)
    required = None if base is None else _required(floor, case, base, part)
    return Finding(floor, _weight(floor, case), part, base, required, paid or 0, case.exactly if floor.to == "persons" else None)


def _required(floor: Floor, case: FloorCase, base: int, part: Fraction | None) -> int | None:
    if floor.amounts:
        return floor.amounts[case.patent] * base if case.patent in floor.amounts else None
    if floor.force == "must_share":  # something, the law states no figure: the smallest unit of money
        return int(base > 0)
    return None if part is None else max(0, round_up(base * part))


def _concerns(floor: Floor, case: FloorCase) -> bool:
    return (
        floor.country == case.country
        and (not floor.region or f"{case.region}-".startswith(f"{floor.region}-"))
        and case.deal in floor.deals
        and (not floor.units or case.unit in floor.units)
        and (case.state_founded or not floor.state_founded_only)
        and floor.funding in ("", case.funding)
        and (floor.since is None or floor.since <= case.on)
        and (floor.until is None or case.on <= floor.until)
        and (not floor.years or case.year is None or case.year <= floor.most_years)
    )


def _weight(floor: Floor, case: FloorCase) -> str:
    if not floor.confirmed or floor.force in ("may", "unconfirmed"):
        return "shown"
    if floor.years and case.year is not None and case.year > floor.least_years:
        return "shown"  # 三至五年: beyond the least number of years it is the unit's to set
    bound = case.state_founded and case.unit in RESEARCH
    if floor.force in ("minimum", "must_share") or (floor.force == "default_and_minimum" and bound):
        return "binding"
    return "shown" if case.set_or_agreed else "default"


def read_floors(data: object) -> tuple[Floor, ...]:
    """The floors of a floors file. Raises Refused for a word that is not known."""
    fields = Fields(data)
    fields.need("about", text)
    floors = fields.need("floors", list_of(_floor))
    fields.done()
    return floors


def _floor(value: object, path: str) -> Floor:
    fields = Fields(value, path)
    fields.maybe("dates_note", text)  # for who keeps the file
    floor = Floor(
        key=fields.need("id", text),
        articles=fields.need("articles", list_of(text)),
        number=fields.need("number", text),
        country=fields.need("country", text),
        region=fields.maybe("region", text) or "",
        deals=fields.need("deals", list_of(one_of(DEALS))),
        units=fields.need("units", list_of(one_of(UNITS))),
        state_founded_only=fields.need("state_founded_only", boolean),
        funding=fields.maybe("funding", one_of(FUNDING)) or "",
        base=fields.need("base", one_of(BASES)),
        base_defined=fields.maybe("base_defined", words),
        minimum=fields.maybe("minimum", exact),
        minimum_of=fields.maybe("minimum_of", _by_patent(exact)) or {},
        amounts=fields.maybe("amounts", _by_patent(_amount)) or {},
        currency=fields.maybe("currency", text) or "",
        to=fields.need("to", one_of(TO)),
        force=fields.need("force", one_of(FORCES)),
        since=fields.maybe("since", day),
        until=fields.maybe("until", day),
        for_whom=fields.need("for_whom", words),
        overridden_by=fields.maybe("overridden_by", words),
        exception=fields.maybe("exception", words),
        note=fields.maybe("note", words),
        years=fields.maybe("years", _years) or "",
        confirmed=fields.need("confirmed", boolean),
    )
    fields.done()
    return floor


def _years(value: object, path: str) -> str:
    """A number of years, or the least and the most of them: 5, 3-5."""
    found = text(value, path)
    numbers = found.split("-")
    if len(numbers) > 2 or not all(number.isascii() and number.isdigit() for number in numbers):
        raise Refused(path, "unknown_value", value=found, known="5, 3-5")
    return found


def _by_patent(read):
    """A reader of values by type of patent."""

    def read_all(value: object, path: str) -> dict:
        fields = Fields(value, path)
        found = {name: fields.maybe(name, read) for name in PATENTS}
        fields.done()
        return {name: each for name, each in found.items() if each is not None}

    return read_all


def _amount(value: object, path: str) -> int:
    if type(value) is not int or value < 0:
        raise Refused(path, "not_integer")
    return value
