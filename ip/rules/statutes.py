"""Articles of the law as quotations: text, version, source, and from when they hold."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ip.rules.documents import Fields, Words, day, list_of, text, words


@dataclass(frozen=True, slots=True)
class Article:
    """One article in its own words (`lang`); `note` says what about its dates is unconfirmed."""

    key: str
    law: Words
    number: str
    version: str
    in_force_from: datetime.date
    note: str
    lang: str
    quotation: str
    source: str

    def held(self, on: datetime.date) -> bool:
        """Whether this version was in force on that day, as far as its text says (no end is known)."""
        return self.in_force_from <= on


def read_statutes(data: object) -> Mapping[str, Article]:
    """The articles of a statutes file by key. Raises Refused for a word that is not known."""
    fields = Fields(data)
    fields.need("about", text)
    found: dict[str, Article] = {}
    for group in fields.need("laws", list_of(_law)):
        found |= group
    fields.done()
    return found


def _law(value: object, path: str) -> dict[str, Article]:
    fields = Fields(value, path)
    law, version, lang = fields.need("law", words), fields.need("version", text), fields.need("lang", text)
    since, source = fields.need("in_force_from", day), fields.need("source", text)
    note = fields.maybe("in_force_note", text) or ""
    found: dict[str, Article] = {}
    for key, number, quotation in fields.need("articles", list_of(_article)):
        found[key] = Article(key, law, number, version, since, note, lang, quotation, source)
    fields.done()
    return found


def _article(value: object, path: str) -> tuple[str, str, str]:
    fields = Fields(value, path)
    found = (fields.need("key", text), fields.need("number", text), fields.need("text", text))
    fields.done()
    return found
