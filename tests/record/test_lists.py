"""A file of rows is read by spreadsheets, which must not run what people typed."""
import pytest

from record.lists import _line


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1"])
def test_what_would_be_run_as_a_formula_is_text(typed):
    assert _line([typed]).lstrip('"').startswith("'")


def test_what_would_not_be_run_stays_as_it_was_typed():
    assert _line(["a=b", 5, -5, None]) == "a=b,5,-5,\r\n"
