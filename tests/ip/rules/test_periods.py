"""Counting of days: 专利法实施细则 5, 民法典 201–203, notices; with the holidays that move, and what is not known yet."""
from datetime import date, timedelta

import pytest

from ip.rules import Refused
from ip.rules.periods import Period, ends


class Holidays:
    """October 2026 as the State Council arranged it: rest from 1 to 7, Saturday 10 worked; other weekends rest."""

    def holiday(self, day):
        return day in {date(2026, 10, n) for n in range(1, 8)} or (day.weekday() > 4 and day != date(2026, 10, 10))

    def works(self, day):
        return not self.holiday(day)

    def known(self, day):
        return day.year == 2026


@pytest.mark.parametrize(
    ("start", "period", "convention", "end"),
    [
        ("2026-03-02", {"months": 3}, "patent", "2026-06-02"),  # the first day is not counted
        ("2025-11-30", {"months": 3}, "civil", "2026-03-02"),  # no 30 February: the 28th, a Saturday
        ("2025-11-30", {"months": 3}, "plain", "2026-02-28"),
        ("2024-02-29", {"years": 1}, "plain", "2025-02-28"),
        ("2026-07-03", {"months": 3}, "patent", "2026-10-08"),  # within the holiday: the first working day after it
        ("2026-07-03", {"months": 3}, "civil", "2026-10-08"),  # the day after the holiday ends
        ("2026-07-10", {"months": 3}, "patent", "2026-10-10"),  # a Saturday that is worked is no holiday
        ("2026-09-16", {"days": 15}, "notice", "2026-10-01"),  # full days, whatever day the last one is
        ("2026-09-25", {"working_days": 5}, "notice", "2026-10-09"),
        ("2026-09-30", {"working_days": 3}, "notice", "2026-10-10"),  # the make-up Saturday counts
    ],
)
def test_each_convention_counts_as_its_source_says(start, period, convention, end):
    assert ends(date.fromisoformat(start), Period(**period), convention, Holidays()) == date.fromisoformat(end)


@pytest.mark.parametrize("period", [{}, {"days": -1}, {"days": 1, "months": 1}])
def test_a_period_is_exactly_one_length(period):
    with pytest.raises(Refused):
        ends(date(2026, 1, 1), Period(**period), "civil", Holidays())


def test_a_convention_is_named_never_guessed():
    with pytest.raises(Refused, match="convention"):
        ends(date(2026, 1, 1), Period(days=1), "usual", Holidays())


def test_a_calendar_without_a_working_day_is_refused():
    class Never(Holidays):
        def holiday(self, day):
            return True

    with pytest.raises(Refused, match="calendar"):
        ends(date(2026, 1, 1), Period(days=1), "patent", Never())


def test_a_notice_has_at_least_its_full_days():
    """The day of posting is not counted: the price notice of 15 days posted on 1 March stands through the 16th."""
    assert ends(date(2026, 3, 1), Period(days=15), "notice", Holidays()) - date(2026, 3, 1) == timedelta(days=15)
