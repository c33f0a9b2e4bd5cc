"""Which days are worked where: published calendars, public holidays by law, the institution's own days."""
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from governance.calendar import CHINA_YEARS, WorkingDays
from ip.rules.periods import Period, ends


@pytest.mark.parametrize(
    ("country", "region", "day", "works"),
    [
        ("DE", "", date(2026, 6, 4), True),  # Corpus Christi is kept in some Länder only
        ("DE", "Bayern", date(2026, 6, 4), False),
        ("DE", "DE-BE", date(2026, 6, 4), True),
        ("GB", "England", date(2026, 4, 6), False),  # Easter Monday, not in Scotland
        ("GB", "Scotland", date(2026, 4, 6), True),
        ("US", "", date(2026, 7, 3), False),  # Independence Day falls on a Saturday
        ("JP", "", date(2026, 5, 6), False),  # a substitute holiday
        ("KR", "", date(2026, 2, 17), False),  # the lunar New Year
        ("CN", "北京", date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
        ("CN", "", date(2026, 10, 7), False),
        ("XX", "", date(2026, 12, 25), True),  # nobody knows: weekends only
    ],
)
def test_a_day_is_worked_as_the_law_of_the_place_says(country, region, day, works):
    assert WorkingDays(country, {}, region).works(day) is works


def test_both_sources_agree_on_every_day_that_china_has_arranged():
    other, day = holidays.country_holidays("CN"), date(CHINA_YEARS.start + 3, 1, 1)
    while day.year in CHINA_YEARS:
        assert chinese_calendar.is_workday(day) is other.is_working_day(day), day
        day += timedelta(days=1)


def test_a_year_is_known_where_it_is_arranged_or_follows_from_the_law():
    assert not WorkingDays("CN", {}).known(date(CHINA_YEARS.stop, 5, 1))
    assert WorkingDays("CN", {date(CHINA_YEARS.stop, 5, 1): False}).known(date(CHINA_YEARS.stop, 5, 4))
    assert WorkingDays("DE", {}).known(date(2031, 5, 1))
    assert not WorkingDays("SG", {}).known(date(2031, 5, 1))  # its lunar and Islamic days are still announced
    assert not WorkingDays("XX", {}).known(date(2026, 5, 1))


def test_a_german_period_that_ends_on_a_holiday_of_the_land_ends_on_the_next_working_day():
    """BGB § 193: four months after 4 February 2026 is Corpus Christi in Bavaria, and in Berlin a Thursday as any."""
    told = date(2026, 2, 4)
    assert ends(told, Period(months=4), "bgb", WorkingDays("DE", {}, "Bayern")) == date(2026, 6, 5)
    assert ends(told, Period(months=4), "bgb", WorkingDays("DE", {}, "Berlin")) == date(2026, 6, 4)


def test_the_page_shows_where_the_year_departs_from_its_weekends(world):
    page = world.client("linhai", "administrator").get("/calendar/").content.decode()
    assert "a make-up day" in page or "Not published for this year" in page
