"""Chinese application numbers, to the last digit."""
import pytest
from django.core.exceptions import ValidationError

from ip.numbers import check_digit, read_number


@pytest.mark.parametrize(("typed", "text", "year", "kind"), [
    ("200310102344.5", "200310102344.5", 2003, "invention"),
    ("ZL 2003 1 0102344.5", "200310102344.5", 2003, "invention"),
    ("CN2003101023445", "200310102344.5", 2003, "invention"),
    ("85100001.0".replace(".0", "." + check_digit("85100001")), "85100001." + check_digit("85100001"), 1985, "invention"),
    ("202320456789" + check_digit("202320456789"), "202320456789." + check_digit("202320456789"), 2023, "utility_model"),
])  # fmt: skip
def test_a_right_number_is_read_however_it_is_written(typed, text, year, kind):
    found = read_number(typed)
    assert (found.text, found.year, found.patent_type) == (text, year, kind)


def test_every_wrong_digit_and_every_swap_is_seen():
    right = "2003101023445"
    for place in range(13):
        for digit in "0123456789":
            if digit != right[place] and place != 4:
                with pytest.raises(ValidationError):
                    read_number(right[:place] + digit + right[place + 1 :])
    for place in range(11):
        if right[place] != right[place + 1]:
            with pytest.raises(ValidationError):
                read_number(right[:place] + right[place + 1] + right[place] + right[place + 2 :])


@pytest.mark.parametrize("typed", ["", "abc", "12345", "20031010234", "２００３１０１０２３４４５" * 3, "200340102344.5", "9" * 500])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        read_number(typed)
