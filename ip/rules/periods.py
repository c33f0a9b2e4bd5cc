"""Counting periods the way their source counts: named conventions, and the calendar that they ask.

`patent`  专利法实施细则 art. 5: the first day is not counted; years and months end on the corresponding day, else on the
          last of the month; if that is a statutory holiday, on the first working day after it.
`civil`   民法典 art. 201–203: the same, but a last day that is a statutory holiday moves to the day after the holiday ends.
`notice`  at least n full days: the day of posting is not counted and the last one is full, whatever day it is (by
          analogy: unconfirmed); in working days only where the source says so.
`bgb`     BGB §§ 187, 188, 193 (cited): the first day is not counted; the corresponding day, else the last of the month; what
          is to be declared or paid on a Saturday, a Sunday or a public holiday of the place is due on the next working day.
`plain`   what names no convention of its own (35 U.S.C. 202): the corresponding day, never moved.
"""

import calendar as months
import datetime
from dataclasses import dataclass
from typing import Protocol

from ip.rules.errors import Refused

CONVENTIONS = ("patent", "civil", "notice", "bgb", "plain")
ONE = datetime.timedelta(days=1)
LONGEST = 400  # days without a working day: no calendar has them


class Calendar(Protocol):
    """Which days are worked. `holiday`: a day of rest by law, weekends included, make-up days (调休) not."""

    def holiday(self, day: datetime.date) -> bool: ...

    def works(self, day: datetime.date) -> bool: ...

    def known(self, day: datetime.date) -> bool:
        """Whether the calendar of that year has been published; else weekends are taken for holidays and nothing more."""
        ...


@dataclass(frozen=True, slots=True)
class Period:
    """So long: exactly one of the four is above zero."""

    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0


def ends(start: datetime.date, period: Period, convention: str, calendar: Calendar) -> datetime.date:
    """The last day of a period that begins with an event on `start`.

    Raises Refused for a convention that is not known and a period that is not exactly one positive length.
    """
    if convention not in CONVENTIONS:
        raise Refused("convention", "unknown_value", value=convention[:40], known=", ".join(CONVENTIONS))
    lengths = (period.years, period.months, period.days, period.working_days)
    if sum(bool(length) for length in lengths) != 1 or min(lengths) < 0:
        raise Refused("period", "not_positive")
    if period.working_days:
        return _worked(start, period.working_days, calendar)
    end = later(start, period)
    if convention in ("patent", "bgb"):
        return _from(end, calendar.works) if calendar.holiday(end) else end
    if convention == "civil":
        return _from(end, lambda day: not calendar.holiday(day))
    return end


def later(start: datetime.date, period: Period) -> datetime.date:
    """So many days, or years and months, after a day: of months the corresponding day, else the month's last."""
    return start + period.days * ONE if period.days else _corresponding(start, 12 * period.years + period.months)


def _corresponding(start: datetime.date, count: int) -> datetime.date:
    """The corresponding day `count` months later, or the last day of a month that has none."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))


def _worked(start: datetime.date, count: int, calendar: Calendar) -> datetime.date:
    end = start
    for _ in range(count):
        end = _from(end + ONE, calendar.works)
    return end


def _from(day: datetime.date, holds) -> datetime.date:
    """The first day from `day` on for which it holds."""
    for _ in range(LONGEST):
        if holds(day):
            return day
        day += ONE
    raise Refused("calendar", "no_workday")
