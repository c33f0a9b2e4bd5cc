"""Identifiers are checked to the last character, with numbers that their registries publish."""
import pytest
from django.core.exceptions import ValidationError

from partners import identifiers

PUBLISHED = [
    (identifiers.uscc, "91110000600037341L"),  # as in python-stdnum’s own documentation
    (identifiers.ror, "03cve4549"),  # Tsinghua University
    (identifiers.ror, "02v51f717"),  # Peking University
    (identifiers.ror, "042nb2s44"),  # Massachusetts Institute of Technology
    (identifiers.lei, "213800KUD8LAJWSQ9D15"),  # as in python-stdnum's own documentation
    (identifiers.lei, "5493001KJTIIGC8Y1R12"),  # Bloomberg Finance L.P.
]


@pytest.mark.parametrize(("check", "number"), PUBLISHED)
def test_a_published_number_holds(check, number):
    check(number)


@pytest.mark.parametrize(("check", "number"), PUBLISHED)
def test_the_same_number_with_one_digit_changed_does_not(check, number):
    place = next(i for i, c in enumerate(number) if c.isdigit() and i > 2)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    with pytest.raises(ValidationError):
        check(wrong)


@pytest.mark.parametrize("check", [identifiers.uscc, identifiers.ror, identifiers.lei])
@pytest.mark.parametrize("number", ["", "x", "0" * 40, "９１１１００００６０００３７３４１Ｌ", "91110000600037341l ", "\0"])
def test_what_is_no_number_does_not(check, number):
    with pytest.raises(ValidationError):
        check(number)
