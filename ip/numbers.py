"""Numbers of Chinese patent applications, checked to the last digit."""
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NEW = re.compile(r"(\d{4})([12389])(\d{7})\.?([\dX])")  # since 1 October 2003
OLD = re.compile(r"(\d{2})([12389])(\d{5})\.?([\dX])")
TYPES = {"1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design"}


@dataclass(frozen=True)
class ChineseNumber:
    """Year of filing, type of patent (8 and 9 entered by treaty), and the number as it is written: 202310456789.X."""

    year: int
    patent_type: str
    text: str


def check_digit(digits: str) -> str:
    """The last place of an application number: weights 2 to 9 and again from 2, the sum mod 11, 10 being X.

    Source: ZC 0006-2003 专利申请号标准 (国家知识产权局).
    """
    total = sum(int(digit) * (index % 8 + 2) for index, digit in enumerate(digits))
    return "0123456789X"[total % 11]


def read_number(typed: str) -> ChineseNumber:
    """The application number that was typed, with or without ZL or CN before it. ValidationError where it is none."""
    text = re.sub(r"[\s.．]", "", typed).upper().removeprefix("ZL").removeprefix("CN")
    found = NEW.fullmatch(text) or OLD.fullmatch(text)
    if not found or not text.isascii():
        raise ValidationError(_("This is not a Chinese application number: it looks like 202310456789.X."))
    year, kind, serial, last = found.groups()
    right = check_digit(year + kind + serial)
    if last != right:
        text = _("The check digit of this number should be %(right)s: a digit is wrong, or two are swapped.")
        raise ValidationError(text % {"right": right})
    whole = int(year) if len(year) == 4 else 1900 + int(year) if int(year) >= 85 else 2000 + int(year)
    return ChineseNumber(whole, TYPES[kind], f"{year}{kind}{serial}.{last}")
