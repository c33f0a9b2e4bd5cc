"""A refund's part of a distribution computed anew: from the lines that stood before it was posted, by what the ledger says went back."""
from ip.correcting import Back, taken_back
from ip.models import Distribution
from ledger.models import Entry, Posting


def back_anew(distribution: Distribution) -> tuple[Back, list[str]]:
    """What comes out, and codes of what does not hold besides the lines."""
    settlement, original = distribution.part.settlement, distribution.corrects
    assert original is not None
    refund, wrong = settlement.receipt, []
    if refund.corrects_id != original.part.settlement.receipt_id or distribution.on != original.on:
        wrong.append("day")
    if _went_back(refund) != refund.to_share:
        wrong.append("receipt")
    if sum(part.amount for part in settlement.parts.all()) != settlement.amount:
        wrong.append("part")
    kept = [tuple(pair) for pair in distribution.trace["inputs"]["kept"]]  # held then: stands nowhere else
    return taken_back(original, -distribution.part.amount, before=distribution.posting, kept=kept), wrong


def _went_back(refund) -> int:
    """What may be shared of it, by the first posting of the refund."""
    first = Posting.objects.filter(source=refund.uid, kind="receipt", reverses=None).first()
    return -sum(Entry.objects.filter(posting=first, account__kind="undistributed").values_list("amount", flat=True))
