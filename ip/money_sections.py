"""What the money of deals shows on other pages: of a deal, an asset, a partner, and among what waits."""
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.waiting import Waiting
from ip import access, ending
from ip.carrying import balances_of
from ip.income import TONES, Stage, staged, totals
from ip.models import Asset, Cost, Deal, Distribution, DistributionLine, SettlementPart
from ip.views.income import tabs
from ledger.models import Receipt
from record.registry import Section, add_sections
from record.wording import money

SHOWN = 8


def _receipts(actor, rows, of: str) -> dict | None:
    """The latest receipts with their state, and what they come to, for whoever reads the money; the list finds all by `of`."""
    if not actor.may_all("money.read"):
        return None
    rows = staged(rows)
    found = list(rows.select_related("payer", "for_deal__deal").order_by("-received_on", "-pk")[:SHOWN])
    url = f"{reverse('ip:income')}?{urlencode({'q': of})}"
    return {"receipts": [(row, Stage(row.stage).label, TONES[row.stage]) for row in found],
            "totals": totals(rows.filter(state=Receipt.State.RECORDED)), "url": url}  # fmt: skip


def of_deal(actor, deal: Deal) -> dict | None:
    """What a deal brought, and the ways to record more and to try an amount."""
    found = _receipts(actor, Receipt.objects.visible_to(actor).filter(for_deal__deal=deal), deal.number)
    if found is None or not deal.number:
        return None
    return {**found, "deal": deal, "records": actor.may_all("receipt.record")}


def of_asset(actor, asset: Asset) -> dict | None:
    """What an asset brought and cost, and how it was shared inside our institution."""
    if not actor.may_all("money.read"):
        return None
    shared = Distribution.objects.visible_to(actor).filter(scope__asset=asset, state__in=Distribution.STANDING)
    costs = Cost.objects.visible_to(actor).filter(asset=asset, posting__reversed_by=None)
    return {
        "asset": asset, "distributions": shared.order_by("-pk")[:SHOWN], "shared": totals(shared.filter(state="posted")),
        "costs": totals(costs), "records": access.bears_costs(actor, asset),
    }  # fmt: skip


def with_partner(actor, institution) -> dict | None:
    """What a partner paid us for deals."""
    found = _receipts(actor, Receipt.objects.visible_to(actor).filter(payer=institution), institution.name)
    return found if found and found["receipts"] else None


def waits(actor, subject=None) -> dict | None:
    """For finance: receipts to settle, parts to share, persons to pay."""
    rows = [*_to_settle(actor), *_to_share(actor)] if actor.may_all("distribution.prepare") else []
    if actor.may_all("payment.record"):
        rows += _to_pay(actor)
    return {"rows": rows} if rows else None


def _to_settle(actor):
    rows = staged(Receipt.objects.visible_to(actor).filter(institution=actor.institution)).filter(stage=Stage.TO_SETTLE)
    for row in rows.select_related("payer").order_by("pk")[:SHOWN]:
        title = _("%(amount)s from %(payer)s") % {"amount": money(row.amount, row.currency), "payer": row.payer}
        yield Waiting(title, reverse("ip:receipt", args=[row.uid]), _("a receipt, to settle"), act=_("Settle"))


def _to_share(actor):
    parts = SettlementPart.objects.visible_to(actor).to_share().filter(institution=actor.institution, settlement__state="posted")
    standing = Distribution.objects.visible_to(actor).filter(state__in=Distribution.STANDING)
    parts = parts.exclude(pk__in=standing.values("part")).select_related("settlement__asset")
    for part in parts.order_by("pk")[:SHOWN]:
        title = f"{money(part.amount, part.settlement.currency)} · {part.settlement.asset}"
        yield Waiting(title, reverse("ip:prepare_distribution", args=[part.uid]), _("our part of a receipt, to share"), act=_("Prepare"))


def _to_pay(actor):
    lines = DistributionLine.objects.visible_to(actor).filter(distribution__institution=actor.institution)
    people = sum(balance.owed > 0 and not balance.carried for balance in balances_of(lines).values())
    if people:
        yield Waiting(_("%(n)d to be paid") % {"n": people}, reverse("ip:owed"), _("approved and posted, not paid"), act=_("View"))


def tabs_of_income(actor, subject=None) -> dict:
    return {"items": tabs("accounts")}


add_sections(
    Section("deal", "ip/sections/receipts.html", of_deal, order=30),
    Section("asset", "ip/sections/money.html", of_asset, order=60),
    Section("partner", "ip/sections/paid.html", with_partner, order=40),
    Section("waiting", "", waits, order=30),
    Section("deal", "ip/sections/ending.html", ending.of_deal, order=5, column="aside"),
    Section("waiting", "", ending.waits, order=40),
    Section("accounts", "ip/sections/tabs.html", tabs_of_income),
)
