"""From the bank line to the approver in one step."""
from ip.actions.distributions import prepare_distribution
from ip.actions.receipts import record_deal_receipt
from ip.actions.settlements import prepare_settlement
from ip.models import Deal, Distribution, Settlement
from ip.settling import terms_of
from ip.standing import scope_of
from ledger.models import Receipt
from record.actions import action, lock, see


@action
def receive_and_prepare(*, actor, deal: Deal, **said) -> Receipt | Settlement | Distribution:
    """Record a receipt (`said` as in record_deal_receipt), settle it, and prepare the own part, as far as one person can.

    Gives the distribution; or the settlement, where another person has to approve that first; or the receipt, where the
    parts are still to be proposed with reasons.
    """
    see(actor, deal)
    lock(scope_of(deal.owner, deal.asset, deal.currency), deal)
    receipt = record_deal_receipt(actor=actor, deal=deal, **said)
    if terms_of(deal, receipt.received_on).parts is None:
        return receipt
    settlement = prepare_settlement(actor=actor, receipt=receipt)
    if settlement.state != Settlement.State.POSTED:
        return settlement
    return prepare_distribution(actor=actor, part=settlement.parts.get(institution=receipt.institution))
