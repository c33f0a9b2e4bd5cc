"""A step of the editor: a form for words of the document itself, and lists of rows that can be added, moved, removed."""
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ip.forms.editor.base import Data, Part, listed


@dataclass
class Rows:
    """The rows of one list of the document. `adds`: (kind, button) of each way to add one."""

    name: str
    label: Any
    forms: list[Part] = field(default_factory=list)
    adds: list[tuple[str, Any]] = field(default_factory=list)
    hint: Any = ""
    ordered: bool = True


class Step:
    """Subclasses: `key`, `label`, `Head` (a Part over the document), and `lists` {name: class of the rows}."""

    key = ""
    label: Any = ""
    hint: Any = ""
    Head: type[Part] | None = None
    lists: Mapping[str, tuple] = {}  # name → (label, Part, [(kind, button)], hint)
    begun: tuple[str, ...] = ()  # lists that no formula is without: an empty one shows a row (one asked for is not there)

    def __init__(self, document: Mapping, data=None):
        self.document: Data = dict(document)
        self.head = self.Head(self.document, self.document, data, "head") if self.Head else None
        self.rows = [self._rows(name, data) for name in self.lists]

    def _rows(self, name: str, data) -> Rows:
        label, form, adds, hint = self.lists[name]
        items = self.items(name)
        blank = int(name in self.begun and self.document.get(name) == [])
        count = min(_count(data, name), 200) if data is not None else len(items) or blank
        kept = [*items, *({} for _ in range(count - len(items)))][:count]
        return Rows(name, label, [form(self.document, item, data, f"{name}-{n}") for n, item in enumerate(kept)], adds, hint)

    def items(self, name: str) -> list:
        """What stands in the document, row by row."""
        return listed(self.document, name)

    def keep(self, document: Data, name: str, items: list) -> None:
        """The rows back into the document; a list without rows is left out."""
        if items:
            document[name] = items
        else:
            document.pop(name, None)

    def write(self) -> Data:
        """The document with what was typed in this step."""
        document = self.head.write() if self.head else dict(self.document)
        for rows in self.rows:
            self.keep(document, rows.name, self.finished(document, rows.name, [form.write() for form in rows.forms]))
        return document

    def finished(self, document: Data, name: str, items: list) -> list:
        """What belongs to the rows together: keys, thresholds that follow one another."""
        return items

    def new(self, name: str, kind: str) -> Data:
        """A row that was just added."""
        return {}

    def change(self, document: Data, what: str, name: str, at: str) -> Data:
        """Add, remove or move a row: the document as it is then."""
        self.document = document
        items = self.items(name)
        if what == "add":
            items.append(self.new(name, at))
        elif at.isdigit() and int(at) < len(items):
            item = items.pop(int(at))
            if what == "up":
                items.insert(max(0, int(at) - 1), item)
            follow(document, name, int(at), what)
        self.keep(document, name, self.finished(document, name, items))
        return document

    def lead(self, what: str, name: str, at: str) -> None:
        """After a change of rows, the cursor goes to the row that it was about."""
        rows = next((rows.forms for rows in self.rows if rows.name == name), [])
        if rows and (what == "add" or at.isdecimal()):
            rows[len(rows) - 1 if what == "add" else min(max(0, int(at) - (what == "up")), len(rows) - 1)].lead()

    @property
    def broken(self) -> bool:
        """Whether what was typed cannot even be kept: it is shown again as it was."""
        return bool(self.head and self.head.is_text and self.head._errors)

    def owns(self, path: str) -> bool:
        """Whether a place of the document is typed here."""
        word = path.split(".")[0].split("[")[0]
        return word in self.lists or bool(self.head and self.head.field_of(word))

    def at(self, path: str, said: str) -> bool:
        """Show what is wrong at its field; False where this step has no field for the place."""
        word, _dot, rest = path.partition(".")
        name, _bracket, index = word.partition("[")
        number = index.rstrip("]")
        for rows in self.rows:
            if rows.name == name and number.isdigit() and int(number) < len(rows.forms):
                form = rows.forms[int(number)]
                form.say(form.field_at(rest), said)
                return True
        if self.head and (at := self.head.field_of(name)):
            self.head.say(at, said)
            return True
        return False


def follow(document: Data, name: str, index: int, what: str) -> None:
    """Doubts name their place by its number: they go with a row that moves, and away with one that is removed."""
    places = {index: index - 1, index - 1: index} if what == "up" else {index: None}
    kept = []
    for doubt in listed(document, "unconfirmed"):
        found = re.match(rf"{re.escape(name)}\[(\d+)\](.*)", str(doubt.get("at", "")))
        if found:
            at = int(found[1])
            there = places.get(at, at - 1 if what == "remove" and at > index else at)
            if there is None:
                continue
            doubt = doubt | {"at": f"{name}[{there}]{found[2]}"}
        kept.append(doubt)
    if "unconfirmed" in document:
        document["unconfirmed"] = kept
    if not kept:
        document.pop("unconfirmed", None)


def _count(data, name: str) -> int:
    text = data.get(f"{name}-count", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
