"""What the steps of the editor are made of: forms that read a part of a policy document and write it back.

The document is the state of the editor, also while it is not complete: nothing typed is refused here. What is wrong the
library says, with its place, and the step that owns the place shows it at the field (`Step.at`).
"""
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.forms.editor.numbers import clean_at, shown
from record.pages import WordedForm
from record.texts import pick

Data = dict[str, Any]
CLAUSE = ("section", "clause_en", "clause_zh")
PARTS = {"shares": "share"}  # the fields of a mapping by party: share.KEY


def slug(words: Mapping[str, str], taken: set[str], otherwise: str) -> str:
    """A key that names a line: from the English name, never one that stands already."""
    plain = unicodedata.normalize("NFKD", words.get("en", "")).encode("ascii", "ignore").decode().lower()
    begun = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or otherwise
    number, key = 2, begun
    while key in taken:
        number, key = number + 1, f"{begun}_{number}"
    return key


def with_keys(items: list, taken: set[str], stem: str) -> list:
    """A key for each row that has a name and none yet."""
    for number, item in enumerate(items, 1):
        if not item.get("key") and item.get("name"):
            item["key"] = slug(item["name"], taken, f"{stem}_{number}")
            taken.add(item["key"])
    return items


def keys_of(document: Mapping, *names: str) -> set[str]:
    """Keys that stand in lists of the document already."""
    return {item["key"] for name in names for item in walked(listed(document, name)) if item.get("key")}


def called(item: Mapping, number: int, unnamed: str = "#%(number)d") -> str:
    """The name of a party or deduction in the reader's language, else its number."""
    name = item.get("name") if isinstance(item.get("name"), dict) else {}
    return pick(name.get("en", ""), name.get("zh", ""), get_language()) or unnamed % {"number": number}


def listed(document: Mapping, name: str) -> list:
    """A list of the document, also where it is not there or something else stands in its place."""
    found = document.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def part(document: Mapping, name: str) -> Data:
    found = document.get(name)
    return dict(found) if isinstance(found, dict) else {}


def walked(items: list, top: bool = False) -> Iterator[Data]:
    """Every party, those of splits too, each before those that divide it."""
    for item in items:
        yield item
        if not top:
            yield from walked(listed(item, "split"))


