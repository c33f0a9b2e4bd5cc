"""A file of rows is read by spreadsheets, which must not run what people typed."""
import pytest

from record.lists import _line, summable


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
