"""Legal floors: what the law says must (or may) go to persons. They check a distribution and never share money."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ip.rules.documents import Fields, Words, boolean, day, list_of, one_of, text, words
from ip.rules.exact import exact, whole
from ip.rules.money import round_up

DEALS = ("assignment", "licence", "equity", "own_implementation", "joint_implementation")
BASES = ("net", "equity", "operating_profit")
FORCES = ("default_and_minimum", "minimum", "default", "may")


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor as its text states it; `minimum` is the part of `base` that goes to the persons named."""

    key: str
    articles: tuple[str, ...]
    number: str
    country: str
    region: str
    deals: tuple[str, ...]
    state_founded_only: bool
    base: str
    base_defined: Words | None
    minimum: Fraction
    force: str
    since: datetime.date
    until: datetime.date | None
    for_whom: Words
    note: Words | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class FloorCase:
    """What is checked. `bases` and `to_persons` in minor units (equity: any whole unit); `country` ISO 3166-1, `region`
    ISO 3166-2 (CN-BJ). `set_or_agreed`: the unit set mode and amount in rules made after hearing its staff and
    published, or agreed them with the persons (促进科技成果转化法 art. 44).
    """

    deal: str
    on: datetime.date
    state_founded: bool
    set_or_agreed: bool
    bases: Mapping[str, int]
    to_persons: int
    country: str = "CN"
    region: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One floor against one case, in minor units. `weight`: `binding` (may not go below), `default` (owed, since
    nothing was set or agreed) or `shown` (a standard that is only allowed, or one that the unit's own rules replaced).

    `base_amount` None: the case does not state this base, nothing was measured. Where the law defines no base,
    `floor.base_defined` is None and the caller measures receipt less tax and direct costs, and says so.
    """

    floor: Floor
    weight: str
    base_amount: int | None
    required: int | None
    to_persons: int

    @property
    def reached(self) -> bool | None:
        return None if self.required is None else self.to_persons >= self.required

    @property
    def short_by(self) -> int:
        """What is missing; 0 where the floor is reached or was not measured."""
        return max(0, (self.required or 0) - self.to_persons)

    @property
    def breaks(self) -> bool:
        """Whether something is owed that is missing: the only finding that stops anybody."""
        return self.weight != "shown" and self.reached is False


def check_floors(floors: Iterable[Floor], case: FloorCase) -> tuple[Finding, ...]:
    """What each floor that holds for the case on its day asks, and whether it is reached. Required amounts round up.

    Raises Refused for a deal kind that the law does not name, and for amounts that are not whole.
    """
    one_of(DEALS)(case.deal, "deal")
    whole(case.to_persons, "to_persons")
    findings = []
    for floor in floors:
        if not _concerns(floor, case):
            continue
        base = case.bases.get(floor.base)
        if base is not None:
            whole(base, f"bases.{floor.base}", low=-(2**63))
        required = None if base is None else max(0, round_up(base * floor.minimum))
        findings.append(Finding(floor, _weight(floor, case), base, required, case.to_persons))
    return tuple(findings)


def _concerns(floor: Floor, case: FloorCase) -> bool:
    return (
        floor.country == case.country
        and floor.region in ("", case.region)
        and case.deal in floor.deals
        and (case.state_founded or not floor.state_founded_only)
        and floor.since <= case.on
        and (floor.until is None or case.on <= floor.until)
    )


def _weight(floor: Floor, case: FloorCase) -> str:
    if not floor.confirmed or floor.force == "may":
        return "shown"
    if floor.force == "minimum" or (floor.force == "default_and_minimum" and case.state_founded):
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
    floor = Floor(
        key=fields.need("id", text),
        articles=fields.need("articles", list_of(text)),
        number=fields.need("number", text),
        country=fields.need("country", text),
        region=fields.maybe("region", text) or "",
        deals=fields.need("deals", list_of(one_of(DEALS))),
        state_founded_only=fields.need("state_founded_only", boolean),
        base=fields.need("base", one_of(BASES)),
        base_defined=fields.maybe("base_defined", words),
        minimum=fields.need("minimum", exact),
        force=fields.need("force", one_of(FORCES)),
        since=fields.need("since", day),
        until=fields.maybe("until", day),
        for_whom=fields.need("for_whom", words),
        note=fields.maybe("note", words),
        confirmed=fields.need("confirmed", boolean),
    )
    fields.done()
    return floor
