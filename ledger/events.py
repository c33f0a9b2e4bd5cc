"""What is recorded of money that came and went."""
from django.utils.translation import gettext_lazy as _

from record.registry import EventKind, add_event_kinds
from record.wording import money


def amount(facts: dict) -> dict:
    """Minor units and currency as people read them."""
    return {**facts, "amount": money(facts["amount"], facts["currency"])}


add_event_kinds(
    EventKind("receipt.recorded", _("{actor} recorded {amount} from {payer} as {subject}"), house=True, words=amount),
    EventKind("receipt.refunded", _("{actor} recorded {subject}: {amount} of {receipt} went back to {payer}"), house=True, words=amount),
    EventKind("receipt.reversed", _("{actor} reversed the receipt {subject} of {amount}"), house=True, words=amount),
    EventKind("payment.recorded", _("{actor} recorded the payment of {amount} to {payee}"), words=amount),
)
