"""A list page: search, filter, sort, page and export of rows that the actor sees, all said in its address.

    class PeopleFilter(FilterForm):
        role = forms.ChoiceField(label=_("Role"), choices=any_of(Role.choices), required=False)
        def narrow(self, rows, said): …                     # rows of what was asked; said: the cleaned fields

    def people(request):
        found = browse(request, Membership.objects.visible_to(request.actor), PeopleFilter, SORTS, first="name")
        return found.table("people", HEADS, cells) if found.exported else found.shown("accounts/people", {…})

`templates/accounts/people/page.html` extends kinds/list.html, `…/found.html` is the partial that answers htmx as well.
"""
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from record.currencies import exponent
from record.wording import between

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # begins one in some spreadsheet; the wide ones where Chinese or Japanese is typed
PAGE, EXPORTED = 50, 500  # rows of a page, rows read at once for an export


def any_of(choices) -> list:
    """Choices of a filter, the first of them being none."""
    return [("", _("Any")), *choices]


class FilterForm(forms.Form):
    """`q` searches `seeks`; other fields filter. Subclasses say how in `narrow(rows, said)`."""

    seeks: Any = ""  # what is searched, in words: "Name, address"
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    sort = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, data, actor):
        self.actor = actor
        super().__init__(data)
        self.fields["q"].widget.attrs["placeholder"] = self.seeks
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["aria-label"] = field.label

    def narrow(self, rows, said: dict):
        return rows

    @property
    def chips(self) -> list[tuple[str, list[str]]]:
        """(what is filtered by, the parameter that says so): each can be taken away."""
        return [
            (f"{field.label}{between(':')}{self._word(field, value)}", [name])
            for name, field in self.fields.items()
            if name not in ("q", "sort") and (value := self.cleaned_data.get(name)) not in (None, "")
        ]

    @staticmethod
    def _word(field, value):
        return dict(list(field.choices)).get(value, value) if isinstance(field, forms.ChoiceField) else value  # type: ignore[arg-type]  # pairs; stubs allow groups


@dataclass
class Found:
    """What a list shows: all `rows` as filtered and sorted, the `page` of them, and the filter `form`."""

    request: HttpRequest
    form: FilterForm
    rows: Any
    page: Page

    @property
    def exported(self) -> bool:
        return self.request.GET.get("as") in ("csv", "xlsx") and self.form.is_valid()

    def shown(self, folder: str, context: dict) -> HttpResponse:
        """The page, or only its partial for htmx; 422 where a filter says nothing."""
        name = "found" if self.request.htmx and not self.request.htmx.boosted else "page"
        given = {"found": self, "form": self.form, "page": self.page, "chips": self.form.chips, **context}
        return render(self.request, f"{folder}/{name}.html", given, status=200 if self.form.is_valid() else 422)

    def table(self, name: str, heads: Iterable, cells: Callable[[Any], Iterable]) -> HttpResponse | StreamingHttpResponse:
        """All rows, as filtered and sorted, as the file that was asked for."""
        return self.xlsx(name, heads, cells) if self.request.GET["as"] == "xlsx" else self.csv(name, heads, cells)

    def _cells(self, cells: Callable[[Any], Iterable]) -> Iterator[Iterable]:
        """Read in pages: no cursor stays open while the browser takes its time."""
        return (cells(row) for page in Paginator(self.rows, EXPORTED) for row in page)

    def xlsx(self, name: str, heads: Iterable, cells: Callable[[Any], Iterable]) -> HttpResponse:
        """A workbook of one sheet; text stays text, also where it looks like a formula."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in chain([heads], self._cells(cells)):
            sheet.append([_typed(sheet, cell) for cell in line])
        out = io.BytesIO()
        book.save(out)
        response = HttpResponse(out.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response

    def csv(self, name: str, heads: Iterable, cells: Callable[[Any], Iterable]) -> StreamingHttpResponse:
        return csv_of(name, heads, self._cells(cells))

    @property
    def export_url(self) -> str:
        return self._as("csv")

    @property
    def workbook_url(self) -> str:
        return self._as("xlsx")

    def _as(self, kind: str) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        query["as"] = kind
        return "?" + query.urlencode()


def browse(request, rows, form_class: type[FilterForm], sorts: Mapping[str, tuple], *, first: str) -> Found:
    """`sorts`: key in the address → expressions to order by; `first` is the one that holds unless another is asked."""
    form = form_class(request.GET, request.actor)
    rows = form.narrow(rows, form.cleaned_data) if form.is_valid() else rows.none()
    asked = form.cleaned_data.get("sort") or first
    key = asked if asked.removeprefix("-") in sorts else first
    rows = rows.order_by(*sorts[key.removeprefix("-")], "pk")
    rows = rows.reverse() if key.startswith("-") else rows
    return Found(request, form, rows, Paginator(rows, PAGE).get_page(request.GET.get("page")))


def csv_of(name: str, heads: Iterable, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """Rows of any kind as a file that spreadsheets read."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(_as_asked(_lines(heads, rows)), content_type="text/csv; charset=utf-8", headers=disposition)


def _as_asked(lines: Iterator[str]) -> Iterator[str]:
    """Each line in the language and zone in which it was asked for: they are read when the request has ended."""
    language, zone = get_language() or "en", timezone.get_current_timezone()

    def following() -> Iterator[str]:
        while True:
            with translation.override(language), timezone.override(zone):
                line = next(lines, None)
            if line is None:
                return
            yield line

    return following()


def summable(amount: int | None, currency: str) -> Decimal | None:
    """An amount in minor units as the number with which a spreadsheet counts on: 9000001, "CNY" → 90000.01, exactly."""
    return None if amount is None else Decimal(amount).scaleb(-exponent(currency))


def _typed(sheet, cell):
    if cell is None or isinstance(cell, int | date | Decimal):
        return cell
    typed = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(cell)))
    typed.data_type = "s"
    return typed


def _lines(heads, rows):
    """UTF-8 with its mark, so that spreadsheets read Chinese; a cell that would be run as a formula is text."""
    yield "\ufeff" + _line(heads)
    for row in rows:
        yield _line(row)


def _line(cells) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(_safe(cell) for cell in cells)
    return out.getvalue()


def _safe(cell):
    text = "" if cell is None else str(cell)
    dangerous = isinstance(cell, str) and text[:1] in FORMULA
    return "'" + text if dangerous else text
