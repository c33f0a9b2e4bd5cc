"""A form with rows of a kind (people, owners): as many as there are, and some more to fill in; works without script."""
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from record.pages import ActionForm

SPARE = 3  # empty rows below those that there are


class RowsForm(ActionForm):
    """Subclasses give the fields of one row in `row_fields()`; `rows` are what stands there already, as initial values."""

    needs = "part"  # a row counts where this field (or one of `also`) is filled
    also: tuple[str, ...] = ()
    row_label: Any = ""

    def __init__(self, *args, rows: Sequence[Mapping], **kwargs):
        super().__init__(*args, **kwargs)
        self.row_count = len(rows) + SPARE
        for number in range(self.row_count):
            given = rows[number] if number < len(rows) else {}
            for name, field in self.row_fields().items():
                field.initial = given.get(name, field.initial)
                field.label_suffix = ""
                field.asked = True  # type: ignore[attr-defined]  # an empty row counts for nothing, so no field of one is "optional"
                self.fields[f"row-{number}-{name}"] = field

    def row_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @property
    def laid_out(self) -> list[dict]:
        """For the page: {number, filled, fields by name} of each row."""
        names = list(self.row_fields())
        rows = [{name: self[f"row-{number}-{name}"] for name in names} for number in range(self.row_count)]
        return [row | {"number": number, "filled": self._filled(row)} for number, row in enumerate(rows, 1)]

    def _filled(self, row: Mapping) -> bool:
        return any(row[name].value() for name in (self.needs, *self.also))

    @property
    def plain(self) -> list:
        """For the page: the bound fields that belong to no row."""
        return [self[name] for name in self.fields if not name.startswith("row-")]

    @property
    def filled(self) -> list[dict]:
        """What was typed, row by row, without the empty ones."""
        names = list(self.row_fields())
        rows = [{name: self.cleaned_data.get(f"row-{n}-{name}") for name in names} for n in range(self.row_count)]
        return [row for row in rows if any(row[name] for name in (self.needs, *self.also))]

    @property
    def said(self) -> dict:
        return {name: value for name, value in super().said.items() if not name.startswith("row-")}
