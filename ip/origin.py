"""Where the money of a receipt comes from, as a policy may ask it: from the receipt, its deal and its asset."""
from ip.models import SettlementPart
from ip.rules import Origin


def origin_of(part: SettlementPart) -> Origin:
    """What is known of an institution's part of a receipt. A kind of income that nobody said is not known."""
    settlement = part.settlement
    return Origin(income=settlement.receipt.for_deal.income or None, asset=settlement.asset.kind,
                  deal=settlement.deal.kind)  # fmt: skip
