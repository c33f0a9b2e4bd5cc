from ledger.actions.accounts import Place, account, accounts
from ledger.actions.payments import record_payment
from ledger.actions.posting import post, post_at, reverse, reverse_all
from ledger.actions.receipts import Exchanged, record_receipt, reverse_receipt
from ledger.actions.refunds import record_refund

__all__ = [
    "Exchanged", "Place", "account", "accounts", "post", "post_at", "record_payment", "record_receipt", "record_refund", "reverse",
    "reverse_all", "reverse_receipt",
]  # fmt: skip
