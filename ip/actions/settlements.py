"""A receipt settled between the owners of the asset: prepared by finance, approved by another person, reversed by two."""
from django.utils.translation import gettext as _

from governance.actions import open_decision
from governance.models import Decision, Excluded
from ip.actions.distributions import open_on
from ip.actions.receipts import about_deal
from ip.gains import gaining
from ip.models import Settlement, SettlementPart
from ip.rules import fingerprint
from ip.settling import computed, decided, terms_of
from ledger import actions as ledger
from ledger.actions import Place
from ledger.models import Account, Receipt
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, made, move, record, require, see
from record.errors import Invalid, Stale, WrongState

S, B, K = Settlement.State, Settlement.Basis, Account.Kind
APPROVE, REVERSE = "settlement.approve", "settlement.reverse"


@action
def prepare_settlement(
    *, actor, receipt: Receipt, parts: dict[Institution, int] | None = None, reasons: str = ""
) -> Settlement:
    """Settle what may be shared of a receipt. With one owner it is posted at once, since nothing moves; else another asks.

    `parts` (whole numbers by institution) with `reasons` only where neither clause nor law states any. 403, 409, 422.
    """
    see(actor, receipt)
    (receipt,) = lock(receipt)
    require(_prepares(actor, receipt), _("Only finance of the institution that received prepares its settlement."))
    expect(receipt, Receipt.State.RECORDED)
    if receipt.settlements.filter(state__in=[S.IN_APPROVAL, S.POSTED]).exists():
        raise WrongState(_("This receipt is settled already."))
    deal = receipt.for_deal.deal
    terms = terms_of(deal, receipt.received_on)
    shares = terms.parts or _decided(terms.institutions, parts, reasons)
    result = computed(receipt.to_share, shares)
    settlement = Settlement.objects.create(
        institution=receipt.institution, receipt=receipt, deal=deal, amount=receipt.to_share, trace=result.trace(),
        basis=terms.basis, citation=terms.citation, fingerprint=result.fingerprint, reasons=reasons.strip(),
        prepared_by_id=actor.membership,
    )  # fmt: skip
    made(settlement)
    rows = {str(row.uid): row for row in terms.institutions}
    SettlementPart.objects.bulk_create(
        SettlementPart(settlement=settlement, line=line, institution=rows[part.key], amount=part.amount)
        for line, part in enumerate(result.lines, 1)
    )
    if terms.basis == B.SOLE_OWNER:
        post_settlement(actor, settlement)
    else:
        record("settlement.prepared", settlement, about=_about(settlement), amount=settlement.amount, currency=receipt.currency,
               basis=settlement.basis, fingerprint=settlement.fingerprint)  # fmt: skip
        _ask(actor, settlement, APPROVE)
    return settlement


def _prepares(actor, receipt: Receipt) -> bool:
    return receipt.institution_id == actor.institution and actor.may_all("distribution.prepare")


def _decided(owners, parts, reasons: str):
    if not parts:
        raise Invalid(_("Neither the agreement nor the law says in which parts: propose them, with reasons."), field="parts")
    if not reasons.strip():
        raise Invalid(_("Say why these parts."), field="reasons")
    return decided(owners, parts)


def _ask(actor, settlement: Settlement, kind: str) -> Decision:
    seat = {"institution": settlement.institution, "capability": "distribution.approve"}
    excluded = [*((person, Excluded.Why.GAINS) for person in sorted(gaining(settlement.deal.asset))), (actor.person, Excluded.Why.PREPARED)]
    return open_decision(actor=actor, kind=kind, subject=settlement, owner=settlement.institution, seats=[seat], excluded=excluded)


def settlement_fingerprint(settlement: Settlement) -> str:
    """Of what is approved: the computation, its reasons, and which receipt it is of."""
    parts = [[str(part.institution.uid), part.amount] for part in settlement.parts.select_related("institution").order_by("line")]
    return fingerprint([str(settlement.receipt.uid), settlement.trace, settlement.reasons, settlement.reversal_reasons, parts])


def still(settlement: Settlement) -> None:
    if settlement.receipt.state != Receipt.State.RECORDED:
        raise Stale(_("The receipt was taken back."))


@action
def decide_settlement(*, actor, subject: Settlement, decision: Decision) -> None:
    """What follows when the decision has ended: the other institutions' parts become payable, or it is returned."""
    if decision.state == Decision.State.AGREED:
        post_settlement(actor, subject)
        return
    move(subject, S.RETURNED)
    record("settlement.returned", subject, about=_about(subject), outcome=decision.state)


def post_settlement(actor, settlement: Settlement) -> None:
    """The own part stays where it is until it is distributed; each other institution's becomes one payable."""
    others = [part for part in settlement.parts.select_related("institution") if part.institution_id != settlement.institution_id]
    moves = [(Place(K.INSTITUTION, part.institution), -part.amount) for part in others]
    owed = sum(part.amount for part in others)
    posting = None
    if owed:
        moves.insert(0, (Place(K.UNDISTRIBUTED, settlement.deal), owed))
        posting = ledger.post_at(settlement.institution, clock.today(actor.zone), "settlement", settlement,
                                 settlement.receipt.currency, moves)  # fmt: skip
    move(settlement, S.POSTED)
    change(settlement, posting=posting, approved_by_id=actor.membership if posting else None)
    record("settlement.posted", settlement, about=_about(settlement), amount=settlement.amount,
           currency=settlement.receipt.currency, basis=settlement.basis)  # fmt: skip


@action
def propose_settlement_reversal(*, actor, settlement: Settlement, seen, reasons: str) -> Decision:
    """Ask an approver to take a settlement with other institutions back. The own part must not be shared any more."""
    see(actor, settlement)
    (settlement,) = lock(settlement)
    require(_prepares(actor, settlement.receipt), _("Only finance of the institution that received takes a settlement back."))
    expect(settlement, S.POSTED)
    fresh(settlement, seen)
    own_part_free(settlement)
    if open_on(settlement, REVERSE):
        raise WrongState(_("Taking it back is proposed already."))
    if not reasons.strip():
        raise Invalid(_("Say why, for whoever reads this later."), field="reasons")
    change(settlement, reversal_reasons=reasons.strip())
    return _ask(actor, settlement, REVERSE)


def own_part_free(settlement: Settlement) -> None:
    own = settlement.parts.filter(institution=settlement.institution)
    if own.filter(distributions__state__in=["in_approval", "posted"]).exists():
        raise WrongState(_("Your own part is being shared or has been: reverse or withdraw its distribution first."))


@action
def reverse_settlement(*, actor, subject: Settlement, decision: Decision) -> None:
    """What follows when the decision to take it back has ended."""
    if decision.state != Decision.State.AGREED:
        return
    ledger.reverse_all([subject], clock.today(actor.zone))
    move(subject, S.REVERSED)
    record("settlement.reversed", subject, about=_about(subject), why="decision")


def _about(settlement: Settlement) -> dict:
    institutions = [part.institution for part in settlement.parts.select_related("institution")]
    return {**about_deal(settlement.deal), "receipt": settlement.receipt, "institution": institutions}
