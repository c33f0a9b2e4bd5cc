"""Which part of a deal's income is which asset's: by the schedule that holds on the day, the whole where there is one asset."""
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from ip.correcting import slices_back
from ip.models import Amendment, Asset, Deal, Schedule
from ip.refusals import told
from ip.rules import Shares, fingerprint
from ledger.models import Receipt


@dataclass(frozen=True)
class Slice:
    """An asset's part of a receipt, in minor units of the currency that it counts in, and the schedule that says so."""

    asset: Asset
    share: Fraction
    amount: int
    schedule: Schedule | None


def schedule_on(deal: Deal, day: date) -> Schedule | None:
    """The schedule that holds on a day; None for a deal over one asset that never had one."""
    agreed = Q(amendment=None) | Q(amendment__state=Amendment.State.AGREED)
    begun = deal.schedules.filter(agreed, Q(since=None) | Q(since__lte=day))
    return begun.order_by("-number").first()


def last_schedule(deal: Deal) -> Schedule | None:
    return deal.schedules.order_by("-number").first()


def versions_of(deal: Deal) -> list[dict]:
    """Every version as data: its parts, from when, and whether it was signed with the deal or asked for since."""
    return [
        {"number": row.number, "since": row.since, "fingerprint": row.fingerprint,
         "state": row.amendment.state if hasattr(row, "amendment") else "with_deal",
         "parts": [{"asset": line.asset.uid, "part": line.part} for line in row.lines.all()]}
        for row in deal.schedules.all()
    ]  # fmt: skip


def parts_of(deal: Deal, schedule: Schedule | None) -> list[tuple[Asset, int]]:
    """Assets with their parts of the whole, in the listed order."""
    if schedule is None:
        return [(deal.asset, 1)]
    return [(line.asset, line.part) for line in schedule.lines.select_related("asset__project").order_by("line")]


def assets_of(deal: Deal, day: date) -> list[Asset]:
    return [asset for asset, _part in parts_of(deal, schedule_on(deal, day))]


def allocated(deal: Deal, day: date, amount: int) -> list[Slice]:
    """`amount` over the assets, rounded by largest remainder: ties in the order in which the schedule lists them."""
    schedule = schedule_on(deal, day)
    parts = {str(asset.uid): (asset, part) for asset, part in parts_of(deal, schedule)}
    with told():
        shares = Shares.read([(uid, part) for uid, (_asset, part) in parts.items()], whole=sum(part for _a, part in parts.values()))
        amounts = shares.split(amount)
    return [Slice(parts[uid][0], share, amounts[uid], schedule) for uid, share in shares.parts]


def slices_of(receipt: Receipt) -> list[Slice]:
    """Of a refund what goes back of each asset's part (below zero): as the receipt that it corrects was settled."""
    if receipt.corrects_id:
        back = slices_back(receipt)
        return [Slice(row.asset, Fraction(part, -receipt.to_share), -part, row.schedule) for row, part in back]
    return allocated(receipt.for_deal.deal, receipt.received_on, receipt.to_share)


def schedule_content(deal: Deal, since: date | None, parts: list[tuple[Asset, int]]) -> dict:
    """All that a schedule says, the order of its assets included."""
    return {"deal": str(deal.uid), "since": str(since or ""), "assets": [[str(asset.uid), part] for asset, part in parts]}


def schedule_fingerprint(schedule: Schedule) -> str:
    """Of a schedule as its rows stand now."""
    return fingerprint(schedule_content(schedule.deal, schedule.since, parts_of(schedule.deal, schedule)))
