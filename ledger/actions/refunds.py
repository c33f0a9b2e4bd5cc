"""Money of a receipt that went back in part: a receipt below zero (红字) that names the one which it corrects."""
from datetime import date

from django.utils.translation import gettext as _

from ledger.actions.receipts import book_receipt, check_bank_line, receipt_number
from ledger.models import Receipt
from record import clock
from record.actions import action, expect, fresh, lock, made, record, require, see
from record.errors import Invalid
from record.models import Blob


@action
def record_refund(
    *, actor, receipt: Receipt, purpose, banked: int, received_on: date, reasons: str, seen, withheld: int = 0, vat: int = 0,
    converted: int = 0, bank_reference: str = "", document: Blob | None = None, about: dict | None = None,
) -> Receipt:  # fmt: skip
    """What left the bank again, with the tax `withheld` at source and the `vat` that fall away with it: minor units above
    zero, as on the receipt; `converted` is what it counts as, where the receipt has a rate.

    403, 409 (taken back, moved since it was read), 422: nothing, more than still stands, a bank line that is
    recorded, a day to come or before the receipt's.
    """
    see(actor, receipt)
    (receipt,) = lock(receipt)
    require(receipt.institution_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(receipt, Receipt.State.RECORDED)
    fresh(receipt, seen)
    counts = converted if receipt.rate else banked + withheld
    _check(receipt, banked, withheld, vat, counts)
    _check_day(actor, receipt, received_on)
    if not reasons.strip():
        raise Invalid(_("Say why, for whoever reads this later."), field="reasons")
    amount, reference, number = -(banked + withheld), bank_reference.strip(), receipt_number(receipt.institution)
    check_bank_line(receipt.institution, receipt.currency, reference, received_on, amount)
    refund = Receipt.objects.create(
        institution=receipt.institution, payer=receipt.payer, corrects=receipt, currency=receipt.currency, counts_in=receipt.counts_in,
        number=number, rate=receipt.rate, rate_source=receipt.rate_source, amount=amount, withheld=-withheld, vat=-vat, converted=-counts,
        received_on=received_on, bank_reference=reference, document=document, note=reasons.strip(), recorded_by_id=actor.membership,
    )  # fmt: skip
    made(refund)
    book_receipt(refund, purpose, -banked)
    record("receipt.refunded", refund, about={"payer": receipt.payer, "receipt": receipt, **(about or {})},
           amount=-amount, vat=vat, withheld=withheld, currency=receipt.currency, received_on=received_on)  # fmt: skip
    return refund


def _check(receipt: Receipt, banked: int, withheld: int, vat: int, counts: int) -> None:
    if receipt.corrects_id:
        raise Invalid(_("A refund is not refunded: take it back, and record the right one."))
    left = receipt.left
    if banked < 0 or not 0 < banked + withheld <= left["amount"] or counts > left["converted"]:
        raise Invalid(_("Give an amount above zero, and not more than still stands of this receipt."), field="banked")
    if not 0 <= withheld <= left["withheld"]:
        raise Invalid(_("This is more than still stands of this receipt, or below zero."), field="withheld")
    if not 0 <= vat <= left["vat"]:
        raise Invalid(_("This is more than still stands of this receipt, or below zero."), field="vat")
    if not 0 < counts - vat <= left["converted"] - left["vat"]:
        raise Invalid(_("Of what may be shared nothing would go back, or more than still stands: look at the tax."), field="vat")


def _check_day(actor, receipt: Receipt, received_on: date) -> None:
    if received_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="received_on")
    if received_on < receipt.received_on:
        raise Invalid(_("It cannot go back before it came."), field="received_on")
