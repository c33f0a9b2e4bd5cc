from ledger.models.account import Account, Entry, Posting
from ledger.models.receipt import Payment, Receipt

__all__ = ["Account", "Entry", "Payment", "Posting", "Receipt"]
