"""Readers for single values of a policy document."""

import re
from fractions import Fraction

from ip.rules.documents import Fields, Read, T, Words, text
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text
from ip.rules.formula import Clause
from ip.rules.money import decimals


def key(value: object, path: str) -> str:
    return text(value, path, limit=80)


def currency(value: object, path: str) -> str:
    found = text(value, path, limit=3)
    if not (len(found) == 3 and found.isascii() and found.isupper()):
        raise Refused(path, "unknown_value", value=found, known="ISO 4217 codes")
    return found


def percent(value: object, path: str) -> Fraction:
    found = exact(value, path)
    if not 0 <= found <= 100:
        raise Refused(path, "range", value=exact_text(found), low=0, high=100)
    return found


def clause(value: object, path: str) -> Clause:
    fields = Fields(value, path)
    found = Clause(
        section=fields.maybe("section", text) or "",
        words=Words(en=fields.maybe("en", text) or "", zh=fields.maybe("zh", text) or ""),
    )
    fields.done()
    return found


def whole_number(value: object, path: str, high: int = 100) -> int:
    """A count of years, from 1 on."""
    found = exact(value, path)
    if found.denominator != 1 or not 1 <= found <= high:
        raise Refused(path, "range", value=exact_text(found), low=1, high=high)
    return int(found)


def days(value: object, path: str) -> int:
    """A count of days, 1 to 366."""
    return whole_number(value, path, 366)


def positive(value: object, path: str) -> Fraction:
    found = exact(value, path)
    if found <= 0:
        raise Refused(path, "not_positive")
    return found


def day_of_year(value: object, path: str) -> str:
    """MM-DD; 29 February does not come every year."""
    if not (isinstance(value, str) and re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", value, re.ASCII)):
        raise Refused(path, "not_year_day")
    month, day = int(value[:2]), int(value[3:])
    if day > (28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        raise Refused(path, "not_year_day")
    return value


def minor(money: str | None) -> Read[int]:
    """A reader of amounts in major units, as whole minor units of the policy's currency."""

    def read(value: object, path: str) -> int:
        if money is None:
            raise Refused("currency", "no_currency")
        found = exact(value, path) * 10 ** decimals(money)
        if found < 0 or found >= 2**63:
            raise Refused(path, "range", value=str(value)[:40], low=0, high=2**63 - 1)
        if found.denominator != 1:
            raise Refused(path, "not_minor", value=str(value)[:40], currency=money)
        return int(found)

    return read


def as_it_is(value: object, path: str) -> object:
    return value


def once(seen: set[str], name: str, path: str) -> None:
    """Refuse a key that stands twice."""
    if name in seen:
        raise Refused(path, "duplicate", name=name)
    seen.add(name)


def sums_to_100(parts: list[Fraction], path: str) -> None:
    if (total := sum(parts, Fraction(0))) != 100:
        raise Refused(path, "sum", sum=exact_text(total), whole=100)


def or_else(value: T | None, default: T) -> T:
    return default if value is None else value
