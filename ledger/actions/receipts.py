"""Money that came in. What it was for is said by the floor above, which calls these inside its own action."""
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ledger.actions.accounts import Place
from ledger.actions.posting import entries_at, post, reverse_all
from ledger.models import Account, Receipt
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, made, move, record, require, see
from record.amounts import MOST
from record.currencies import exponent
from record.errors import Invalid, WrongState
from record.models import Blob
from record.numbers import next_number

K = Account.Kind


class Exchanged(NamedTuple):
    """As what an amount in another currency counts: minor units of `currency`, at a rate with its source."""

    currency: str
    amount: int
    rate: str  # exact decimal text: `currency` for one of the receipt's
    source: str


@action
def record_receipt(
    *, actor, payer: Institution, purpose, currency: str, banked: int, received_on: date, withheld: int = 0, vat: int = 0,
    bank_reference: str = "", document: Blob | None = None, note: str = "", exchanged: Exchanged | None = None,
    about: dict | None = None,
) -> Receipt:  # fmt: skip
    """Money on the bank, with tax `withheld` at source counted as received; minor units of `currency`.

    `exchanged` says as what it counts, where that is another currency; `vat` is apart, in the currency it counts in.
    `purpose` is the row that the income is for (a deal, a project), `about` what else the event names. 403, 422.
    """
    require(actor.may_all("receipt.record"), _("Only finance records what came in."))
    amount, reference = banked + withheld, bank_reference.strip()
    counts = exchanged or Exchanged(currency, amount, "", "")
    _check(actor, currency, banked, withheld, received_on)
    _check_counted(counts, currency, vat)
    book = Institution.objects.get(pk=actor.institution)
    number = receipt_number(book)
    check_bank_line(book, currency, reference, received_on, amount)
    receipt = Receipt.objects.create(
        institution=book, payer=payer, number=number, currency=currency, amount=amount, vat=vat,
        withheld=withheld, received_on=received_on, bank_reference=reference, document=document, note=note.strip(),
        counts_in=counts.currency, converted=counts.amount, rate=counts.rate, rate_source=counts.source,
        recorded_by_id=actor.membership,
    )  # fmt: skip
    made(receipt)
    book_receipt(receipt, purpose, banked)
    facts = {"counts_in": counts.currency, "converted": counts.amount, "rate": counts.rate} if counts.rate else {}
    record("receipt.recorded", receipt, about={"payer": payer, "receipt": receipt, **(about or {})},
           amount=amount, vat=vat, withheld=withheld, currency=currency, received_on=received_on, **facts)  # fmt: skip
    return receipt


def book_receipt(receipt: Receipt, purpose, banked: int) -> None:
    """One posting that balances in each of its currencies: what came is exchanged where it counts in another. Of a refund
    every amount is below zero. Called inside an action."""
    came = [(Place(receipt.came_to), banked), (Place(K.TAX_WITHHELD), receipt.withheld)]
    counts = [(Place(K.OUTPUT_TAX), -receipt.vat), (Place(K.UNDISTRIBUTED, purpose), -receipt.to_share)]
    if receipt.rate:
        came.append((Place(K.EXCHANGE), -receipt.amount))
        counts.insert(0, (Place(K.EXCHANGE), receipt.converted))
    book = receipt.institution
    entries = [*entries_at(book, receipt.currency, came), *entries_at(book, receipt.counts_in, counts)]
    post(book, receipt.received_on, "receipt", receipt, entries)


def _check_counted(counts: Exchanged, currency: str, vat: int) -> None:
    exponent(counts.currency)
    if (counts.currency == currency) == bool(counts.rate):
        raise Invalid(_("A rate is written where the money counts in another currency, and only there."), field="rate")
    if counts.rate and not counts.source:
        raise Invalid(_("Say where the rate is from: bank and day, or the agreement."), field="rate_source")
    if not 0 <= counts.amount <= MOST:
        raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field="banked")
    if not 0 <= vat <= MOST:
        raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field="vat")
    if vat > counts.amount:
        raise Invalid(_("The tax cannot be more than what came in."), field="vat")


def _check(actor, currency: str, banked: int, withheld: int, received_on: date) -> None:
    exponent(currency)
    for field, amount in (("banked", banked), ("withheld", withheld)):
        if not 0 <= amount <= MOST:
            raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field=field)
    if banked + withheld > MOST:
        raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field="banked")
    if not banked + withheld:
        raise Invalid(_("Nothing came in: give the amount on the bank line."), field="banked")
    if received_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="received_on")


def receipt_number(book: Institution) -> str:
    """Whoever has it holds the lock by which receipts of a book follow one another: what stands there then is all there is."""
    return next_number(book.uid, "R", clock.today(book.zone).year)


def check_bank_line(book: Institution, currency: str, reference: str, received_on: date, amount: int) -> None:
    """The same bank line twice is a mistake: Invalid. `amount` in minor units, of a refund below zero; asked under the lock."""
    same = Receipt.objects.filter(institution=book, currency=currency, bank_reference=reference,
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
    if receipt.refunds.filter(state=Receipt.State.RECORDED).exists():
        raise WrongState(_("A part of it was refunded: take that refund back first."))
    move(receipt, Receipt.State.REVERSED)
    change(receipt, reasons=reasons.strip())
    reverse_all([receipt], clock.today(actor.zone))
    record("receipt.reversed", receipt, about={"payer": receipt.payer, "receipt": receipt, **(about or {})},
           amount=receipt.amount, currency=receipt.currency)  # fmt: skip
    return receipt
