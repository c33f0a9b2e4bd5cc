"""What exactly is put before somebody, as canonical bytes without timestamps."""
from collections.abc import Mapping

from ip.allocating import schedule_fingerprint
from ip.models import Asset, Deal, ShareSet
from ip.rules import fingerprint

DEAL = ("kind", "scope", "currency", "price_mode", "amount", "starts_on", "ends_on", "terms_en", "terms_zh", "consent")


def deal_fingerprint(deal: Deal) -> str:
    """SHA-256 over all that a deal says."""
    said = {name: _plain(getattr(deal, name)) for name in DEAL}
    parties = {"deal": deal.uid, "owner": deal.owner.uid, "asset": deal.asset.uid, "counterparty": deal.counterparty.uid}
    signed_in = deal.schedules.filter(since=None).order_by("-number").first()
    schedule = {"schedule": schedule_fingerprint(signed_in)} if signed_in else {}
    return fingerprint(said | {name: str(uid) for name, uid in parties.items()} | schedule)


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def shares_content(
    asset: Asset, institution, number: int, since, whole: int, shares, units: Mapping[str, list[str]], group: str = ""
) -> dict:
    """All that a share set says, the order of its parties included: what each of them signs. `shares`: (key, part) pairs;
    `units`: the path of units, by key, of those that count for one; `group`: whose, where they are not the inventors."""
    return {
        **({"group": group} if group else {}),
        "asset": str(asset.uid), "institution": str(institution), "number": number, "since": str(since), "whole": whole,
        "shares": [[key, part, *([units[key]] if units.get(key) else [])] for key, part in shares],
    }  # fmt: skip


def shares_fingerprint(share_set: ShareSet) -> str:
    """Of a share set as its rows stand now."""
    said = share_set.number, share_set.since, share_set.whole, share_set.pairs(), share_set.units(), share_set.group
    return fingerprint(shares_content(share_set.asset, share_set.institution.uid, *said))
