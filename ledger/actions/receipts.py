"""Money that came in. What it was for is said by the floor above, which calls these inside its own action."""
from datetime import date

from django.utils.translation import gettext as _

from ledger.actions.accounts import Place
from ledger.actions.posting import LARGEST, post_at, reverse_all
from ledger.models import Account, Receipt
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, made, move, record, require, see
from record.currencies import exponent
from record.errors import Invalid
from record.models import Blob
from record.numbers import next_number

K = Account.Kind


@action
def record_receipt(
    *, actor, payer: Institution, purpose, currency: str, banked: int, received_on: date, withheld: int = 0, vat: int = 0,
    bank_reference: str = "", document: Blob | None = None, note: str = "", about: dict | None = None,
) -> Receipt:  # fmt: skip
    """Money on the bank, with tax `withheld` at source counted as received and `vat` apart; minor units of `currency`.

    `purpose` is the row that the income is for (a deal, a project), `about` what else the event names. 403, 422.
    """
    require(actor.may_all("receipt.record"), _("Only finance records what came in."))
    amount, reference = banked + withheld, bank_reference.strip()
    _check(actor, currency, banked, withheld, vat, received_on)
    _once(actor, currency, reference, received_on, amount)
    book = Institution.objects.get(pk=actor.institution)
    year = clock.today(book.zone).year
    receipt = Receipt.objects.create(
        institution=book, payer=payer, number=next_number(book.uid, "R", year), currency=currency, amount=amount, vat=vat,
        withheld=withheld, received_on=received_on, bank_reference=reference, document=document, note=note.strip(),
        recorded_by_id=actor.membership,
    )  # fmt: skip
    made(receipt)
    post_at(book, received_on, "receipt", receipt, currency, [
        (Place(K.BANK), banked), (Place(K.TAX_WITHHELD), withheld),
        (Place(K.OUTPUT_TAX), -vat), (Place(K.UNDISTRIBUTED, purpose), vat - amount),
    ])  # fmt: skip
    record("receipt.recorded", receipt, about={"payer": payer, "receipt": receipt, **(about or {})},
           amount=amount, vat=vat, withheld=withheld, currency=currency, received_on=received_on)  # fmt: skip
    return receipt


def _check(actor, currency: str, banked: int, withheld: int, vat: int, received_on: date) -> None:
    exponent(currency)
    for field, amount in (("banked", banked), ("withheld", withheld), ("vat", vat)):
        if not 0 <= amount <= LARGEST:
            raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field=field)
    if banked + withheld > LARGEST:
        raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field="banked")
    if not banked + withheld:
        raise Invalid(_("Nothing came in: give the amount on the bank line."), field="banked")
    if vat > banked + withheld:
        raise Invalid(_("The tax cannot be more than what came in."), field="vat")
    if received_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="received_on")


def _once(actor, currency: str, reference: str, received_on: date, amount: int) -> None:
    """The same bank line twice is a mistake."""
    same = Receipt.objects.filter(institution=actor.institution, currency=currency, bank_reference=reference,
                                  received_on=received_on, amount=amount, state=Receipt.State.RECORDED)  # fmt: skip
    if reference and (first := same.first()):
        raise Invalid(_("This bank line is recorded already, as %(number)s.") % {"number": first.number}, field="bank_reference")


@action
def reverse_receipt(*, actor, receipt: Receipt, seen, reasons: str, about: dict | None = None) -> Receipt:
    """Take a receipt back: the bank did, or it was recorded wrongly. The floor above has made sure nothing of it is shared."""
    see(actor, receipt)
    (receipt,) = lock(receipt)
    require(actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(receipt, Receipt.State.RECORDED)
    fresh(receipt, seen)
    if not reasons.strip():
        raise Invalid(_("Say why, for whoever reads this later."), field="reasons")
    move(receipt, Receipt.State.REVERSED)
    change(receipt, reasons=reasons.strip())
    reverse_all([receipt], clock.today(actor.zone))
    record("receipt.reversed", receipt, about={"payer": receipt.payer, "receipt": receipt, **(about or {})},
           amount=receipt.amount, currency=receipt.currency)  # fmt: skip
    return receipt
