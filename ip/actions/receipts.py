"""Money that a deal brought, and its taking back while nothing of it is shared."""
from datetime import date

from django.utils.translation import gettext as _

from ip.models import Deal, DealReceipt, Settlement
from ledger import actions as ledger
from ledger.models import Receipt
from partners.models import Institution
from record.actions import action, expect, lock, move, record, require, see
from record.errors import WrongState
from record.models import Blob

S = Settlement.State


@action
def record_deal_receipt(
    *, actor, deal: Deal, banked: int, received_on: date, withheld: int = 0, vat: int = 0, payer: Institution | None = None,
    bank_reference: str = "", document: Blob | None = None, note: str = "",
) -> Receipt:  # fmt: skip
    """What came in for a deal, in minor units of its currency. 404, 403 (role), 409 (not signed), 422 (amounts, days)."""
    see(actor, deal)
    (deal,) = lock(deal)
    require(deal.owner_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(deal, Deal.State.SIGNED, Deal.State.ENDED)
    receipt = ledger.record_receipt(
        actor=actor, payer=payer or deal.counterparty, purpose=deal, currency=deal.currency, banked=banked, withheld=withheld,
        vat=vat, received_on=received_on, bank_reference=bank_reference, document=document, note=note, about=about_deal(deal),
    )  # fmt: skip
    DealReceipt.objects.create(receipt=receipt, deal=deal)
    return receipt


@action
def reverse_deal_receipt(*, actor, receipt: Receipt, seen, reasons: str) -> Receipt:
    """Take a receipt back. What was shared of it is reversed first, by those who may; a settlement with oneself goes with it."""
    see(actor, receipt)
    deal = receipt.for_deal.deal
    standing = Settlement.objects.filter(receipt=receipt, state__in=[S.IN_APPROVAL, S.POSTED]).first()
    standing, receipt = lock(standing, receipt)
    require(receipt.institution_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(receipt, Receipt.State.RECORDED)
    if standing is not None:
        _end(standing)
    return ledger.reverse_receipt(actor=actor, receipt=receipt, seen=seen, reasons=reasons, about=about_deal(deal))


def _end(settlement: Settlement) -> None:
    if settlement.parts.filter(distributions__state__in=["in_approval", "posted"]).exists():
        raise WrongState(_("It is being shared or has been: reverse or withdraw its distribution first."))
    if settlement.basis != Settlement.Basis.SOLE_OWNER:
        raise WrongState(_("It is settled with other institutions: take the settlement back first."))
    move(settlement, S.REVERSED)
    record("settlement.reversed", settlement, about={"receipt": settlement.receipt}, why="receipt")


def about_deal(deal: Deal) -> dict:
    """What every event about a deal's money names."""
    return {"deal": deal, "asset": deal.asset, "project": deal.asset.project}
