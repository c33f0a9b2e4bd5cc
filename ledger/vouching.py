"""For which rows of the books the record vouches: accounts, receipts and payments, with what was posted for them."""
from collections import defaultdict

from ledger.models import Account, Entry, Payment, Posting, Receipt
from record.vouching import Part, Vouched, vouch

ACCOUNT = ("kind", "party", "of", "word", "currency")


def _posted(rows: dict) -> dict:
    """What was posted for each row: every posting with its entries, and the account of each by what it says."""
    owners = {uid: pk for pk, uid in rows.items()}
    postings = Posting.objects.filter(source__in=owners).order_by("pk")
    made = {row[0]: [*row, []] for row in postings.values_list("pk", "source", "book__uid", "on", "kind", "of", "reverses")}
    entries = Entry.objects.filter(posting__in=made).order_by("posting", "line")
    for posting, *entry in entries.values_list("posting", "line", "currency", "amount", *(f"account__{name}" for name in ACCOUNT)):
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
