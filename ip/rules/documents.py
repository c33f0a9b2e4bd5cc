"""Reading documents of the library: every value at its path, every word that nobody knows refused by name."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ip.rules.errors import Refused

T = TypeVar("T")
Read = Callable[[object, str], T]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in up to two languages, at least one of them."""

    en: str = ""
    zh: str = ""

    def say(self, language: str) -> str:
        """The text in `language` (`zh…` or any other), or else in the language that there is."""
        return (self.zh or self.en) if language.startswith("zh") else (self.en or self.zh)

    def data(self) -> dict[str, str]:
        """The languages that there are, as JSON data."""
        return {language: text for language, text in (("en", self.en), ("zh", self.zh)) if text}


class Fields:
    """An object being read. Each key is taken once; `done` refuses by name whatever nobody took."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise Refused(path or "document", "not_object")
        self._rest, self.path = dict(value), path

    @property
    def data(self) -> dict[str, object]:
        """What nobody has taken yet."""
        return dict(self._rest)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def need(self, key: str, read: Read[T]) -> T:
        """The value of `key`; Refused where it is missing."""
        if key not in self._rest:
            raise Refused(self.at(key), "missing")
        return read(self._rest.pop(key), self.at(key))

    def maybe(self, key: str, read: Read[T]) -> T | None:
        """The value of `key`, or None where it is missing or null."""
        value = self._rest.pop(key, None)
        return None if value is None else read(value, self.at(key))

    def done(self) -> None:
        for key in self._rest:
            raise Refused(self.at(str(key)[:60]), "unknown")


def text(value: object, path: str, limit: int = 4000) -> str:
    """Text that is not blank and that every database can store."""
    if not isinstance(value, str):
        raise Refused(path, "not_text")
    if not value.strip():
        raise Refused(path, "empty")
    if len(value) > limit:
        raise Refused(path, "too_long", limit=limit)
    if re.search("[\x00\ud800-\udfff]", value):
        raise Refused(path, "bad_text")
    return value


def words(value: object, path: str) -> Words:
    """`{"en": …, "zh": …}`, one of the two may be left out."""
    fields = Fields(value, path)
    found = Words(en=fields.maybe("en", text) or "", zh=fields.maybe("zh", text) or "")
    fields.done()
    if not (found.en or found.zh):
        raise Refused(path, "empty")
    return found


def boolean(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise Refused(path, "not_bool")
    return value


def day(value: object, path: str) -> datetime.date:
    """A date written YYYY-MM-DD."""
    try:
        if isinstance(value, str) and len(value) == 10:
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise Refused(path, "not_date")


def one_of(known: Iterable[str]) -> Read[str]:
    """A reader that takes only the words named."""
    choices = tuple(known)

    def read(value: object, path: str) -> str:
        if value not in choices:
            raise Refused(path, "unknown_value", value=str(value)[:40], known=", ".join(choices))
        return str(value)

    return read


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    """A reader for a list, each item at its own path."""

    def read_all(value: object, path: str) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise Refused(path, "not_list")
        return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read_all


def exists(document: object, path: str) -> bool:
    """Whether a path such as `tiers[1].shares.inventors` leads to something in the document."""
    for name, index in re.findall(r"([^.\[\]]+)|\[([0-9]{1,4})\]", path):
        if name and isinstance(document, Mapping) and name in document:
            document = document[name]
        elif index and isinstance(document, list | tuple) and int(index) < len(document):
            document = document[int(index)]
        else:
            return False
    return bool(path)
