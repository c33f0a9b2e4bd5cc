"""Posting: entries first, the posting last, so that the database itself refuses what does not balance."""
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from ledger.actions.accounts import Place, accounts
from ledger.models import Account, Entry, Posting
from record.append import Ref, ref
from record.errors import Invalid, WrongState
from record.models import new_uid

LARGEST = 2**63 - 1


def post(book, on: date, kind: str, source, entries: Iterable[tuple[Account, int]], reverses=None) -> Posting:
    """Write one balanced posting. Entries are (account, minor units: debit positive); zeros are left out.

    Raises Invalid above int64; the database refuses what does not sum to zero in each currency.
    """
    uid = new_uid()
    lines = [(account, amount) for account, amount in entries if amount]
    if any(abs(amount) > LARGEST for _account, amount in lines):
        raise Invalid(_("This amount is larger than the ledger can hold."), field="amount")
    Entry.objects.bulk_create(
        Entry(posting_id=uid, line=line, account=account, currency=account.currency, amount=amount)
        for line, (account, amount) in enumerate(lines, 1)
    )
    of, source_uid = ref(source)
    return Posting.objects.create(uid=uid, book=book, on=on, kind=kind, source=source_uid, of=of, reverses=reverses)


def post_at(book, on: date, kind: str, source, currency: str, moves: Iterable[tuple[Place, int]]) -> Posting:
    """`post` for places whose accounts may not be open yet."""
    return post(book, on, kind, source, entries_at(book, currency, moves))


def entries_at(book, currency: str, moves: Iterable[tuple[Place, int]]) -> list[tuple[Account, int]]:
    """Places as accounts, opened where they are needed: what `post` takes. Entries of two currencies can be one posting."""
    moves = [(place, amount) for place, amount in moves if amount]
    opened = accounts(book, currency, [place for place, _amount in moves])
    return list(zip(opened, (amount for _place, amount in moves), strict=True))


def reverse(posting: Posting, on: date) -> Posting:
    """The exact opposite of a posting, linked to it; a posting is reversed once."""
    if Posting.objects.filter(reverses=posting).exists():
        raise WrongState(_("This posting has been reversed already."))
    entries = [(entry.account, -entry.amount) for entry in posting.entries.select_related("account").order_by("line")]
    return post(posting.book, on, posting.kind, Ref(posting.of, posting.source), entries, reverses=posting)


def reverse_all(sources: Iterable, on: date) -> list[Posting]:
    """Take back whatever stands of what these rows were posted for, the latest first."""
    uids = [ref(source).uid for source in sources]
    standing = Posting.objects.filter(source__in=uids, reverses=None, reversed_by=None).select_related("book")
    return [reverse(posting, on) for posting in standing.order_by("-uid")]
