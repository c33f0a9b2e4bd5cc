"""Project income: what accepted milestones make expected, and the receipts that meet it."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.models import Receipt
from projects import actions
from projects.actions.income import free_amount, open_amount, receipts_for
from projects.forms.income import IncomeFilter, MatchForm, ReceiveForm
from projects.models import ExpectedIncome, IncomeReceipt
from record import clock
from record.actions import require
from record.lists import browse, summable
from record.pages import find, perform

SORTS = {"due": ("due",), "amount": ("currency", "amount"), "project": ("project__number",), "payer": ("payer__name_en",)}
RELATED = ("project", "milestone", "payer", "payee")


def income(request):
    """All that is expected in or out of the own institution, what is due first."""
    today = clock.today(request.actor.zone)
    rows = ExpectedIncome.objects.visible_to(request.actor).with_received().select_related(*RELATED)
    found = browse(request, rows, IncomeFilter, SORTS, first="due")
    if found.exported:
        return found.csv("project-income", _heads(), lambda row: _cells(row, today))
    shown = [told(row, today, request.actor) for row in found.page]
    return found.shown("projects/income", {"shown": shown, "today": today})


def told(row: ExpectedIncome, day, actor) -> dict:
    """A row with its derived state, and whether it comes in or goes out."""
    return {"income": row, "state": row.word(row.received, day), "comes_in": row.payee_id == actor.institution}


def _heads() -> list[str]:
    return [_("Project"), _("Milestone"), _("Paid by"), _("Paid to"), _("Currency"), _("Amount"), _("Received"), _("Due"), _("State")]


def _cells(row: ExpectedIncome, today) -> list:
    word, _tone = row.word(row.received, today)
    return [row.project.number, row.milestone.title, row.payer.name, row.payee.name, row.currency, summable(row.amount, row.currency),
            summable(row.received, row.currency), row.due, word]  # fmt: skip


def _income(request, uid) -> ExpectedIncome:
    return find(ExpectedIncome.objects.with_received().select_related(*RELATED), request.actor, uid=uid)


def _finance(request, row: ExpectedIncome) -> bool:
    return row.payee_id == request.actor.institution and request.actor.may_all("receipt.record")


def income_of(request, uid):
    """One expected income: what came in, what is open, which receipts could meet it."""
    row = _income(request, uid)
    finance = _finance(request, row)
    free = [(receipt, free_amount(receipt)) for receipt in _free(request, row)] if finance else []
    context = {
        **told(row, clock.today(request.actor.zone), request.actor), "project": row.project, "milestone": row.milestone,
        "receipts": IncomeReceipt.objects.visible_to(request.actor).filter(expected=row).select_related("receipt"),
        "open": open_amount(row), "finance": finance, "free": free,
    }  # fmt: skip
    return render(request, "projects/income/one.html", context)


def _free(request, row: ExpectedIncome):
    used = IncomeReceipt.objects.visible_to(request.actor).filter(expected=row).values("receipt")
    fitting = receipts_for(row).visible_to(request.actor).exclude(pk__in=used)
    return [receipt for receipt in fitting.order_by("received_on") if free_amount(receipt)]


def receive(request, uid):
    """A line of the bank statement, recorded and matched at once."""
    row = _income(request, uid)
    require(_finance(request, row))
    given = {"received_on": clock.today(request.actor.zone), "banked": open_amount(row)}
    form = ReceiveForm(request.POST or None, currency=row.currency, initial=given)

    def act():
        actions.receive_income(actor=request.actor, expected=row, **form.said)
        return reverse("projects:income_of", args=[row.uid])

    return _performed(request, form, act, row, "projects/income/receive.html", _("Record it"), _("Recorded and matched."))


def match(request, uid):
    """A receipt that is recorded already for this project."""
    row = _income(request, uid)
    require(_finance(request, row))
    free = _free(request, row)
    most = min([open_amount(row), *[free_amount(receipt) for receipt in free[:1]]])
    receipts = Receipt.objects.visible_to(request.actor).filter(pk__in=[receipt.pk for receipt in free])
    form = MatchForm(request.POST or None, receipts=receipts, currency=row.currency, initial={"amount": most})

    def act():
        actions.match_receipt(actor=request.actor, expected=row, **form.said)
        return reverse("projects:income_of", args=[row.uid])

    return _performed(request, form, act, row, "projects/income/match.html", _("Match it"), _("Matched."))


def _performed(request, form, act, row: ExpectedIncome, page: str, submit: str, done: str):
    context = {"income": row, "project": row.project, "milestone": row.milestone, "open": open_amount(row), "submit": submit,
               "cancel": reverse("projects:income_of", args=[row.uid])}  # fmt: skip
    return perform(request, form, act, page=page, context=context, done=done)
