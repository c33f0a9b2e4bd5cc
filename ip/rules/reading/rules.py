"""Reading what stands beside tiers and deductions: parties and their splits, caps, thresholds, index, persons, payout."""

from fractions import Fraction
from itertools import pairwise

from ip.rules.by_unit import UNITS
from ip.rules.documents import Fields, Read, boolean, day, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.formula import (
    Cap,
    Clause,
    Indexation,
    IndexEntry,
    Least,
    Party,
    Payout,
    PersonsRule,
    Threshold,
)
from ip.rules.periods import Period
from ip.rules.reading.words import clause, days, key, minor, percent, positive, sums_to_100, whole_number
from ip.rules.rounding import CONVENTIONS, DEFAULT_ROUNDING, LARGEST, TIES, Rounding

DEEPEST = 20  # splits within splits: more than any source, and within what programs may nest (record/api/parser.py)
PER = ("life", "year", "receipt")


def party(value: object, path: str) -> Party:
    """A party with those that divide its share, to any depth that a reader can follow."""
    return _party(Fields(value, path), path, 0)


def _party(fields: Fields, path: str, depth: int) -> Party:
    if depth > DEEPEST:
        raise Refused(path, "too_deep")
    whose = fields.maybe("persons", _whose)
    found = Party(
        fields.need("key", key),
        fields.need("name", words),
        whose is True,
        fields.maybe("split", list_of(lambda value, at: _split_part(value, at, depth + 1))) or (),
        fields.maybe("clause", clause) or Clause(),
        fields.maybe("units", one_of(UNITS)) or "",
        fields.maybe("no_unit_to", key) or "",
        whose if isinstance(whose, str) else "",
    )
    fields.done()
    if found.no_unit_to and not found.units:
        raise Refused(f"{path}.no_unit_to", "not_without", other="units")
    if found.units and (found.of_people or found.split):
        raise Refused(f"{path}.units", "not_together", other="persons" if found.of_people else "split")
    if found.split:
        if found.of_people:
            raise Refused(f"{path}.split", "not_together", other="persons")
        sums_to_100([part for _party_, part in found.split], f"{path}.split")
    return found


def _whose(value: object, path: str) -> bool | str:
    """true for the inventors, or the key of a group of persons beside them."""
    return key(value, path) if isinstance(value, str) else boolean(value, path)


def _split_part(value: object, path: str, depth: int) -> tuple[Party, Fraction]:
    fields = Fields(value, path)
    part = fields.need("percent", percent)
    return _party(fields, path, depth), part


def cap(money: str | None) -> Read[Cap]:
    """A reader of one cap."""

    def read(value: object, path: str) -> Cap:
        fields = Fields(value, path)
        found = Cap(
            party=fields.need("party", key),
            amount=fields.need("amount", minor(money)),
            per=fields.maybe("per", one_of(PER)) or "life",
            to=fields.need("to", _overflow),
            clause=fields.maybe("clause", clause) or Clause(),
            each=fields.maybe("each", boolean) or False,
            everywhere=fields.maybe("everywhere", boolean) or False,
        )
        fields.done()
        return found

    return read


def _overflow(value: object, path: str) -> tuple[tuple[str, Fraction], ...]:
    """`"university"`, or `{"university": "60", "school": "40"}`."""
    if isinstance(value, str):
        return ((key(value, path), Fraction(100)),)
    fields = Fields(value, path)
    parts = tuple((str(name), fields.need(name, percent)) for name in fields.data)
    sums_to_100([part for _name, part in parts], path)
    return parts


def threshold(money: str | None) -> Read[Threshold]:
    """A reader of one threshold below which parties get nothing."""

    def read(value: object, path: str) -> Threshold:
        fields = Fields(value, path)
        found = Threshold(
            parties=fields.need("parties", list_of(key)),
            amount=fields.need("below", minor(money)),
            counts=fields.maybe("counts", one_of(("total", "receipt"))) or "total",
            to=fields.need("to", key),
            clause=fields.maybe("clause", clause) or Clause(),
        )
        fields.done()
        return found

    return read


def least(value: object, path: str) -> Least:
    """What a party gets of each receipt at least."""
    fields = Fields(value, path)
    party, part, source = fields.need("party", key), fields.need("percent", percent), fields.need("from", key)
    found = Least(party, part, source, fields.maybe("clause", clause) or Clause())
    fields.done()
    return found


