"""A receipt settled between the owners of the asset: prepared by finance, approved by another person, reversed by two."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from governance.actions import open_decision
from governance.models import Decision, Excluded
from ip.actions.distributions import open_on
from ip.actions.receipts import about_deal
from ip.allocating import Slice, slices_of
from ip.correcting import parts_left
from ip.gains import gaining
from ip.models import Asset, Distribution, Settlement, SettlementPart
from ip.rules import fingerprint
from ip.settling import Draft, back_from, computed, decided, terms_of
from ip.standing import common_pool
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
    *, actor, receipt: Receipt, asset: Asset | None = None, parts: dict[Institution, int] | None = None, reasons: str = ""
) -> Settlement:
    """Settle what may be shared of a receipt: the part of one of its assets (the only one, if none is named).

    With one owner it is posted at once, since nothing moves to others; else another person asks. `parts` (whole numbers by
    institution) with `reasons` only where neither clause nor law states any. 403, 409, 422.
    """
    see(actor, receipt)
    *_corrected, deal, receipt = lock(*corrected_by(receipt), receipt.for_deal.deal, receipt)
    require(_prepares(actor, receipt), _("Only finance of the institution that received prepares its settlement."))
    expect(receipt, Receipt.State.RECORDED)
    slice_ = _slice(receipt, asset)
    if receipt.settlements.filter(asset=slice_.asset, state__in=Settlement.STANDING).exists():
        raise WrongState(_("This receipt is settled already."))
    draft = _draft(deal, receipt, slice_, parts, reasons)
    settlement = Settlement.objects.create(
        institution=receipt.institution, receipt=receipt, deal=deal, asset=slice_.asset, schedule=slice_.schedule,
        currency=receipt.counts_in, amount=slice_.amount, trace=draft.trace, basis=draft.basis, citation=draft.citation,
        fingerprint=draft.fingerprint, corrects=draft.corrects, reasons=reasons.strip(), prepared_by_id=actor.membership,
    )  # fmt: skip
    made(settlement)
    rows = {str(row.uid): row for row in Institution.objects.filter(uid__in=[line.key for line in draft.lines])}
    SettlementPart.objects.bulk_create(
        SettlementPart(settlement=settlement, line=line, kind=part.kind, institution=rows[part.key], amount=part.amount)
        for line, part in enumerate(draft.lines, 1)
    )
    if settlement.basis == B.SOLE_OWNER:
        post_settlement(actor, settlement)
    else:
        record("settlement.prepared", settlement, about=_about(settlement), amount=settlement.amount,
               currency=settlement.currency, basis=settlement.basis, fingerprint=settlement.fingerprint)  # fmt: skip
        _ask(actor, settlement, APPROVE)
    return settlement


@action
def settle_receipt(
    *, actor, receipt: Receipt, parts: Mapping[Asset, dict[Institution, int]] | None = None, reasons: str = ""
) -> list[Settlement]:
    """Settle each asset's part of a receipt that is not settled yet: all of them, or none. 403, 409 (nothing left), 422."""
    see(actor, receipt)
    *_corrected, receipt = lock(*corrected_by(receipt), receipt.for_deal.deal, receipt)
    require(_prepares(actor, receipt), _("Only finance of the institution that received prepares its settlement."))
    settled = receipt.settlements.filter(state__in=Settlement.STANDING).values("asset")
    left = [slice_.asset for slice_ in slices_of(receipt) if not settled.filter(asset=slice_.asset).exists()]
    if not left:
        raise WrongState(_("This receipt is settled already."))
    given = parts or {}
    return [
        prepare_settlement(actor=actor, receipt=receipt, asset=asset, parts=given.get(asset), reasons=reasons) for asset in left
    ]  # fmt: skip


def corrected_by(receipt: Receipt) -> list[Settlement]:
    """Settlements from which a refund takes; of any other receipt none."""
    return list(Settlement.objects.filter(receipt=receipt.corrects_id, state=S.POSTED)) if receipt.corrects_id else []


def _draft(deal, receipt: Receipt, slice_: Slice, parts, reasons: str) -> Draft:
    if receipt.corrects_id:
        return back_from(Settlement.objects.get(receipt=receipt.corrects_id, asset=slice_.asset, state=S.POSTED), -slice_.amount)
    terms = terms_of(deal, slice_.asset, receipt.received_on)
    result = computed(slice_.amount, terms.parts or _decided(terms.institutions, parts, reasons), _common(receipt), deal.owner)
    return Draft(result.lines, result.trace(), terms.basis, terms.citation)


