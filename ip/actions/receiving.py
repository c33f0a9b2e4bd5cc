"""From the bank line to the approver in one step."""
from contextlib import suppress
from datetime import date

from ip.actions.distributions import prepare_distribution
from ip.actions.receipts import record_deal_receipt
from ip.actions.settlements import settle_receipt
from ip.allocating import assets_of
from ip.exchange import counting
from ip.models import Asset, Deal, Scope, Settlement
from ip.settling import terms_of
from ip.standing import scope_of, scopes_of
from ip.versions import version_for
from ledger.models import Receipt
from record.actions import action, lock, see
from record.errors import Invalid


@action
def receive_and_prepare(*, actor, deal: Deal, **said) -> Receipt:
    """Record a receipt (`said` as in record_deal_receipt), settle it asset by asset, and prepare the own parts, as far as
    one person can: another approves a settlement between several owners, and parts that nobody stated are proposed first.
    """
    see(actor, deal)
    day = said["received_on"]
    assets = assets_of(deal, day)
    currency = counting(deal, day, said.get("income", ""))
    lock(*_scopes(deal, assets, currency, day), deal)
    receipt = record_deal_receipt(actor=actor, deal=deal, **said)
    if any(terms_of(deal, asset, day).parts is None for asset in assets):
        return receipt
    settle_and_prepare(actor, receipt)
    return receipt


def settle_and_prepare(actor, receipt: Receipt) -> None:
    """Settle each asset's part, and prepare the own ones of those that are posted. Called inside an action."""
    for settlement in settle_receipt(actor=actor, receipt=receipt):
        own = settlement.parts.to_share().filter(institution=receipt.institution).first()
        if settlement.state == Settlement.State.POSTED and own:
            prepare_distribution(actor=actor, part=own)


def _scopes(deal: Deal, assets: list[Asset], currency: str, day: date) -> list[Scope]:
    """Every row that preparing the own parts will lock."""
    scopes = [scope_of(deal.owner, asset, currency) for asset in assets]
    with suppress(Invalid):  # no policy yet: nothing is prepared then, and preparing says so
        policies = [version_for(deal.owner, deal, asset, day)[1] for asset in assets]
        scopes += [row for policy, scope in zip(policies, scopes, strict=True) for row in scopes_of(policy, scope)]
    return scopes
