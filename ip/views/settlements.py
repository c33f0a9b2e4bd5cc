"""A settlement between institutions: the whole for whoever received, its own part for each other."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import latest, panel, talk
from ip.actions import distributions, settlements
from ip.forms.money import ReasonsForm
from ip.models import Distribution, Settlement, SettlementPart
from ip.telling import cited
from ip.views.voting import vote
from record.feed import feed
from record.pages import find, perform


def page_of(row: Settlement) -> str:
    return reverse("ip:settlement", args=[row.uid])


def _found(request, uid) -> Settlement:
    related = ("institution", "receipt__payer", "deal", "asset__project", "schedule", "prepared_by__person", "posting")
    return find(Settlement.objects.select_related(*related), request.actor, uid=uid)


def settlement(request, uid):
    """Who gets which part and why; the own part leads to its distribution."""
    row, actor = _found(request, uid), request.actor
    received = row.institution_id == actor.institution
    parts = list(SettlementPart.objects.visible_to(actor).filter(settlement=row).select_related("institution").order_by("line"))
    own = next((part for part in parts if part.institution_id == actor.institution and part.kind == "part"), None)
    shared = Distribution.objects.visible_to(actor).filter(part__settlement=row).order_by("-pk")
    decision = latest(actor, row) if received else None
    context = {
        "settlement": row, "receipt": row.receipt if received else None, "parts": parts, "own": own, "distributions": shared,
        "currency": row.currency, "received": received, "decision": decision, "panel": panel(decision, actor),
        "to_share": bool(own and own.amount and row.state == "posted" and not shared.filter(state__in=Distribution.STANDING).exists()),
        "to_take_back": row.state == "reversed" and shared.filter(state__in=Distribution.STANDING).exists(),
        "prepares": distributions.prepares(actor, actor.institution), "events": feed(actor, row.uid, limit=8),
        "talk": talk(actor, row) if received else None, "cited": cited(row.citation),
    }  # fmt: skip
    return render(request, "ip/settlement/page.html", context)


def decide(request, uid):
    row = _found(request, uid)
    return vote(request, row, page_of(row))


def reverse_it(request, uid):
    """Propose to take a settlement with other institutions back."""
    row = _found(request, uid)
    form = ReasonsForm(request.POST or None, initial={"seen": row.fingerprint})

    def act():
        settlements.propose_settlement_reversal(actor=request.actor, settlement=row, seen=form.cleaned_data["seen"], **form.said)
        return page_of(row)

    context = {"settlement": row, "submit": _("Propose to take it back"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/settlement/reverse.html", context=context, done=_("Proposed. Another person decides now."))