def _slice(receipt: Receipt, asset: Asset | None) -> Slice:
    slices = slices_of(receipt)
    found = [slice_ for slice_ in slices if asset is None or slice_.asset == asset]
    if len(found) != 1:
        raise Invalid(_("Name one of the assets of the deal: each is settled by itself."), field="asset")
    return found[0]


def _common(receipt: Receipt) -> int:
    """Common costs of the deal that still have to come back, without what this receipt's other assets give back already."""
    pool = common_pool(receipt.for_deal.deal, receipt.counts_in)
    given = SettlementPart.objects.filter(
        settlement__receipt=receipt, settlement__state=S.IN_APPROVAL, kind=SettlementPart.Kind.COMMON_COSTS
    )
    return pool - sum(part.amount for part in given)


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
    excluded = [*((person, Excluded.Why.GAINS) for person in sorted(gaining(settlement.asset))), (actor.person, Excluded.Why.PREPARED)]
    return open_decision(actor=actor, kind=kind, subject=settlement, owner=settlement.institution, seats=[seat], excluded=excluded)


def settlement_fingerprint(settlement: Settlement) -> str:
    """Of what is approved: the computation, its reasons, and which receipt it is of."""
    return settlement_fingerprints([settlement])[settlement.uid]


def settlement_fingerprints(settlements: Iterable[Settlement]) -> dict[UUID, str]:
    """The same of many, by uid."""
    settlements, parts, found = list(settlements), defaultdict(list), {}
    stored = SettlementPart.objects.filter(settlement__in=settlements).order_by("line")
    for pk, institution, amount in stored.values_list("settlement", "institution__uid", "amount"):
        parts[pk].append([str(institution), amount])
    for settlement in settlements:
        of = [str(settlement.asset.uid), settlement.schedule.fingerprint] if settlement.schedule else []
        said = [str(settlement.receipt.uid), settlement.trace, settlement.reasons, settlement.reversal_reasons, parts[settlement.pk]]
        found[settlement.uid] = fingerprint([*said, *of])
    return found


def still(settlement: Settlement) -> None:
    if settlement.receipt.state != Receipt.State.RECORDED:
        raise Stale(_("The receipt was taken back."))
    if settlement.corrects:
        if settlement.trace["inputs"]["left"] != [line.amount for line in parts_left(settlement.corrects)]:
            raise Stale(_("What it takes from has moved since this was computed: return it, and have it prepared again."))
        return
    if settlement.trace["inputs"]["common_pool"] != common_pool(settlement.deal, settlement.currency):
        raise Stale(_("The common costs of the deal have moved since this was computed: return it, and have it prepared again."))


@action
def decide_settlement(*, actor, subject: Settlement, decision: Decision) -> None:
    """What follows when the decision has ended: the other institutions' parts become payable, or it is returned."""
    if decision.state == Decision.State.AGREED:
        post_settlement(actor, subject)
        return
    move(subject, S.RETURNED)
    record("settlement.returned", subject, about=_about(subject), outcome=decision.state)


def post_settlement(actor, settlement: Settlement) -> None:
    """The own part stays where it is until it is distributed; each other institution's becomes one payable.

    Common costs come back to the institution that received, which bore them.
    """
    moves = []
    for part in settlement.parts.select_related("institution").order_by("line"):
        if part.kind == SettlementPart.Kind.COMMON_COSTS:
            moves.append((Place(K.COSTS, settlement.deal), -part.amount))
        elif part.institution_id != settlement.institution_id:
            moves.append((Place(K.INSTITUTION, part.institution), -part.amount))
    owed = -sum(amount for _place, amount in moves)
    posting = None
    if owed:
        posting = ledger.post_at(settlement.institution, clock.today(actor.zone), "settlement", settlement, settlement.currency,
                                 [(Place(K.UNDISTRIBUTED, settlement.deal), owed), *moves])  # fmt: skip
    move(settlement, S.POSTED)
    change(settlement, posting=posting, approved_by_id=actor.membership if posting else None)
    record("settlement.posted", settlement, about=_about(settlement), amount=settlement.amount,
           currency=settlement.currency, basis=settlement.basis)  # fmt: skip


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
    if settlement.corrections.filter(state__in=Settlement.STANDING).exists():
        raise WrongState(_("A part of it was taken back for a refund: take that back first."))
    own = settlement.parts.filter(institution=settlement.institution)
    if own.filter(distributions__state__in=Distribution.STANDING).exists():
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
    return {**about_deal(settlement.deal, [settlement.asset]), "receipt": settlement.receipt, "institution": institutions}
