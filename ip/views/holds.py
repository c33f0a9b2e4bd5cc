"""A held share: why, since when, and its release by two people."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.panel import latest, panel
from ip.actions import distributions
from ip.actions import holds as actions
from ip.forms.money import ReleaseForm
from ip.models import Hold
from ip.rules import exact
from ip.rules.shares import TO_PARTY
from ip.sharing import names
from ip.units import names_of_keys
from ip.views.voting import vote
from ip.wording import in_words, share
from record.feed import feed
from record.pages import find, perform


def page_of(row: Hold) -> str:
    return reverse("ip:hold", args=[row.uid])


def _found(request, uid) -> Hold:
    related = ("line__distribution__scope__asset", "line__person", "held_by__person")
    return find(Hold.objects.select_related(*related), request.actor, uid=uid)


def hold(request, uid):
    row = _found(request, uid)
    decision, called = latest(request.actor, row), _names(request.actor, row)
    context = {
        "hold": row, "line": row.line, "distribution": row.line.distribution, "decision": decision, "panel": panel(decision, request.actor),
        "to": [(called.get(key, ""), share(exact(part))) for key, part in row.release_to],
        "prepares": distributions.prepares(request.actor, row.line.distribution.institution_id),
        "events": feed(request.actor, row.uid, limit=8),
    }  # fmt: skip
    return render(request, "ip/hold/page.html", context)


def _names(actor, row: Hold) -> dict[str, str]:
    """By key of those to whom it is released: persons as the reader sees them, parties as the policy calls them."""
    called = {f"{TO_PARTY}{key}": in_words(name) for key, name in names(row.line.distribution.trace).items()}
    return called | names_of_keys(actor, [key for key, _part in row.release_to])


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
    return vote(request, row, page_of(row))
