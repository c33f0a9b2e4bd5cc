"""Amounts as people type them: "4,800,000.00" and a currency → int minor units. Never through a float."""
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from record.currencies import UnknownCurrency, exponent
from record.wording import figure

MOST = 10**15  # minor units: more than anybody types, and far from the end of int64
_TYPED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")


def read_amount(text: str, currency: str) -> int:
    """Minor units. ValidationError where it is no amount, negative, too large, or finer than the currency."""
    try:
        places = exponent(currency)
    except UnknownCurrency:
        raise ValidationError(_("Choose the currency first."), code="currency") from None
    typed = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    found = _TYPED.fullmatch(typed)
    if not found or not typed.isascii():
        raise ValidationError(_("Write an amount such as 4,800,000.00: digits, at most one point, no sign."), code="invalid")
    whole, rest = found[1].replace(",", ""), (found[2] or "").rstrip("0")
    if len(whole) > 16:
        raise ValidationError(_("This is more than can be entered."), code="max_value")
    minor = int(whole) * 10**places + int((rest[:places] or "0").ljust(places, "0") if places else 0)
    if len(rest) > places:
        near = {"currency": currency, "less": figure(minor, currency), "more": figure(minor + 1, currency)}
        raise ValidationError(_("%(currency)s has no smaller unit: write %(less)s or %(more)s."), code="invalid", params=near)
    if minor > MOST:
        raise ValidationError(_("This is more than can be entered."), code="max_value")
    return minor


class AmountField(forms.CharField):
    """An amount in the currency that `currency` names: a code, or another field of the form (given before this one)."""

    def __init__(self, *, currency: str = "", currency_field: str = "", **kwargs):
        self.currency, self.currency_field = currency, currency_field
        kwargs.setdefault("widget", forms.TextInput({"class": "money", "inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int) and not isinstance(value, bool):
            return figure(value, self.currency)
        return value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        return text if self.currency_field else read_amount(text, self.currency)


class AmountsForm:
    """For forms whose AmountFields follow a currency field: reads them when both are known."""

    def clean(self):
        said = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, AmountField) and field.currency_field and said.get(name) is not None:
                try:
                    said[name] = read_amount(said[name], said.get(field.currency_field, ""))
                except ValidationError as error:
                    self.add_error(name, error)
        return said
