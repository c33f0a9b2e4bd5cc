"""Money of a deal that went back in part: recorded, taken from each settlement, and the own part put before an approver."""
from datetime import date

from django.utils.translation import gettext as _

from ip.actions.distributions import prepares
from ip.actions.receipts import about_deal
from ip.actions.receiving import settle_and_prepare
from ip.correcting import settled_left
from ip.models import DealReceipt, Distribution, Settlement
from ip.refusals import told
from ip.rules import convert, exact
from ip.standing import scopes_of
from ledger import actions as ledger
from ledger.models import Receipt
from record.actions import action, lock, require, see
from record.errors import Invalid, WrongState
from record.models import Blob


@action
def record_deal_refund(
    *, actor, receipt: Receipt, banked: int, received_on: date, reasons: str, seen, withheld: int = 0, vat: int = 0,
    bank_reference: str = "", document: Blob | None = None,
) -> Receipt:  # fmt: skip
    """A part of a receipt went back (refund, credit note, 红字发票): minor units above zero, as on the receipt.

    Each line of what was shared gives back its proportion; what was posted later stands. The own part waits for an
    approver; one settled with other institutions is approved first. 404, 403, 409 (not shared yet, another refund waits), 422.
    """
    see(actor, receipt)
    settlements = list(receipt.settlements.filter(state__in=Settlement.STANDING).select_related("asset"))
    shared = Distribution.objects.filter(part__settlement__in=settlements, state__in=Distribution.STANDING)
    own = list(shared.filter(institution=receipt.institution))
    scopes = [scope for row in own for scope in scopes_of(row.policy_version.formula, row.scope)]
    lock(*scopes, *own, *settlements, receipt.for_deal.deal, receipt)
    require(receipt.institution_id == actor.institution and prepares(actor, receipt.institution_id),
            _("Only finance records what came in."))  # fmt: skip
    _shared(receipt, settlements)
    deal = receipt.for_deal.deal
    refund = ledger.record_refund(
        actor=actor, receipt=receipt, purpose=deal, banked=banked, withheld=withheld, vat=vat, received_on=received_on,
        converted=_converted(receipt, banked + withheld), bank_reference=bank_reference, document=document, reasons=reasons,
        seen=seen, about=about_deal(deal, [row.asset for row in settlements]),
    )  # fmt: skip
    DealReceipt.objects.create(receipt=refund, deal=deal, income=receipt.for_deal.income)
    settle_and_prepare(actor, refund)
    return refund


def _shared(receipt: Receipt, settlements: list[Settlement]) -> None:
    """What goes back is taken from what was shared: all of the receipt is, and no other refund of it waits."""
    waiting = Settlement.objects.filter(corrects__in=settlements, state="in_approval").exists()
    unshared = Distribution.objects.filter(corrects__part__settlement__in=settlements, state="in_approval").exists()
    if waiting or unshared:
        raise WrongState(_("Another refund of this receipt waits for an approver: have it decided first."))
    if sum(row.amount for row in settlements) != receipt.to_share or any(row.state == "in_approval" for row in settlements):
        raise WrongState(_("It is not settled and shared yet: take the receipt back, and record what was left of it."))
    for settlement, left in settled_left(receipt):
        parts = settlement.parts.to_share().filter(institution=receipt.institution)
        if left and parts.exclude(distributions__state="posted").exists():
            raise WrongState(_("It is not settled and shared yet: take the receipt back, and record what was left of it."))


def _converted(receipt: Receipt, amount: int) -> int:
    """What it counts as, at the receipt's own rate; the rest of it where nothing is left."""
    if not receipt.rate:
        return 0
    left = receipt.left
    if amount == left["amount"]:
        return left["converted"]
    if not 0 <= amount <= left["amount"]:
        raise Invalid(_("Give an amount above zero, and not more than still stands of this receipt."), field="banked")
    with told("banked"):
        return convert(amount, exact(receipt.rate), source=receipt.currency, target=receipt.counts_in)
