"""One version beside another: in words, on typed receipts, and over the receipts of a year. Nothing is saved."""
from dataclasses import replace

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ip import refusals
from ip.comparing import Period, Words, in_two_wordings, over, receipts_of, side_by_side
from ip.forms.compare import POSTED, CompareForm
from ip.forms.origin import origin_of
from ip.models import Asset, PolicyVersion
from ip.rules import Policy, Refused
from ip.trying import Example, compute, tryable
from record import clock
from record.lists import csv_of, summable
from record.pages import find

S = PolicyVersion.State
MANY = 100  # past receipts that are taken again while the reader waits; more come after the rest of the page


def compare(request: HttpRequest, uid):
    """What changes with this version, for whom and by how much."""
    version = find(PolicyVersion.objects.select_related("policy__institution"), request.actor, uid=uid)
    others = _others(request, version)
    if not others:
        return render(request, "ip/compare/alone.html", {"version": version})
    new = tryable(version.document)
    rows = receipts_of(request.actor, version.policy)
    form = _form(request, version, others, new, rows)
    beside = next((other for other in others if str(other.uid) == form.data["beside"]), others[0])
    old = tryable(beside.document)
    form.ask(new, old)
    context = {"version": version, "beside": beside, "form": form, "wordings": in_two_wordings(old, new)}
    if form.is_valid():
        said = form.cleaned_data
        against = None if said.get("against") == POSTED else old
        context |= {"posted": against is None, "query": request.GET.urlencode()}
        past = rows.filter(**form.over) if form.over is not None else rows.none()
        many = past.count()
        if form.over is not None and not _later(request, many):
            context["period"] = period = over(request.actor, past, new, against)
            if request.GET.get("as") == "csv":
                return _csv(period)
            if request.htmx and "whole" in request.GET:
                return render(request, "ip/compare/period.html", context)
        context |= {"examples": _examples(said, new, old, form.currency), "many": many}
    return render(request, "ip/compare/page.html", context, status=200 if form.is_valid() else 422)


def _later(request: HttpRequest, many: int) -> bool:
    """Whether the page comes first and asks for the receipts then: there are so many that one would wait for them."""
    return "whole" not in request.GET and request.GET.get("as") != "csv" and many > MANY


def _others(request: HttpRequest, version: PolicyVersion) -> list[PolicyVersion]:
    """What it can be compared with: the version in force first, then others of the same policy, then those of others."""
    found = PolicyVersion.objects.visible_to(request.actor).exclude(pk=version.pk).exclude(state=S.WITHDRAWN)
    force = version.policy.in_force(clock.today(request.actor.zone))
    same = version.policy_id
    return sorted(
        found.filter(policy__institution=version.policy.institution).order_by("-pk"),
        key=lambda other: (other != force, other.policy_id != same, other.number is None, -(other.number or 0)),
    )


def _form(request, version, others, new: Policy, rows) -> CompareForm:
    years = sorted({day.year for day in rows.dates("on", "year")}, reverse=True)
    assets = Asset.objects.visible_to(request.actor).filter(pk__in=rows.values("scope__asset")).order_by("pk")
    currency = new.currency or version.policy.institution.currency
    return CompareForm(request.GET, others=others, beside=others[0], currency=currency, years=years, assets=assets)


def _examples(said: dict, new: Policy, old: Policy, currency: str) -> list[dict]:
    """For each typed receipt the rows of both, or why one of them does not take it."""
    words = Words.of(new, old, {})
    found = []
    for gross in said["amounts"]:
        example = Example(currency, gross, said["before"] or 0, said["pool"] or 0, on=said.get("on"))
        try:
            one, two = (compute(policy, replace(example, origin=origin_of(policy, said))) for policy in (new, old))
            rows = side_by_side(words, one.amounts(), two.amounts())
            found.append({"gross": gross, "rows": rows, "currency": currency})
        except Refused as refused:
            found.append({"gross": gross, "why": refusals.sentence(refused), "currency": currency})
    return found


def _csv(period: Period) -> StreamingHttpResponse:
    """One line for each receipt and party or person, amounts in major units."""
    heads = [_("Distribution"), _("Day of receipt"), _("Asset"), _("Currency"), _("Party"), _("Compared with"), _("This version"),
             _("Difference")]  # fmt: skip
    rows = (
        [one.distribution.number, one.distribution.on, one.distribution.scope.asset.title, year.currency, line.label,
         *(summable(amount, year.currency) for amount in (line.other, line.amount, line.more))]
        for year in period.years for one in year.receipts for line in side_by_side(period.words, one.new, one.old)
    )  # fmt: skip
    return csv_of("compared", heads, rows)
