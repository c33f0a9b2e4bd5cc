"""Accounts are opened when they are first needed, many at once."""
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from ledger.models import Account
from record.actions import commit_to
from record.append import ref


class Place(NamedTuple):
    """Where money stands in a book: a kind of account, and whose it is (a row or Ref, or a word of a policy)."""

    kind: str
    party: Any = None
    word: str = ""
    name_en: str = ""
    name_zh: str = ""

    @property
    def key(self) -> tuple:
        return self.kind, ref(self.party).uid if self.party is not None else None, self.word


def account(book, kind: str, currency: str, party=None, word: str = "") -> Account:
    """The account of one party (a row, or None) in a book. Called inside an action."""
    return accounts(book, currency, [Place(kind, party, word)])[0]


def accounts(book, currency: str, places: Iterable[Place]) -> list[Account]:
    """The accounts of these places, in their order; those that are missing are opened in one statement."""
    places = list(places)
    found = _find(book, currency, places)
    missing = {place.key: place for place in places if place.key not in found}
    if missing:
        Account.objects.bulk_create((_new(book, currency, place) for place in missing.values()), ignore_conflicts=True)
        found = _find(book, currency, places)
        commit_to(*(found[key] for key in missing))
    return [found[place.key] for place in places]


def _find(book, currency: str, places: list[Place]) -> dict[tuple, Account]:
    parties = {key[1] for key in (place.key for place in places)} - {None}
    rows = Account.objects.filter(Q(party__in=parties) | Q(party=None), book=book, currency=currency,
                                  kind__in={place.kind for place in places})  # fmt: skip
    return {(row.kind, row.party, row.word): row for row in rows}


def _new(book, currency: str, place: Place) -> Account:
    of, uid = ref(place.party) if place.party is not None else ("", None)
    return Account(book=book, kind=place.kind, party=uid, of=of, word=place.word, currency=currency,
                   name_en=place.name_en, name_zh=place.name_zh)  # fmt: skip
