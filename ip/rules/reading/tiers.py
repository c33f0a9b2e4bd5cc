"""Reading tiers, and the schedules that replace them where money comes from elsewhere."""

from fractions import Fraction
from itertools import pairwise

from ip.rules.documents import Fields, Read, Words, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.formula import Clause, Deduction, Indexation, Party, Schedule, Tier
from ip.rules.policy import COUNTS, PERIODS, SCOPES, TIERINGS
from ip.rules.reading.conditions import check_apart, conditions
from ip.rules.reading.deductions import check_order, deduction
from ip.rules.reading.rules import cap, threshold
from ip.rules.reading.words import as_it_is, clause, key, minor, once, percent, sums_to_100


def tier(money: str | None, parties: tuple[Party, ...]) -> Read[Tier]:
    """A reader of one tier that shares among `parties`."""

    def read(value: object, path: str) -> Tier:
        fields = Fields(value, path)
        start = fields.need("from", _start(money))
        end = fields.maybe("to", minor(money))
        given = Fields(fields.need("shares", as_it_is), f"{path}.shares")
        shares = {party.key: given.maybe(party.key, percent) or Fraction(0) for party in parties}
        for name in given.data:
            raise Refused(given.path, "not_party", name=str(name)[:60])
        sums_to_100(list(shares.values()), given.path)
        printed = Fields(fields.maybe("printed", as_it_is) or {}, f"{path}.printed")
        found = Tier(
            start,
            end,
            shares,
            fields.maybe("clause", clause) or Clause(),
            {name: printed.need(name, text) for name in printed.data},
        )
        fields.done()
        return found

    return read


def _start(money: str | None) -> Read[int]:
    """Zero needs no currency."""
    return lambda value, path: 0 if value in (0, "0") and type(value) is not bool else minor(money)(value, path)


def schedule(
    money: str | None, parties: tuple[Party, ...], scope: str, period: str, tiering: str, counts: str
) -> Read[Schedule]:
    """A reader of one schedule; scope, period, tiering and what counts are the policy's where it says nothing."""

    def read(value: object, path: str) -> Schedule:
        fields = Fields(value, path)
        found = Schedule(
            key=fields.need("key", key),
            name=fields.need("name", words),
            when=conditions(fields),
            scope=fields.maybe("scope", one_of(SCOPES)) or scope,
            period=fields.maybe("period", one_of(PERIODS)) or period,
            tiering=fields.maybe("tiering", one_of(TIERINGS)) or tiering,
            tiers=fields.need("tiers", list_of(tier(money, parties))),
            deductions=fields.maybe("deductions", list_of(deduction(money))),
            clause=fields.maybe("clause", clause) or Clause(),
            counts=fields.maybe("counts", one_of(COUNTS)) or counts,
            caps=fields.maybe("caps", list_of(cap(money))),
            thresholds=fields.maybe("nothing_below", list_of(threshold(money))),
        )
        fields.done()
        return found

    return read


def check_tiers(tiers: tuple[Tier, ...], scope: str, partial: Words | bool | None, path: str = "") -> None:
    """One after the other from zero, without gap, open at the end unless `partial`."""
    if not tiers:
        raise Refused(f"{path}tiers", "empty")
    before: int | None = 0
    for index, item in enumerate(tiers):
        at = f"{path}tiers[{index}]"
        if before is None:
            raise Refused(f"{path}tiers[{index - 1}].to", "closed_end")
        if item.start != before:
            raise Refused(f"{at}.from", "gap", begins=item.start, ends=before)
        if item.end is not None and item.end <= item.start:
            raise Refused(f"{at}.to", "order", low=item.start)
        before = item.end
    if before is not None and not partial:
        raise Refused(f"{path}tiers[{len(tiers) - 1}].to", "open_end")
    if scope == "flat" and (len(tiers) > 1 or before is not None):
        raise Refused(f"{path}scope", "flat_tiers")


def check_indexed(indexation: Indexation | None, tiers: tuple[Tier, ...], schedules: tuple[Schedule, ...]) -> None:
    """Printed thresholds are the ends of the policy's own tiers, one after the other; other tiers follow a factor only."""
    needed = sum(tier.end is not None for tier in tiers)
    other = next((at for at, item in enumerate(schedules) if any(tier.end is not None for tier in item.tiers)), None)
    for number, entry in enumerate(indexation.table if indexation else ()):
        path = f"indexation.table[{number}].thresholds"
        if not entry.ends:
            continue
        if len(entry.ends) != needed:
            raise Refused(path, "thresholds_count", given=len(entry.ends), needed=needed)
        for before, end in pairwise((0, *entry.ends)):
            if end <= before:
                raise Refused(path, "order", low=before)
        if other is not None:
            raise Refused(path, "not_together", other=f"schedules[{other}].tiers")


def check_schedules(schedules: tuple[Schedule, ...], partial: Words | None, steps: tuple[Deduction, ...]) -> None:
    """Each schedule has its own key, is a formula of its own, and is not kept from ever fitting by one above it."""
    keys: set[str] = set()
    for index, item in enumerate(schedules):
        path = f"schedules[{index}]"
        once(keys, item.key, f"{path}.key")
        for above in schedules[:index]:
            check_apart(above, item, path)
        check_tiers(item.tiers, item.scope, partial, f"{path}.")
        check_order(steps if item.deductions is None else item.deductions, f"{path}.deductions")
