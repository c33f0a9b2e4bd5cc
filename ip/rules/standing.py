"""Where a case stands before money is shared: sums of what is posted, handed over by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ip.rules.documents import Fields
from ip.rules.exact import whole

NAMED = ("pools", "posted", "capped", "by_person", "recovered", "each")


def _sums() -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class Standing:
    """Minor units, none negative, all derived by the caller from what is posted. `Policy.needs` says which a policy
    reads beyond the first two; the others may be left out. What was reversed is out again.

    `life_to_date`: the posted net (`Distribution.net`; the gross where `Policy.counts` says so) that
    `Policy.counting` counts: of the asset, licence, case or institution, over its life or the current year; it goes
    on counting when the version changes; nought where the period is `receipt`. `pool`: costs of this institution and
    asset that are still to be recovered; `pools`: likewise, by the name of a pool of its own. `gross_to_date`,
    `gross_this_year`: the gross (`Distribution.gross`) shared of this institution and asset. `posted`: by party, what
    its lines, its persons' and those that divide it got within `counting` (`sharing.got` of the lines); `capped`: the
    same of a capped party over the cap's own `per`, here or everywhere. `by_person`: the net that ran through the tiers for each person
    (`Distribution.own_parts`), where the scope is `person`. `recovered`: by deduction, what it took of this institution
    and asset over its `per`, where its formula limits that; and what it gave a person, where it is an amount for each
    (`of_person`; over life, all that a person was paid before the books began counts as such). `each`: what each
    person got as such, where a cap holds for each: over the cap's `per`, of the same money as `capped`, or everywhere.
    """

    life_to_date: int = 0
    pool: int = 0
    pools: Mapping[str, int] = field(default_factory=_sums)
    gross_to_date: int = 0
    gross_this_year: int = 0
    posted: Mapping[str, int] = field(default_factory=_sums)
    capped: Mapping[str, int] = field(default_factory=_sums)
    by_person: Mapping[str, int] = field(default_factory=_sums)
    recovered: Mapping[str, int] = field(default_factory=_sums)
    each: Mapping[str, int] = field(default_factory=_sums)

    def data(self) -> dict[str, object]:
        """As JSON data; what is nought or empty is left out, but for the two that every policy has."""
        found: dict[str, object] = {"life_to_date": self.life_to_date, "pool": self.pool}
        for name in ("gross_to_date", "gross_this_year"):
            if getattr(self, name):
                found[name] = getattr(self, name)
        for name in NAMED:
            if sums := {key: amount for key, amount in getattr(self, name).items() if amount}:
                found[name] = sums
        return found

    @classmethod
    def read(cls, data: object, path: str = "standing") -> "Standing":
        """From what `data` gave (a trace's `inputs.standing`). Raises Refused."""
        fields = Fields(data, path)
        found = cls(
            life_to_date=fields.maybe("life_to_date", _amount) or 0,
            pool=fields.maybe("pool", _amount) or 0,
            pools=fields.maybe("pools", _amounts) or {},
            gross_to_date=fields.maybe("gross_to_date", _amount) or 0,
            gross_this_year=fields.maybe("gross_this_year", _amount) or 0,
            posted=fields.maybe("posted", _amounts) or {},
            capped=fields.maybe("capped", _amounts) or {},
            by_person=fields.maybe("by_person", _amounts) or {},
            recovered=fields.maybe("recovered", _amounts) or {},
            each=fields.maybe("each", _amounts) or {},
        )
        fields.done()
        return found

    def check(self) -> None:
        """Raises Refused for an amount that is negative or no whole number."""
        self.read(self.data())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and self.data() == other.data()

    def __hash__(self) -> int:
        return hash((self.life_to_date, self.pool))


START: Final = Standing()


def of_person(step: str, person: str) -> str:
    """The name in `recovered` of what the deduction `step` gave one person."""
    return f"{step}:{person}"


def _amount(value: object, path: str) -> int:
    return whole(value, path)


def _amounts(value: object, path: str) -> Mapping[str, int]:
    fields = Fields(value, path)
    return {name: fields.need(name, _amount) for name in fields.data}
