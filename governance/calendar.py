"""Which days are worked in a country: published calendars, corrected by an institution's own days, else weekends only."""
import datetime
from collections.abc import Mapping

import chinese_calendar

from governance.models import CalendarDay
from partners.models import Institution

SATURDAY = 5
SOURCE = chinese_calendar.constants
LAST = max(day.year for day in SOURCE.holidays)
FIRST = min(day.year for day in SOURCE.holidays)


class WorkingDays:
    """The calendar of an institution. For China the State Council's arrangement of each year, moved holidays and make-up
    days included; for years that it does not cover yet, and for other countries, weekends, and what `own` says."""

    def __init__(self, country: str, own: Mapping[datetime.date, bool]) -> None:
        self.country, self.own = country, own

    def works(self, day: datetime.date) -> bool:
        if day in self.own:
            return self.own[day]
        if self._published(day):
            return chinese_calendar.is_workday(day)
        return day.weekday() < SATURDAY

    def holiday(self, day: datetime.date) -> bool:
        return not self.works(day)

    def known(self, day: datetime.date) -> bool:
        """Published, or said by the institution for that very year."""
        return self._published(day) or any(own.year == day.year for own in self.own)

    def _published(self, day: datetime.date) -> bool:
        return self.country == "CN" and FIRST <= day.year <= LAST


def calendar_of(institution: Institution) -> WorkingDays:
    """With the days that the institution's administrators entered."""
    days = CalendarDay.objects.filter(institution=institution).values_list("day", "works")
    return WorkingDays(institution.country, dict(days))
