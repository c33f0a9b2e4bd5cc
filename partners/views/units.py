"""The tree of the own institution's units, and its editor."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from partners import actions
from partners.forms import CloseForm, UnitForm
from partners.models import Unit
from record import clock, registry
from record.actions import require
from record.pages import find, perform

TREE = "partners:units"


def units(request):
    """The whole tree, in one query."""
    rows = list(Unit.objects.visible_to(request.actor).order_by("pk"))
    below: dict = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return render(request, "partners/units/page.html", {
        "tree": _branches(below, None), "count": len(rows), "may_manage": request.actor.may_all("unit.manage"),
        "reads": request.actor.may_all("partner.read"), "sections": registry.sections("units", request.actor),
    })  # fmt: skip


def _branches(below: dict, parent) -> list[dict]:
    return [{"unit": unit, "below": _branches(below, unit.pk)} for unit in below.get(parent, ())]


def open_unit(request):
    require(request.actor.may_all("unit.manage"))
    given = {"since": clock.today(request.actor.zone), "parent": request.GET.get("below")}
    form = UnitForm(request.POST or None, actor=request.actor, initial=given)

    def act():
        actions.open_unit(actor=request.actor, **form.said)
        return reverse(TREE)

    return perform(request, form, act, page="partners/units/open.html", context={"cancel": reverse(TREE)}, done=_("The unit was opened."))


def change(request, uid):
    unit = find(Unit.objects.select_related("parent"), request.actor, uid=uid)
    require(request.actor.may_all("unit.manage"))
    form = UnitForm(request.POST or None, actor=request.actor, initial=UnitForm.said_by(unit))

    def act():
        actions.change_unit(actor=request.actor, unit=unit, seen=form.cleaned_data["seen"], **form.said)
        return reverse(TREE)

    return perform(request, form, act, page="partners/units/change.html", context={"unit": unit, "cancel": reverse(TREE)}, done=_("Saved."))


def close(request, uid):
    unit = find(Unit.objects, request.actor, uid=uid)
    require(request.actor.may_all("unit.manage"))
    form = CloseForm(request.POST or None, initial={"seen": unit.version, "until": clock.today(request.actor.zone)})

    def act():
        actions.close_unit(actor=request.actor, unit=unit, seen=form.cleaned_data["seen"], **form.said)
        return reverse(TREE)

    context = {"unit": unit, "cancel": reverse(TREE)}
    return perform(request, form, act, page="partners/units/close.html", context=context, done=_("The unit was closed."))
