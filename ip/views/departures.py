"""Somebody with a share left or died: what the policy makes of the shares is shown first, and proposed from there."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import access, actions, showing_departures
from ip.actions.departures import check_day
from ip.forms import DepartureForm
from ip.models import Asset, Departure, ShareSet
from record import clock
from record.actions import expect, require
from record.errors import Invalid, WrongState
from record.pages import ActionForm, find, perform


def propose(request, uid):
    """First who, what and when; then what follows, side by side with what stood, and the button that proposes it."""
    actor = request.actor
    asset = find(Asset.objects.select_related("project__unit", "disclosure"), actor, uid=uid)
    require(access.writes(actor, asset.project), _("Your role does not include proposing shares."))
    last = ShareSet.objects.visible_to(actor).filter(asset=asset, institution=actor.institution, group="").order_by("-number").first()
    if last is None:
        raise WrongState(_("No shares are proposed yet."))
    form = DepartureForm(request.POST or None, actor=actor, last=last, initial={"seen": last.number, "on": clock.today(actor.zone)})
    context = {"asset": asset, "last": last, "cancel": reverse("ip:asset", args=[asset.uid])}
    if request.method == "POST" and not ("propose" in request.POST and request.POST.get("version")):
        return _shown(request, form, context)

    def act():
        asked = form.asked | {"reasons": form.cleaned_data["reasons"], "seen": form.cleaned_data["seen"] or 0}
        return _page(actions.propose_departure(actor=actor, asset=asset, **asked).share_set)

    done = _("Proposed. A second person confirms it now.")
    return perform(request, form, act, page="ip/departure/propose.html", context=context, done=done)


def _shown(request, form: DepartureForm, context: dict):
    """What follows from what was typed; nothing is saved."""
    asset, last = context["asset"], context["last"]
    if form.is_valid():
        asked = form.asked
        try:
            check_day(request.actor, asset, last, asked["on"])
            found = showing_departures.look(request.actor, asset, last, **asked)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            reasons = form.cleaned_data["reasons"] or showing_departures.grounds(asked["person"], asked["what"], asked["on"], found)
            shown = {**context, "form": form, "found": found, "asked": asked, "reasons": reasons}
            return render(request, "ip/departure/shown.html", shown)
    return render(request, "ip/departure/propose.html", {**context, "form": form}, status=422)


def confirm(request, uid):
    """A second person has checked that it happened: signatures of before are carried on."""
    related = ("share_set__asset__project__unit", "share_set__institution", "person", "policy_version", "follows")
    row = find(Departure.objects.select_related(*related), request.actor, uid=uid)
    require(access.confirms(request.actor, row.share_set), _("Your role does not include confirming such shares."))
    expect(row, Departure.State.PROPOSED)
    form = ActionForm(request.POST or None, initial={"seen": row.version})

    def act():
        actions.confirm_departure(actor=request.actor, departure=row, seen=form.cleaned_data["seen"])
        return _page(row.share_set)

    context = {
        "departure": row, "set": row.share_set, "asset": row.share_set.asset, "cancel": _page(row.share_set),
        "submit": _("Confirm these shares"), "rows": showing_departures.compared(request.actor, row), **showing_departures.told(row),
    }  # fmt: skip
    return perform(request, form, act, page="ip/departure/confirm.html", context=context, done=_("Confirmed: earlier signatures count on."))


def _page(share_set) -> str:
    return reverse("ip:share_set", args=[share_set.uid])
