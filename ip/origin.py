"""Where the money of a receipt comes from, as a policy may ask it: from the receipt, its deal, its asset and their dates."""
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from ip.models import Asset, Deal, SettlementPart
from ip.past_sharing import shared_before
from ip.rules import Origin, Policy
from ip.rules.origin import SINCE, YEARS, running_year
from ip.standing import openings_stood
from ip.versions import dates_of
from ledger.models import Posting
from partners.models import Institution


def origin_of(policy: Policy, part: SettlementPart, circumstances: Mapping[str, str], before: Posting | None = None) -> Origin:
    """What is known of an institution's part of a receipt, as it stood `before` a posting. A kind of income that nobody
    said is not known; `circumstances` are what was chosen for it, and policies that do not name them are not told."""
    settlement = part.settlement
    known = origin_on(policy, part.institution, settlement.deal, settlement.asset, settlement.receipt.received_on, before)
    return replace(known, income=settlement.receipt.for_deal.income or None, circumstances=policy.own(circumstances))


def origin_on(
    policy: Policy, institution: Institution, deal: Deal, asset: Asset, day: date, before: Posting | None = None
) -> Origin:
    """The same of money that comes for a deal on a day, whatever its kind of income."""
    dates: dict[str, date | None] = {}
    if any(name.startswith(YEARS) for name in policy.asks):
        dates |= dates_of(deal, asset, day)
    if f"{YEARS}first_income" in policy.asks:
        dates["first_income"] = first_income(institution, asset, day, before)
    years = {since: running_year(start, day) for since in SINCE if (start := dates.get(since))}
    return Origin(asset=asset.kind, deal=deal.kind, years=years)


def first_income(institution: Institution, asset: Asset, day: date, before: Posting | None = None) -> date | None:
    """The day of the first money of an asset that the institution shared and that stands, that of `day` included.

    An opening balance says when money first came before; None where it says that some came, and not since when.
    """
    where = {"scope__institution": institution, "scope__asset": asset}
    earlier = openings_stood(before, **where).filter(Q(life_to_date__gt=0) | Q(gross__gt=0))
    if days := list(earlier.values_list("first_income", flat=True)):
        return min((one for one in days if one), default=None)
    rows = shared_before(before, **where)
    left: Counter = Counter()
    for row in rows:
        left[row.corrects or row.pk] += row.amount
    return min([day, *(row.on for row in rows if row.corrects is None and left[row.pk] > 0)])
