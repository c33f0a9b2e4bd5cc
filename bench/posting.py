"""Posting as it stands, one at a time and balanced by the database, against ready rows put into the same guarded tables."""
from place import prepare, say, seconds, size

POSTINGS, LINES = size(500, 3), 8

if __name__ == "__main__":
    prepare()
    from django.db import connection, transaction

    from ledger.actions import Place, post_at
    from ledger.actions.accounts import accounts as places_of
    from ledger.models import Account, Entry, Posting
    from partners.models import Institution
    from record import clock
    from record.actions import action
    from record.actors import System
    from record.append import Ref
    from record.models import new_uid

    book = Institution.objects.create(name_en="Bench", kind="university")
    day, places = clock.today(), [Place("bank"), *(Place("unit", None, f"unit {n}") for n in range(LINES - 1))]
    moves = [(places[0], LINES - 1), *((place, -1) for place in places[1:])]

    @action
    def open_accounts(*, actor):
        places_of(book, "CNY", places)

    def ours():
        with transaction.atomic():
            for _n in range(POSTINGS):
                post_at(book, day, "bench", Ref("bench.row", new_uid()), "CNY", moves)

    def ready():
        accounts = list(Account.objects.order_by("pk"))
        uids = [new_uid() for _n in range(POSTINGS)]
        amounts = [LINES - 1, *[-1] * (LINES - 1)]
        rows = list(zip(range(1, LINES + 1), accounts, amounts, strict=True))
        entries = [(uid, line, account.pk, "CNY", amount) for uid in uids for line, account, amount in rows]
        return uids, entries

    def limit():
        uids, entries = ready()
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy("COPY ledger_entry (posting_id, line, account_id, currency, amount) FROM STDIN") as copy:
                    for row in entries:
                        copy.write_row(row)
                with cursor.copy("COPY ledger_posting (uid, book_id, \"on\", kind, source, \"of\") FROM STDIN") as copy:
                    for uid in uids:
                        copy.write_row((uid, book.pk, day, "bench", uid, "bench.row"))
            else:
                key = {uid: uid.hex for uid in uids}
                rows = [(key[uid], *rest) for uid, *rest in entries]
                into = "INSERT INTO ledger_entry (posting_id, line, account_id, currency, amount) VALUES (%s, %s, %s, %s, %s)"
                cursor.executemany(into, rows)
                heads = [(key[uid], book.pk, str(day), "bench", key[uid], "bench.row") for uid in uids]
                into = 'INSERT INTO ledger_posting (uid, book_id, "on", kind, source, "of") VALUES (%s, %s, %s, %s, %s, %s)'
                cursor.executemany(into, heads)

    open_accounts(actor=System(book.uid))
    ours()
    taken = seconds(ours)
    database = "COPY" if connection.vendor == "postgresql" else "executemany"
    say("Posting one by one", taken, seconds(limit), f"{database} of the same rows; {POSTINGS / taken:,.0f} postings of {LINES} entries/s")
    assert Entry.objects.count() == Posting.objects.count() * LINES
