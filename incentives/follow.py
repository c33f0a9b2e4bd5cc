"""Follow-ups: events of the floors below that make, move or end rewards. One event each, the system acts."""
from uuid import UUID

from incentives.actions import follow
from ip.models import Deal, DealReceipt, Distribution, Hold, Signature
from ledger.models import Payment, Receipt
from record.actors import System
from record.models import Event
from record.registry import Consumer, add_consumers


def _system(event: Event) -> System:
    return System(event.chain.owner)


def _receipt(event: Event) -> None:
    receipt = Receipt.objects.get(uid=event.subject)
    link = DealReceipt.objects.filter(receipt=receipt).select_related("deal__asset").first()
    if event.kind == "receipt.reversed":
        follow.unexpect_rewards(actor=_system(event), receipt=receipt)
    elif link:
        follow.expect_rewards(actor=_system(event), receipt=receipt, deal=link.deal)


def _signed(event: Event) -> None:
    share = _one(Signature, event.subject).share
    follow.person_signed(actor=_system(event), share=share)


def _distribution(event: Event) -> None:
    act = {
        "distribution.prepared": follow.propose_lines,
        "distribution.posted": follow.approve_lines,
        "distribution.returned": follow.withdraw_lines,
        "distribution.voided": follow.withdraw_lines,
        "distribution.reversed": follow.withdraw_lines,
    }[event.kind]
    act(actor=_system(event), distribution=_one(Distribution, event.subject))


def _released(event: Event) -> None:
    follow.shared_anew(actor=_system(event), hold=_one(Hold, event.subject))


def _payment(event: Event) -> None:
    follow.paid(actor=_system(event), payment=_one(Payment, event.subject))


def _ended(event: Event) -> None:
    follow.deal_ended(actor=_system(event), deal=_one(Deal, event.subject))


def _one(model, uid: UUID):
    return model.objects.get(uid=uid)


HANDLERS = {
    **dict.fromkeys(["receipt.recorded", "receipt.reversed"], _receipt),
    "share.signed": _signed,
    **dict.fromkeys(
        [f"distribution.{end}" for end in ("prepared", "posted", "returned", "voided", "reversed")], _distribution
    ),
    "share.released": _released,
    "payment.recorded": _payment,
    "deal.ended": _ended,
}

add_consumers(
    Consumer("incentives.rewards", frozenset(HANDLERS), lambda event: HANDLERS[event.kind](event), follow_up=True)
)
