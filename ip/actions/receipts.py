"""Money that a deal brought, and its taking back while nothing of it is shared."""
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from ip.allocating import assets_of
from ip.exchange import exchanged
from ip.models import Asset, Deal, DealReceipt, Distribution, Settlement
from ip.wording.parts import joined
from ledger import actions as ledger
from ledger.models import Receipt
from partners.models import Institution
from record.actions import action, expect, lock, move, record, require, see
from record.currencies import SHARES, exponent
from record.errors import Invalid, WrongState
from record.models import Blob

S = Settlement.State
Income = DealReceipt.Income


@action
def record_deal_receipt(
    *, actor, deal: Deal, banked: int, received_on: date, withheld: int = 0, vat: int = 0, payer: Institution | None = None,
    currency: str = "", rate: str = "", rate_source: str = "", income: str = "", bank_reference: str = "",
    document: Blob | None = None, note: str = "",
) -> Receipt:  # fmt: skip
    """What came in for a deal, in minor units of `currency` (the deal's, if left out); `vat` in the one in which it counts.

    `rate` (decimal text) and its source where it counts in another. Of `income` shares, `banked` is their number. What own
    implementation brings is the operating profit of a year, from the institution itself (促进科技成果转化法 45).
    404, 403 (role), 409 (not signed), 422 (amounts, days).
    """
    see(actor, deal)
    (deal,) = lock(deal)
    require(deal.owner_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(deal, *Deal.CONCLUDED)
    income = income or (Income.PROFIT if deal.kind == Deal.Kind.OWN else "")
    _check_income(deal, income)
    currency = currency or (SHARES if income == Income.SHARES else deal.currency)
    exponent(currency)
    _check_shares(income, currency, withheld, vat)
    payer = payer or deal.counterparty
    _check_payer(deal, payer)
    receipt = ledger.record_receipt(
        actor=actor, payer=payer, purpose=deal, currency=currency, banked=banked, withheld=withheld,
        vat=vat, received_on=received_on, bank_reference=bank_reference, document=document, note=note,
        exchanged=exchanged(deal, received_on, currency, banked + withheld, rate, rate_source, income),
        about=about_deal(deal, assets_of(deal, received_on)),
    )  # fmt: skip
    DealReceipt.objects.create(receipt=receipt, deal=deal, income=income)
    return receipt


def _check_payer(deal: Deal, payer: Institution) -> None:
    """Only what an institution earns by implementing a result itself comes from nobody else."""
    if deal.kind == Deal.Kind.OWN and payer != deal.owner:
        raise Invalid(_("The profit of own implementation is nobody else’s payment."), field="payer")
    if deal.kind != Deal.Kind.OWN and payer == deal.owner:
        raise Invalid(_("No institution pays itself: say who paid."), field="payer")


def _check_income(deal: Deal, income: str) -> None:
    """Shares come for a contribution as equity alone, a profit for an implementation."""
    if income and income not in Income.values:
        raise Invalid(_("Choose what kind of income it is."), field="income")
    possible = DealReceipt.possible(deal.kind)
    if income and income not in possible:
        said = {"kind": deal.get_kind_display(), "known": joined(str(Income(word).label) for word in possible)}
        raise Invalid(_("A deal of this kind (%(kind)s) brings: %(known)s.") % said, field="income")


def _check_shares(income: str, currency: str, withheld: int, vat: int) -> None:
    if (income == Income.SHARES) != (currency == SHARES):
        raise Invalid(_("Shares are counted, without a currency; money has one."), field="currency")
    if income == Income.SHARES and (withheld or vat):
        field = "withheld" if withheld else "vat"
        raise Invalid(_("Of shares no tax is withheld or contained: enter taxes on them as costs."), field=field)


@action
def reverse_deal_receipt(*, actor, receipt: Receipt, seen, reasons: str) -> Receipt:
    """Take a receipt back. What was shared of it is reversed first, by those who may; a settlement with oneself goes with it."""
    see(actor, receipt)
    deal = receipt.for_deal.deal
    *standing, receipt = lock(*Settlement.objects.filter(receipt=receipt, state__in=Settlement.STANDING), receipt)
    require(receipt.institution_id == actor.institution and actor.may_all("receipt.record"), _("Only finance records what came in."))
    expect(receipt, Receipt.State.RECORDED)
    for settlement in standing:
        _end(settlement)
    return ledger.reverse_receipt(actor=actor, receipt=receipt, seen=seen, reasons=reasons,
                                  about=about_deal(deal, assets_of(deal, receipt.received_on)))  # fmt: skip


def _end(settlement: Settlement) -> None:
    if settlement.parts.filter(distributions__state__in=Distribution.STANDING).exists():
        raise WrongState(_("It is being shared or has been: reverse or withdraw its distribution first."))
    if settlement.basis != Settlement.Basis.SOLE_OWNER:
        raise WrongState(_("It is settled with other institutions: take the settlement back first."))
    move(settlement, S.REVERSED)
    record("settlement.reversed", settlement, about={"receipt": settlement.receipt}, why="receipt")


def about_deal(deal: Deal, assets: Iterable[Asset]) -> dict:
    """What every event about a deal's money names: of its assets those that the event is about, since not all see all."""
    return {"deal": deal, "asset": list(assets), "project": list({asset.project for asset in assets if asset.project})}
