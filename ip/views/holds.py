"""A held share: why, since when, and its release by two people."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import cast_vote
from governance.panel import latest, panel
from ip.actions import distributions
from ip.actions import holds as actions
from ip.forms.money import DecideForm, ReleaseForm
from ip.models import Hold
from ip.rules import exact
from ip.wording import share
from record.feed import feed
from record.pages import find, perform


def page_of(row: Hold) -> str:
    return reverse("ip:hold", args=[row.uid])


def _found(request, uid) -> Hold:
    related = ("line__distribution__scope__asset", "line__person", "held_by__person")
    return find(Hold.objects.select_related(*related), request.actor, uid=uid)


def hold(request, uid):
    row = _found(request, uid)
    decision = latest(request.actor, row)
    names = {str(p.uid): p.name for p in Person.objects.visible_to(request.actor).filter(uid__in=[key for key, _part in row.release_to])}
    context = {
        "hold": row, "line": row.line, "distribution": row.line.distribution, "decision": decision, "panel": panel(decision, request.actor),
        "to": [(names.get(key, ""), share(exact(part))) for key, part in row.release_to],
        "prepares": distributions.prepares(request.actor, row.line.distribution.institution_id),
        "events": feed(request.actor, row.uid, limit=8),
    }  # fmt: skip
    return render(request, "ip/hold/page.html", context)


def release(request, uid):
    """Propose to whom it goes."""
    row = _found(request, uid)
    form = ReleaseForm(request.POST or None, actor=request.actor, person=row.line.person, initial={"seen": row.version})

    def act():
        actions.propose_release(actor=request.actor, hold=row, to=form.to, seen=form.cleaned_data["seen"])
        return page_of(row)

    context = {"hold": row, "submit": _("Propose the release"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/hold/release.html", context=context, done=_("Proposed. Another person decides now."))


def decide(request, uid):
    row = _found(request, uid)
    decision = latest(request.actor, row)
    form = DecideForm(request.POST or None, initial={"seen": decision.fingerprint if decision else ""})

    def act():
        cast_vote(actor=request.actor, decision=decision, seen=form.cleaned_data["seen"], **form.said)
        return page_of(row)

    context = {"hold": row, "cancel": page_of(row), "submit": _("Decide")}
    return perform(request, form, act, page="ip/hold/decide.html", context=context, done=_("Your decision stands in the record."))
