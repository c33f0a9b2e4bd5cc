"""Which days are worked in a country: published calendars, corrected by an institution's own days, else weekends only."""
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import chinese_calendar
import holidays
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.models import CalendarDay
from partners.models import Institution

SATURDAY = 5
CHINA = chinese_calendar.constants
CHINA_YEARS = range(min(CHINA.holidays).year, max(CHINA.holidays).year + 1)
ESTIMATED = "estimated"  # how the library marks a day that somebody still has to announce


@dataclass(frozen=True)
class Special:
    """A weekday on which nobody works, or a weekend day on which everybody does; `source` names why."""

    day: datetime.date
    works: bool
    source: str


class WorkingDays:
    """The calendar of an institution. For China the State Council's arrangement of each year, moved holidays and make-up
    days included; for some 200 other countries their public holidays by law, with those of the `region` where it is one of
    ISO 3166-2; for years that nobody has announced yet, and for all other countries, weekends, and what `own` says."""

    def __init__(self, country: str, own: Mapping[datetime.date, bool], region: str = "") -> None:
        self.country, self.own, self.region = country, own, region

    def works(self, day: datetime.date) -> bool:
        if day in self.own:
            return self.own[day]
        if self._arranged(day.year):
            return chinese_calendar.is_workday(day)
        rules = self._rules
        return rules.is_working_day(day) if rules is not None else day.weekday() < SATURDAY

    def holiday(self, day: datetime.date) -> bool:
        return not self.works(day)

    def known(self, day: datetime.date) -> bool:
        """Published, or said by the institution for that very year."""
        return self.published(day.year) or any(own.year == day.year for own in self.own)

    def published(self, year: int) -> bool:
        if self.country == "CN":
            return year in CHINA_YEARS
        rules = self._rules
        return rules is not None and rules.start_year <= year <= rules.end_year and not _estimates(self.country, self.region, year)

    def specials(self, year: int) -> list[Special]:
        """Where a year departs from its weekends, by day; the names of the days in the language of the reader where known."""
        first = datetime.date(year, 1, 1)
        days = (first + datetime.timedelta(days=n) for n in range((datetime.date(year + 1, 1, 1) - first).days))
        return [Special(day, works, self._source(day)) for day in days if (works := self.works(day)) != (day.weekday() < SATURDAY)]

    @property
    def _rules(self):
        return None if self.country == "CN" else _rules(self.country, self.region)

    def _arranged(self, year: int) -> bool:
        return self.country == "CN" and year in CHINA_YEARS

    def _source(self, day: datetime.date) -> str:
        if day in self.own:
            return _("entered here")
        if self._rules is None and self.country != "CN":
            return ""
        if self._arranged(day.year) and chinese_calendar.is_workday(day):
            return _("a make-up day")
        named = _named(self.country, self.region, "zh_CN" if (get_language() or "").startswith("zh") else "en_US")
        return named.get(day, "") or ""


def calendar_of(institution: Institution) -> WorkingDays:
    """With the days that the institution's administrators entered."""
    days = CalendarDay.objects.filter(institution=institution).values_list("day", "works")
    return WorkingDays(institution.country, dict(days), institution.region)


@cache
def _rules(country: str, region: str):
    """The public holidays of a country, each year worked out when it is first asked for; None where the library has none."""
    try:
        return holidays.country_holidays(country, subdiv=_part(country, region))
    except NotImplementedError:
        return None


@cache
def _named(country: str, region: str, language: str):
    return holidays.country_holidays(country, subdiv=_part(country, region), language=language)


@cache
def _estimates(country: str, region: str, year: int) -> bool:
    named = holidays.country_holidays(country, subdiv=_part(country, region), years=year, language="en_US")
    return any(ESTIMATED in name for name in named.values())


def _part(country: str, written: str) -> str | None:
    """The part of the country that is meant: its code (`BY`, `DE-BY`) or one of its names, as people write it."""
    known = holidays.country_holidays(country)
    names = {code.lower(): code for code in known.subdivisions}
    names |= {alias.lower(): code for code, aliases in known.get_subdivision_aliases().items() for alias in aliases}
    return names.get(written.strip().removeprefix(f"{country}-").lower())
