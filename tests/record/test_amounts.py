"""Amounts are read exactly as typed, or refused with the way out."""
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from record.amounts import MOST
from record.amounts import read_amount as read
from record.wording import figure


@pytest.mark.parametrize("typed, currency, minor", [
    ("35,120.56", "USD", 3512056), ("35120.5", "USD", 3512050), ("35120", "USD", 3512000), ("0.10", "CNY", 10),
    ("1,000", "JPY", 1000), ("1.234", "KWD", 1234), ("１２３．４５", "CNY", 12345), ("12 000.00", "EUR", 1200000),
    ("5.100", "CNY", 510), ("10,000,000,000,000.00", "CNY", MOST),
])  # fmt: skip
def test_an_amount_is_read_to_the_minor_unit(typed, currency, minor):
    assert read(typed, currency) == minor


@pytest.mark.parametrize("typed, currency", [
    ("35,120.555", "USD"), ("1.5", "JPY"), ("-5", "CNY"), ("−5", "CNY"), ("NaN", "CNY"), ("inf", "CNY"), ("1e9", "CNY"),
    ("12,34", "CNY"), ("", "CNY"), ("abc", "CNY"), ("9" * 30, "CNY"), ("10,000,000,000,000.01", "CNY"), ("0x10", "CNY"),
])  # fmt: skip
def test_what_is_no_amount_is_refused_in_words(typed, currency):
    with pytest.raises(ValidationError):
        read(typed, currency)


def test_too_many_digits_name_the_two_amounts_that_are_possible():
    with pytest.raises(ValidationError) as refused:
        read("35,120.555", "USD")
    assert "35,120.55 or 35,120.56" in str(refused.value.messages[0])


@given(st.integers(0, MOST), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_what_stands_in_a_field_is_read_back_the_same(minor, currency):
    assert read(figure(minor, currency), currency) == minor
