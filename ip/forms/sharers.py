"""Who shares an example: persons with their parts and units, as people type them; nobody needs to exist."""
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.refusals import told
from ip.rules import Shares
from record.errors import Invalid

MOST = 100


class Sharers(NamedTuple):
    """The set, and what its keys (of persons and units) are called."""

    shares: Shares
    named: Mapping[str, str]


class SharersField(forms.CharField):
    """A person a line: name, part (a whole number of all of them), and the units from the top of the tree down; or only how many
    there are. `one`: the formula counts by person, and nobody named means one."""

    widget = forms.Textarea({"rows": 3})

    def __init__(self, one: bool):
        hint = gettext_lazy("One a line: name, part, units from the top down, such as “Li Ming, 2, Materials / Polymers”. Or only how "
                            "many share equally, such as 3. Left empty, their part stays on one line.")  # fmt: skip
        if one:
            hint = gettext_lazy("One a line: name, part, units from the top down, such as “Li Ming, 2, Materials / Polymers”. Or only how "
                                "many share equally, such as 3. Left empty, the example has one person: what the formula counts by "
                                "person is counted once.")  # fmt: skip
        super().__init__(label=gettext_lazy("Persons who share"), help_text=hint, required=False, max_length=10_000)

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not lines:
            return None
        if len(lines) == 1 and re.fullmatch("[1-9][0-9]{0,3}", number := unicodedata.normalize("NFKC", lines[0])):
            lines = [_("Person %(number)d, 1") % {"number": n} for n in range(1, min(int(number), MOST + 1) + 1)]
        if len(lines) > MOST:
            raise ValidationError(_("At most %(most)d persons."), params={"most": MOST})
        read = [_read(number, line) for number, line in enumerate(lines, 1)]
        whole = sum(part for _name, part, _units in read)
        keys = [f"person {number}" for number, _one in enumerate(read, 1)]
        paths = {key: _path(units) for key, (_name, _part, units) in zip(keys, read, strict=True)}
        try:
            with told():
                shares = Shares.read([(key, one[1]) for key, one in zip(keys, read, strict=True)], whole=whole, units=paths)
        except Invalid as error:
            raise ValidationError(str(error.message)) from None
        units = {key: unit for one, path in zip(read, paths.values(), strict=True) for key, unit in zip(path, one[2], strict=True)}
        return Sharers(shares, {key: one[0] for key, one in zip(keys, read, strict=True)} | units)


def _read(number: int, line: str) -> tuple[str, int, list[str]]:
    """Name, part and units of one line; commas and slashes may be full-width, too."""
    name, part, units = [*(text.strip() for text in re.split(r"[,，]", line, maxsplit=2)), "", ""][:3]
    if not name or not re.fullmatch(r"[1-9][0-9]{0,8}", part):
        raise ValidationError(_("Line %(number)d: a name, a comma, and a whole number above zero."), params={"number": number})
    return name[:200], int(part), [unit.strip()[:200] for unit in re.split(r"[/／›]", units) if unit.strip()]


def _path(units: list[str]) -> tuple[str, ...]:
    """Keys from the top down: units of one name below different ones are not the same."""
    return tuple(f"unit {' › '.join(units[:depth])}" for depth in range(1, len(units) + 1))
