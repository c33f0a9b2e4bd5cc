"""My income: what a person gets, where it is, and why each amount is what it is; the same as PDF."""
from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.models import Person
from ip.models import Distribution, DistributionLine
from ip.printing import printed_distribution, printed_statement
from ip.statements import WITH, Amount, Where, amounts_of, chain, share_of, totals, was_forfeited
from record import clock, registry
from record.errors import NotVisible
from record.lists import PAGE, csv_of, summable
from record.pages import find
from record.wording import money

TONES = {Where.PAID: "ok", Where.WAITING: "wait", Where.EXPECTED: "wait", Where.CARRIED: "wait", Where.HELD: "bad",
         Where.REVERSED: ""}  # fmt: skip


def statement(request: HttpRequest):
    """Everything that the person who acts gets, whoever pays it; `where` of the address narrows it to how far it has come."""
    amounts, asked = amounts_of(request.actor, request.actor.same_person), request.GET.get("where", "")
    shown = [amount for amount in amounts if asked in ("", amount.where)]
    if request.GET.get("as") == "csv":
        return csv_of("income", _heads(), map(_cells, shown))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    return render(request, "ip/statement/page.html", {
        "rows": [{"amount": amount, "tone": TONES[amount.where]} for amount in page], "page": page, "sums": _sums(amounts),
        "tabs": _tabs(amounts, asked), "asked": asked,
    })  # fmt: skip


def _tabs(amounts: list[Amount], asked: str) -> list[dict]:
    """All, and each way station at which some amount is."""
    counts = Counter(amount.where for amount in amounts)
    items = [("", _("All"), len(amounts)), *((where.value, where.label, counts[where]) for where in Where if counts[where])]
    return [{"label": label, "url": f"?where={key}", "count": count, "current": key == asked} for key, label, count in items]


def _heads() -> list[str]:
    return [_("Day of receipt"), _("Asset"), _("Institution"), _("Group of persons"), _("Distribution"), _("Currency"), _("Amount"),
            _("Where it is"), _("Paid on")]  # fmt: skip


def _cells(amount: Amount) -> list:
    line, distribution = amount.line, amount.line.distribution
    said = [amount.where.label, amount.held.get_why_display() if amount.held else amount.why]
    return [distribution.on, distribution.scope.asset.title, distribution.institution.name, amount.group, distribution.number,
            distribution.currency,
            summable(line.amount, distribution.currency), " · ".join(filter(None, map(str, said))),
            max((payout.payment.paid_on for payout in amount.payouts), default="")]  # fmt: skip


def why(request: HttpRequest, uid):
    """One amount, from the receipt to the person: for the person, and for staff who may read their institution's money."""
    line = _line(request, uid)
    (amount,) = [found for found in amounts_of(request.actor, [line.person_id]) if found.line.pk == line.pk]
    return render(request, "ip/statement/why.html", {
        "amount": amount, "tone": TONES[amount.where], "line": line, "distribution": line.distribution, "chain": chain(line),
        "forfeited": was_forfeited(line),
        "share": share_of(line), "version": line.distribution.policy_version, "mine": line.person_id in request.actor.same_person,
        "sections": registry.sections("why", request.actor, line),
    })  # fmt: skip


def statement_pdf(request: HttpRequest):
    person = find(Person.objects, request.actor, pk=request.actor.person)
    return _pdf(printed_statement(person, amounts_of(request.actor, request.actor.same_person), _today(request)), _("statement"))


def person_pdf(request: HttpRequest, uid):
    """For somebody without an account, printed by staff: only what these may see."""
    person = find(Person.objects, request.actor, uid=uid)
    amounts = amounts_of(request.actor, [person.pk])
    if not amounts:
        raise NotVisible
    return _pdf(printed_statement(person, amounts, _today(request)), _("statement"))


def why_pdf(request: HttpRequest, uid):
    line = _line(request, uid)
    amounts = [found for found in amounts_of(request.actor, [line.person_id]) if found.line.pk == line.pk]
    person = find(Person.objects, request.actor, pk=line.person_id)
    return _pdf(printed_statement(person, amounts, _today(request)), str(line.distribution))


def distribution_pdf(request: HttpRequest, uid):
    """A whole distribution, for staff who may read it."""
    distribution = find(Distribution.objects.select_related("institution", "scope__asset"), request.actor, uid=uid)
    return _pdf(printed_distribution(distribution, request.actor, _today(request)), str(distribution))


def _line(request: HttpRequest, uid) -> DistributionLine:
    return find(DistributionLine.objects.select_related(*WITH).filter(person__isnull=False), request.actor, uid=uid)


def _today(request: HttpRequest):
    return clock.today(request.actor.zone)


def _sums(amounts: list[Amount]) -> list[dict]:
    """What stands in one line above the amounts, none of it where there is nothing."""
    shown = (Where.PAID, Where.WAITING, Where.CARRIED, Where.HELD, Where.EXPECTED)
    sums = totals(amounts)
    return [{"label": where.label, "sums": [money(s, c) for c, s in sums[where].items()]} for where in shown if sums[where]]


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=f"{name}.pdf")}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
