"""The books as finance and auditors read them: accounts with their balances, entries with what stood before."""
from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.balances import balances, before, total, with_balance
from ledger.models import Account, Entry, Posting
from ledger.words import posted_for
from record import registry
from record.actions import require
from record.lists import FilterForm, any_of, browse, summable
from record.pages import day_input, find


class AccountFilter(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=any_of(Account.Kind.choices), required=False)
    currency = forms.CharField(label=gettext_lazy("Currency"), required=False, max_length=3)

    def __init__(self, data, actor):
        super().__init__(data, actor)
        del self.fields["q"]

    def narrow(self, rows, said):
        rows = rows.filter(kind=said["kind"]) if said["kind"] else rows
        return rows.filter(currency=said["currency"].upper()) if said["currency"] else rows


class EntryFilter(FilterForm):
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=day_input())
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=day_input())

    def __init__(self, data, actor):
        super().__init__(data, actor)
        del self.fields["q"]

    def narrow(self, rows, said):
        rows = rows.filter(posting__on__gte=said["since"]) if said["since"] else rows
        return rows.filter(posting__on__lte=said["until"]) if said["until"] else rows


def _reads(request) -> None:
    require(request.actor.may_all("money.read"), _("Only finance, approvers, administrators and auditors read the books."))


def accounts(request):
    """Every account of the own book with what it holds."""
    _reads(request)
    rows = with_balance(Account.objects.visible_to(request.actor))
    sorts = {"kind": ("kind", "currency"), "balance": ("currency", "held"), "currency": ("currency", "kind")}
    found = browse(request, rows, AccountFilter, sorts, first="kind")
    if found.exported:
        names = _parties(request, found.rows)
        heads = [_("Account"), _("Party"), _("Currency"), _("Balance")]
        return found.csv("accounts", heads, lambda row: [str(row), names.get(row.party, ("",))[0], row.currency,
                                                         summable(row.held, row.currency)])  # fmt: skip
    held, names = balances(found.page), _parties(request, found.page)
    shown = [(row, names.get(row.party, ("", "")), held[row.pk]) for row in found.page]
    return found.shown("ledger/accounts", {"shown": shown, "sections": registry.sections("accounts", request.actor)})


def _parties(request, rows) -> dict:
    return registry.names({(row.of, row.party) for row in rows if row.party}, request.actor)


def account(request, uid):
    """Its entries, the latest first, each with the balance after it."""
    row = find(Account.objects.select_related("book"), request.actor, uid=uid)
    rows = Entry.objects.visible_to(request.actor).filter(account=row).select_related("posting", "posting__reverses")
    found = browse(request, rows, EntryFilter, {"on": ("pk",)}, first="-on")
    names = registry.names({(e.posting.of, e.posting.source) for e in found.page} | {(row.of, row.party)}, request.actor)
    if found.exported:
        heads = [_("Day"), _("For"), _("Debit"), _("Credit")]
        return found.csv("entries", heads, lambda e: [e.posting.on, posted_for(e.posting), summable(max(e.amount, 0), row.currency),
                                                      summable(max(-e.amount, 0), row.currency)])  # fmt: skip
    context = {"account": row, "party": names.get(row.party, ("", "")), "shown": _running(found.page, names),
               "balance": total(Entry.objects.visible_to(request.actor).filter(account=row))}  # fmt: skip
    return found.shown("ledger/account", context)


def _running(page, names) -> list[tuple]:
    """(entry, what for, its name and address, debit, credit, balance after), from the page's oldest entry upwards."""
    rows, shown = sorted(page, key=lambda entry: entry.pk), []
    held = before(rows[0]) if rows else 0
    for entry in rows:
        held += entry.amount
        source = names.get(entry.posting.source, ("", ""))
        shown.append((entry, posted_for(entry.posting), source, max(entry.amount, 0), max(-entry.amount, 0), held))
    return shown if shown and page[0].pk == rows[0].pk else shown[::-1]


def posting(request, uid):
    """One posting with all its entries, and its reversal on either side."""
    row = find(Posting.objects.select_related("book", "reverses", "reversed_by"), request.actor, pk=uid)
    entries = list(Entry.objects.visible_to(request.actor).filter(posting=row).select_related("account").order_by("line"))
    names = registry.names({(row.of, row.source)} | {(e.account.of, e.account.party) for e in entries if e.account.party}, request.actor)
    shown = [(e, names.get(e.account.party, ("", "")), max(e.amount, 0), max(-e.amount, 0)) for e in entries]
    reversed_by = Posting.objects.visible_to(request.actor).filter(reverses=row).first()
    context = {"posting": row, "kind": posted_for(row), "source": names.get(row.source, ("", "")), "shown": shown,
               "reversed_by": reversed_by}  # fmt: skip
    return render(request, "ledger/posting/page.html", context)
