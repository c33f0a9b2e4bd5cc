"""How receipts, postings and payments are named."""
from django.utils.translation import gettext_lazy as _

from ledger.models import Account, Payment, Receipt
from record.registry import Subject, add_subjects
from record.wording import money

add_subjects(
    Subject(Receipt, _("a receipt"), lambda r: r.number),
    Subject(Payment, _("a payment"), lambda p: money(p.amount, p.currency)),
    Subject(Account, _("an account"), lambda a: a.get_kind_display()),
)
