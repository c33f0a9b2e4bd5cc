"""Income and sharing, list by list: receipts, distributions, settlements, what is held, owed and spent."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import Person
from ip.carrying import balances_of
from ip.forfeiting import forfeited, unclaimed
from ip.forms import income as forms
from ip.income import TONES, Stage, staged, totals
from ip.models import Cost, Distribution, DistributionLine, Hold, SettlementPart
from ip.owed import parts_owed
from ledger.models import Receipt
from partners.models import Institution
from record import clock
from record.actions import require
from record.lists import browse, summable
from record.numbers import as_counted
from record.texts import picked


def tabs(here: str) -> list[dict]:
    names = {
        "income": _("Receipts"), "distributions": _("Distributions"), "settlements": _("Settlements"), "holds": _("On hold"),
        "owed": _("To be paid"), "costs": _("Costs"), "openings": _("Opening balances"),
    }  # fmt: skip
    items = [{"label": label, "url": reverse(f"ip:{name}"), "current": name == here} for name, label in names.items()]
    return [*items, {"label": _("Accounts"), "url": reverse("ledger:accounts"), "current": here == "accounts"}]


def money_only(request) -> None:
    require(request.actor.may_all("money.read"), _("Only finance, approvers, administrators and auditors read the money."))


def income(request):
    """What came in for deals, and how far its sharing has come."""
    money_only(request)
    rows = staged(Receipt.objects.visible_to(request.actor).filter(institution=request.actor.institution))
    rows = rows.select_related("payer", "for_deal__deal")
    sorts = {"on": ("received_on",), "number": as_counted(), "amount": ("currency", "amount"), "payer": (picked("payer__name"),)}
    found = browse(request, rows, forms.IncomeFilter, sorts, first="-on")
    if found.exported:
        heads = [_("Number"), _("Received on"), _("Paid by"), _("Deal"), _("Currency"), _("Amount"), _("Rate"),
                 _("Counts in"), _("To share"), _("State")]
        return found.csv("receipts", heads, _receipt_cells)
    shown = [(row, Stage(row.stage).label, TONES[row.stage]) for row in found.page]
    return found.shown("ip/income", {"shown": shown, "totals": totals(found.rows), "tabs": tabs("income"),
                                     "records": request.actor.may_all("receipt.record")})  # fmt: skip


def _receipt_cells(row):
    return [row.number, row.received_on, row.payer.name, str(row.for_deal.deal), row.currency, summable(row.amount, row.currency),
            row.rate, row.counts_in, summable(row.to_share, row.counts_in), Stage(row.stage).label]  # fmt: skip


def distributions(request):
    """What was shared, is asked for, or was taken back."""
    money_only(request)
    rows = Distribution.objects.visible_to(request.actor).select_related("scope__asset", "deal")
    sorts = {"on": ("on",), "number": as_counted(), "amount": ("currency", "amount"), "state": ("state",)}
    found = browse(request, rows, forms.DistributionFilter, sorts, first="-on")
    if found.exported:
        heads = [_("Number"), _("Day of receipt"), _("Asset"), _("Currency"), _("Amount"), _("Net"), _("State")]
        return found.csv("distributions", heads, _distribution_cells)
    return found.shown("ip/distributions", {"totals": totals(found.rows), "tabs": tabs("distributions")})


def _distribution_cells(row):
    return [row.number, row.on, row.scope.asset.title, row.currency, summable(row.amount, row.currency), summable(row.net, row.currency),
            row.get_state_display()]  # fmt: skip


def settlements(request):
    """Parts of receipts that we settled with others, or that others settled with us."""
    money_only(request)
    rows = SettlementPart.objects.visible_to(request.actor).exclude(settlement__basis="sole_owner")
    rows = rows.select_related("settlement__institution", "settlement__receipt", "settlement__asset", "institution")
    sorts = {"on": ("settlement__receipt__received_on",), "amount": ("settlement__currency", "amount")}
    found = browse(request, rows, forms.PartFilter, sorts, first="-on")
    if found.exported:
        heads = [_("Asset"), _("Received by"), _("Part of"), _("Received on"), _("Currency"), _("Amount"), _("State")]
        return found.csv("settlements", heads, _part_cells)
    return found.shown("ip/settlements", {"totals": totals(found.rows, "settlement__currency"), "tabs": tabs("settlements")})


def _part_cells(row):
    of = row.settlement
    return [of.asset.title, of.institution.name, row.institution.name, of.receipt.received_on, of.currency,
            summable(row.amount, of.currency), of.get_state_display()]  # fmt: skip


def holds(request):
    """Shares that are kept back, and why."""
    money_only(request)
    rows = Hold.objects.visible_to(request.actor).select_related("line__distribution__scope__asset", "line__person")
    rows = rows.filter(line__distribution__state__in=Distribution.STANDING)
    sorts = {"since": ("made_at",), "amount": ("line__distribution__currency", "line__amount"), "state": ("state",)}
    found = browse(request, rows, forms.HoldFilter, sorts, first="-since")
    if found.exported:
        heads = [_("Person"), _("Asset"), _("Distribution"), _("Why"), _("Since"), _("Currency"), _("Amount"), _("State")]
        return found.csv("holds", heads, _hold_cells)
    sums = totals(found.rows, "line__distribution__currency", "line__amount")
    return found.shown("ip/holds", {"totals": sums, "tabs": tabs("holds")})


def _hold_cells(row):
    line, of = row.line, row.line.distribution
    return [line.person.name, of.scope.asset.title, of.number, row.get_why_display(), localdate(row.made_at), of.currency,
            summable(line.amount, of.currency), row.get_state_display()]  # fmt: skip


def owed(request):
    """What is approved and not paid yet, by person and institution, currency by currency."""
    money_only(request)
    lines = DistributionLine.objects.visible_to(request.actor).filter(distribution__institution=request.actor.institution)
    found = balances_of(lines)
    people = {(person, currency): row.owed for (_of, person, currency), row in found.items() if row.owed and not row.carried}
    carried = {(person, currency): balance for (_of, person, currency), balance in found.items() if balance.carried}
    parts = SettlementPart.objects.visible_to(request.actor).filter(settlement__institution=request.actor.institution)
    others: dict = {}
    for institution, currency, amount in parts_owed(parts).values_list("institution", "settlement__currency", "owed"):
        others[institution, currency] = others.get((institution, currency), 0) + amount
    context = {
        "people": _named(people, Person.objects.visible_to(request.actor)), "may_pay": request.actor.may_all("payment.record"),
        "institutions": _named(others, Institution.objects.visible_to(request.actor)), "tabs": tabs("owed"),
        "unclaimed": _named(_forfeited(request.actor, lines), Person.objects.visible_to(request.actor)),
        "prepares": request.actor.may_all("distribution.prepare"), "carried": _named(carried, Person.objects.visible_to(request.actor)),
    }  # fmt: skip
    return render(request, "ip/owed/page.html", context)


def _forfeited(actor, lines) -> dict:
    found = forfeited(unclaimed(lines), clock.today(actor.zone))
    return {(person, currency): one for (_of, person, currency), one in found.items()}


def _named(sums: dict, rows) -> list[tuple]:
    found = rows.in_bulk([pk for pk, _currency in sums])
    named = [(found.get(pk), amount, currency) for (pk, currency), amount in sums.items()]
    return sorted(named, key=lambda row: (row[2], row[0].name if row[0] else ""))


def costs(request):
    """What was spent on assets, to be recovered before their income is shared."""
    money_only(request)
    rows = Cost.objects.visible_to(request.actor).select_related("asset", "deal__asset", "posting__reversed_by", "document")
    sorts = {"on": ("spent_on",), "amount": ("currency", "amount"), "asset": (picked("asset__title"),)}
    found = browse(request, rows, forms.CostFilter, sorts, first="-on")
    if found.exported:
        heads = [_("Spent on"), _("Asset"), _("What for"), _("Currency"), _("Amount"), _("State")]
        return found.csv("costs", heads, lambda row: [
            row.spent_on, row.asset.title, row.what, row.currency, summable(row.amount, row.currency),
            _("taken back") if hasattr(row.posting, "reversed_by") else "",
        ])  # fmt: skip
    standing = found.rows.filter(posting__reversed_by=None)
    return found.shown("ip/costs", {"totals": totals(standing), "tabs": tabs("costs"), "records": request.actor.may_all("receipt.record")})
