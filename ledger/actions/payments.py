"""Money that went out against a payable. Who approved what it pays is known above, and checked there."""
from datetime import date

from django.utils.translation import gettext as _

from ledger.actions.accounts import Place
from ledger.actions.posting import post_at
from ledger.balances import balance
from ledger.models import Account, Payment
from partners.models import Institution
from record import clock
from record.actions import action, lock, record, require
from record.append import Ref
from record.currencies import SHARES
from record.errors import Invalid
from record.models import new_uid

K = Account.Kind


@action
def record_payment(
    *, actor, payable: Account, amount: int, paid_on: date, bank_reference: str = "", about: dict | None = None
) -> Payment:
    """A payout from the bank, or of shares held, to the party of a payable account (a person or an institution), in minor units.

    403 (role), 422 (more than is owed, a day to come).
    """
    (payable,) = lock(payable)
    require(actor.may_all("payment.record") and payable.book_id == actor.institution, _("Only finance records payments."))
    if paid_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="paid_on")
    if not 0 < amount <= -balance(payable):
        raise Invalid(_("This is not what is owed: look at it again."), field="amount")
    if payable.party is None:
        raise Invalid(_("This account is nobody's: nothing is owed to it."))
    book, uid, payee = Institution.objects.get(pk=actor.institution), new_uid(), Ref(payable.of, payable.party)
    moves = [(Place(payable.kind, payee), amount), (Place(K.HOLDINGS if payable.currency == SHARES else K.BANK), -amount)]
    posting = post_at(book, paid_on, "payment", Ref(Payment._meta.label_lower, uid), payable.currency, moves)
    payment = Payment.objects.create(
        uid=uid, institution=book, posting=posting, payee=payable.party, of=payable.of, currency=payable.currency,
        amount=amount, paid_on=paid_on, bank_reference=bank_reference.strip(), recorded_by_id=actor.membership,
    )  # fmt: skip
    role = "person" if payable.kind == K.PERSON else "institution"
    record("payment.recorded", payment, about={"payee": payee, role: payee, **(about or {})},
           amount=amount, currency=payable.currency, paid_on=paid_on)  # fmt: skip
    return payment
