"""Articles of the law as quotations: text, version, source, and from when to when they hold."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ip.rules.documents import Fields, Words, day, list_of, text, words

LONGEST = 12_000  # characters of one article; 35 U.S.C. 202 has 7,000


@dataclass(frozen=True, slots=True)
class Article:
    """One article in its own words (`lang`); without `quotation` it is cited only, since its text was not handed over.

    `in_force_from` and `in_force_to` are the first and the last day of this version; None where none is known. `note`
    says what about these days is unconfirmed.
    """

    key: str
    law: Words
    number: str
    version: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    note: str
    lang: str
    quotation: str
    source: str

    def held(self, on: datetime.date) -> bool:
        """Whether this version was in force on that day, as far as its days are known."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_to is None or on <= self.in_force_to)


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
    since, until = fields.maybe("in_force_from", day), fields.maybe("in_force_to", day)
    source, note = fields.need("source", text), fields.maybe("in_force_note", text) or ""
    found: dict[str, Article] = {}
    for key, number, quotation in fields.need("articles", list_of(_article)):
        found[key] = Article(key, law, number, version, since, until, note, lang, quotation, source)
    fields.done()
    return found


def _article(value: object, path: str) -> tuple[str, str, str]:
    fields = Fields(value, path)
    found = (fields.need("key", text), fields.need("number", text), fields.maybe("text", _quotation) or "")
    fields.done()
    return found


def _quotation(value: object, path: str) -> str:
    return text(value, path, LONGEST)
