"""For which rows of the books the record vouches: accounts, receipts and payments, with what was posted for them."""
from collections import defaultdict

from ledger.models import Account, Entry, Payment, Posting, Receipt
from record.prepared import Prepared
from record.vouching import Part, Vouched, vouch

ACCOUNT = ("kind", "party", "of", "word", "currency")


POSTINGS = Prepared(Posting.objects.order_by("pk").values_list("pk", "source", "book__uid", "on", "kind", "of", "reverses"), "source")
ENTRY = ("posting", "line", "currency", "amount", *(f"account__{name}" for name in ACCOUNT))
ENTRIES = Prepared(Entry.objects.order_by("posting", "line").values_list(*ENTRY), "posting")


def _posted(rows: dict) -> dict:
    """What was posted for each row: every posting with its entries, and the account of each by what it says."""
    owners = {uid: pk for pk, uid in rows.items()}
    made = {row[0]: [*row, []] for row in POSTINGS(owners)}
    for posting, *entry in ENTRIES(made):
        made[posting][-1].append(entry)
    found = defaultdict(list)
    for row in made.values():
        found[owners[row[1]]].append(row)
    return found


posted = Part(_posted, frozenset(model._meta.db_table for model in (Posting, Entry, Account)))
vouch(
    Vouched(Account, "book__uid"),
    Vouched(Receipt, "institution__uid", parts={"postings": posted}),
    Vouched(Payment, "institution__uid", parts={"postings": posted}),
)
