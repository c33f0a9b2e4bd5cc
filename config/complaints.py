"""What a field says is wrong where its form says nothing of its own: in the voice of the house, in place of Django's."""
from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

DAY = _("Give the day as year-month-day, such as 2026-03-31.")
ONE = _("Choose one from the list.")

FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.ChoiceField: {"required": ONE, "invalid_choice": ONE},
    forms.ModelChoiceField: {"required": ONE, "invalid_choice": ONE},
    forms.MultipleChoiceField: {"required": _("Choose at least one."), "invalid_choice": ONE},
    forms.ModelMultipleChoiceField: {"required": _("Choose at least one."), "invalid_choice": ONE, "invalid_pk_value": ONE},
    forms.DateField: {"invalid": DAY},
    forms.IntegerField: {"invalid": _("Give a whole number.")},
    forms.DecimalField: {"invalid": _("Give a number.")},
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("No file came. Choose it again."),
        "missing": _("No file came. Choose it again."),
        "empty": _("This file is empty."),
    },
}

VALUES: dict[Any, Any] = {
    validators.EmailValidator: _("This is not an e-mail address, such as name@example.org."),
    validators.MinValueValidator: _("At least %(limit_value)s."),
    validators.MaxValueValidator: _("At most %(limit_value)s."),
    validators.MaxLengthValidator: _("At most %(limit_value)d characters: this has %(show_value)d."),
    validators.MinLengthValidator: _("At least %(limit_value)d characters: this has %(show_value)d."),
}


def speak() -> None:
    for field, said in FIELDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **said}
    for validator, text in VALUES.items():
        validator.message = text
