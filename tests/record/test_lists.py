"""A file of rows is read by spreadsheets, which must not run what people typed."""
import pytest
from django.utils import timezone, translation

from record.lists import _line, csv_of, summable


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1"])
def test_what_would_be_run_as_a_formula_is_text(typed):
    assert _line([typed]).lstrip('"').startswith("'")


def test_what_would_not_be_run_stays_as_it_was_typed():
    assert _line(["a=b", 5, -5, None]) == "a=b,5,-5,\r\n"


@pytest.mark.parametrize("amount, currency, cell", [
    (9_000_001, "CNY", "90000.01"), (-5, "CNY", "-0.05"), (10**18 + 1, "CNY", "10000000000000000.01"), (7, "JPY", "7"), (1, "KWD", "0.001"),
])  # fmt: skip
def test_an_amount_is_a_number_that_a_spreadsheet_sums(amount, currency, cell):
    assert _line([summable(amount, currency)]) == f"{cell}\r\n"


def test_every_line_is_said_in_the_language_and_zone_that_asked_although_it_is_read_later():
    rows = ([translation.gettext("Draft"), str(timezone.get_current_timezone())] for _n in range(2))
    with translation.override("zh-hans"), timezone.override("Asia/Shanghai"):
        answer = csv_of("rows", [], rows)
    with translation.override("en"), timezone.override("UTC"):
        lines = b"".join(answer.streaming_content).decode().splitlines()
        assert lines[1:] == ["草稿,Asia/Shanghai"] * 2
        assert (translation.get_language(), str(timezone.get_current_timezone())) == ("en", "UTC")