class Part(WordedForm):
    """Fields that stand for a part of the document. Subclasses say how in `read` (item → initial) and `write` (→ item).

    `words` are texts in two languages (`name` → name_en, name_zh), `plain` words that stand as typed, `numbers` those
    that are cleaned, `flags` true or left out, `several` lists of keys.
    """

    words: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    clause = False  # whether the source says something there
    across: tuple[str, ...] = ()  # fields that take a line of their own, so that those after them stay in pairs
    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()  # headings, each with the fields below it, where there are many
    sums = False  # whether it has parts that make a whole
    is_text = False  # the whole document as text

    def __init__(self, document: Mapping, item: Mapping, data=None, prefix: str | None = None):
        self.document, self.item = document, item
        super().__init__(data, prefix=prefix, initial=None if data is not None else self.read(item))
        self.shape()
        if self.clause:
            self.fields |= clause_fields()
        for name in self.across:
            self.fields[name].across = "across"  # type: ignore[attr-defined]  # read by the page

    use_required_attribute = False  # the library says what is missing; here it only leaves out the word "optional"
    title: Any = ""
    _errors: Any

    @property
    def main(self) -> list:
        """For the page: the fields but those that quote the source."""
        return [bound for bound in self if bound.name not in CLAUSE]

    @property
    def grouped(self) -> list[tuple[Any, list]]:
        """For the page: all fields, under their headings where there are some."""
        if not self.groups:
            return [("", list(self))] if self.fields else []
        return [(title, [self[name] for name in names]) for title, names in self.groups]

    @property
    def clauses(self) -> list:
        return [bound for bound in self if bound.name in CLAUSE]

    @property
    def says_clause(self) -> bool:
        return any(self.initial.get(name) for name in CLAUSE)

    def shape(self) -> None:
        """Fields that depend on the document: choices of parties and the like."""

    def read(self, item: Mapping) -> Data:
        initial: Data = {}
        for name in (*self.words, *(("clause",) if self.clause else ())):
            said = item.get(name) if isinstance(item.get(name), dict) else {}
            initial |= {f"{name}_{language}": said.get(language, "") for language in ("en", "zh")}
        initial["section"] = part(item, "clause").get("section", "")
        for name in (*self.plain, *self.flags, *self.several):
            initial[name] = item.get(name, "")
        for name in self.numbers:
            initial[name] = shown(item.get(name, ""))
        return initial

    def write(self) -> Data:
        """The item with what was typed; what has no field here stays."""
        item = dict(self.item)
        for name in self.words:
            _set(item, name, {language: self.typed(f"{name}_{language}") for language in ("en", "zh")})
        for name in self.plain:
            _set(item, name, self.typed(name))
        for name in self.numbers:
            _set(item, name, clean_at(name, self.typed(name)))
        for name in self.flags:
            _set(item, name, bool(self.typed(name)))
        for name in self.several:
            _set(item, name, self.all_typed(name))
        if self.clause:
            said = {"section": self.typed("section"), "en": self.typed("clause_en"), "zh": self.typed("clause_zh")}
            _set(item, "clause", said)
        return item

    def typed(self, name: str) -> str:
        return (self.data.get(self.add_prefix(name)) or "").strip()

    def all_typed(self, name: str) -> list[str]:
        return [text for text in self.data.getlist(self.add_prefix(name)) if text]

    def say(self, name: str | None, said: str) -> None:
        """What is wrong, at a field, or at the whole: shown also where nothing was typed."""
        self._errors = self._errors or ErrorDict()
        self._errors.setdefault(name or NON_FIELD_ERRORS, ErrorList()).append(said)
        self.lead(name)

    def lead(self, name: str | None = None) -> None:
        """The cursor goes there when the page comes, and with it what is seen of a long one; else to the first field."""
        if field := self.fields.get(name or "", next(iter(self.fields.values()), None)):
            field.widget.attrs["autofocus"] = True

    def field_at(self, path: str) -> str | None:
        """The field for a place below the item; a part of a party has one of its own."""
        word, _dot, rest = path.partition(".")
        of_party = f"{PARTS.get(word, word)}.{rest}"
        return of_party if of_party in self.fields else self.field_of(word.split("[")[0])

    def field_of(self, word: str) -> str | None:
        """The field in which a word of the item is typed; a key is made from the name."""
        for name in (word, f"{word}_en", {"clause": "section", "key": "name_en"}.get(word, "")):
            if name in self.fields:
                return name
        return None


def _set(item: Data, name: str, value: Any) -> None:
    """What is empty is left out: a format that ignores nothing has no empty words."""
    if isinstance(value, dict):
        value = {key: text for key, text in value.items() if text}
    if value:
        item[name] = value
    else:
        item.pop(name, None)


def text(label, *, most: int = 400, rows: int = 0, **more) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def number(label, **more) -> forms.CharField:
    widget = forms.TextInput({"class": "money", "inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=40, widget=widget, **more)


def choice(label, choices, **more) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), **more)


def several(label, choices, **more) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, **more)


def flag(label, **more) -> forms.BooleanField:
    return forms.BooleanField(label=label, **more)


def day(label, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=10, widget=forms.TextInput({"type": "date"}), **more)


def clause_fields() -> dict[str, forms.Field]:
    return {
        "section": text(_("Section of the source"), most=80), "clause_en": text(_("What it says, in English"), most=1000),
        "clause_zh": text(_("What it says, in Chinese"), most=1000),
    }  # fmt: skip


def top_parties(document: Mapping) -> list[tuple[str, str]]:
    """(key, name) of the parties that tiers share among."""
    found = listed(document, "parties")
    return [(item["key"], called(item, n)) for n, item in enumerate(found, 1) if item.get("key")]


def all_parties(document: Mapping) -> list[tuple[str, str]]:
    found = walked(listed(document, "parties"))
    return [(item["key"], called(item, n)) for n, item in enumerate(found, 1) if item.get("key")]


def none_or(choices, label="–") -> list[tuple[str, str]]:
    return [("", label), *choices]
