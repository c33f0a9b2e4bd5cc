"""Tables as people have them, read cell by cell as text: a CSV file, the first sheet of a workbook, lines pasted from one."""
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

OCTETS, UNPACKED, LINES, CELLS = 2 * 1024 * 1024, 8 * 1024 * 1024, 10_000, 50  # 8 MB take four seconds to read
ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what spreadsheets in Chinese save as CSV
Line = tuple[int, list[str]]  # as numbered in the file, and its cells


def read_file(file: BinaryIO) -> list[Line]:
    """Lines that hold anything. ValidationError for what is no table, or too large."""
    content = file.read(OCTETS + 1)
    if len(content) > OCTETS:
        raise ValidationError(_("The file is larger than %(limit)d MB.") % {"limit": OCTETS // 1024 // 1024})
    return _filled(_sheet(content) if content.startswith(b"PK") else _parted(_decoded(content)))


def read_text(text: str) -> list[Line]:
    """The same of lines that were pasted."""
    return _filled(_parted(text))


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("This is no CSV or Excel file."))


def _parted(text: str) -> Iterator[Line]:
    """Cells parted by what the first line has: tabs, as from a sheet, else semicolons, else commas."""
    if "\x00" in text:
        raise ValidationError(_("This is no CSV or Excel file."))
    first = text.strip().partition("\n")[0]
    mark = next((mark for mark in "\t;；" if mark in first), "," if "," in first else "，")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in rows:
            yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise ValidationError(_("Line %(line)d cannot be read.") % {"line": rows.line_num}) from error


def _sheet(content: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED:
                raise ValidationError(_("The file holds more than can be read."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(max_row=LINES + 1, max_col=CELLS, values_only=True))
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken workbook makes its reader stumble over
        raise ValidationError(_("This is no CSV or Excel file.")) from error
    return ((number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1))


def _text(cell) -> str:
    """A number by its shortest digits, as the sheet shows it; a day as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}" if cell.is_integer() is False else str(int(cell))
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell).strip()


def _filled(lines: Iterable[Line]) -> list[Line]:
    found = []
    for number, cells in lines:
        if number > LINES:
            raise ValidationError(_("A table has at most %(most)d lines.") % {"most": LINES})
        if any(cells):
            found.append((number, cells))
    return found