def indexation(money: str | None) -> Read[Indexation]:
    """A reader of the dated table of an index."""

    def entry(value: object, path: str) -> IndexEntry:
        fields = Fields(value, path)
        found = IndexEntry(
            fields.maybe("from", day),
            fields.maybe("to", day),
            fields.maybe("factor", positive),
            fields.maybe("thresholds", list_of(minor(money))) or (),
        )
        fields.done()
        if (found.factor is None) == (not found.ends):
            raise Refused(path, "factor_or_thresholds")
        return found

    def read(value: object, path: str) -> Indexation:
        fields = Fields(value, path)
        found = Indexation(
            fields.need("index", text), fields.maybe("base_date", day), fields.need("table", list_of(entry))
        )
        fields.done()
        _in_order(found.table, f"{path}.table")
        return found

    return read


def _in_order(table: tuple[IndexEntry, ...], path: str) -> None:
    if not table:
        raise Refused(path, "empty")
    for number, (one, other) in enumerate(pairwise(table), 1):
        if other.since is None or (one.since and other.since <= one.since) or (one.until and other.since <= one.until):
            raise Refused(f"{path}[{number}].from", "not_later")
    for number, item in enumerate(table):
        if item.since and item.until and item.until < item.since:
            raise Refused(f"{path}[{number}].to", "not_later")


def persons(value: object, path: str) -> PersonsRule:
    """How persons' parts come about, and who has the part of who leaves or dies."""
    fields = Fields(value, path)
    shares = fields.maybe("shares", one_of(("agreed", "equal", "equal_unless_agreed"))) or "agreed"
    leaves, leaves_to = fields.maybe("leaves", _fate(("keeps", "lost_to_others"))) or ("", "")
    dies, dies_to = fields.maybe("dies", _fate(("heirs", "lost_to_others"))) or ("", "")
    unit_lost = fields.maybe("leaves_unit", one_of(("stays", "lost"))) == "lost"
    found = PersonsRule(shares, leaves, leaves_to, dies, dies_to, unit_lost, fields.maybe("clause", clause) or Clause())
    fields.done()
    if unit_lost and not leaves:
        raise Refused(fields.at("leaves_unit"), "not_without", other="leaves")
    return found


def _fate(known: tuple[str, ...]) -> Read[tuple[str, str]]:
    def read(value: object, path: str) -> tuple[str, str]:
        if not isinstance(value, dict):
            return one_of(known)(value, path), ""
        fields = Fields(value, path)
        to = fields.need("lost_to", key)
        fields.done()
        return "lost_to", to

    return read


def _term(value: object, path: str) -> Period:
    """`{"days": …}` or `{"months": …}`: one of them."""
    fields = Fields(value, path)
    found = Period(days=fields.maybe("days", days) or 0, months=fields.maybe("months", whole_number) or 0)
    if not (found.days or found.months):
        raise Refused(path, "empty")
    if found.days and found.months:
        raise Refused(fields.at("days"), "not_together", other="months")
    fields.done()
    return found


def payout(money: str | None) -> Read[Payout]:
    """A reader of the rule of paying out."""

    def read(value: object, path: str) -> Payout:
        fields = Fields(value, path)
        minimum = fields.maybe("minimum", minor(money)) or 0
        parties = fields.maybe("parties", list_of(key)) or ()
        years = fields.maybe("forfeited_after_years", whole_number) or 0
        to = fields.maybe("forfeited_to", key) or ""
        if bool(years) != bool(to):
            raise Refused(fields.at("forfeited_to"), "not_without", other="forfeited_after_years")
        found = Payout(minimum, parties, years, to, fields.maybe("within", _term), fields.maybe("clause", clause) or Clause())
        fields.done()
        return found

    return read


def rounding(value: object, path: str) -> Rounding:
    """The name of a convention, or `{"convention": …, "ties": …}`."""
    if isinstance(value, str):
        return Rounding(one_of(CONVENTIONS)(value, path))
    fields = Fields(value, path)
    found = Rounding(
        fields.need("convention", one_of(CONVENTIONS)), fields.maybe("ties", one_of(TIES)) or DEFAULT_ROUNDING.ties
    )
    fields.done()
    if found.convention != LARGEST and found.ties != DEFAULT_ROUNDING.ties:
        raise Refused(f"{path}.ties", "not_without", other=LARGEST)
    return found
