"""Identifiers of institutions, checked to the last character (python-stdnum; ROR's check is ours)."""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import lei as stdnum_lei
from stdnum.cn import uscc as stdnum_uscc

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def uscc(value: str) -> None:
    """统一社会信用代码, GB 32100-2015: 18 characters with a check character."""
    if not stdnum_uscc.is_valid(value) or stdnum_uscc.compact(value) != value:
        raise ValidationError(_("This is not a valid unified social credit code: a character is wrong or missing."))


def lei(value: str) -> None:
    """Legal entity identifier, ISO 17442: 20 characters, ISO 7064 check digits."""
    if not stdnum_lei.is_valid(value) or value != value.upper():
        raise ValidationError(_("This is not a valid LEI: a character is wrong or missing."))


def ror(value: str) -> None:
    """Research Organization Registry: "0", six characters of Crockford's base 32, two check digits (98 − n·100 mod 97)."""
    value_ok = len(value) == 9 and value[0] == "0" and value[7:].isdigit() and all(c in CROCKFORD for c in value[:7])
    if value_ok:
        number = 0
        for character in value[1:7]:
            number = number * 32 + CROCKFORD.index(character)
        value_ok = int(value[7:]) == 98 - number * 100 % 97
    if not value_ok:
        raise ValidationError(_("This is not a valid ROR: it has nine characters such as 02jx3x895."))
