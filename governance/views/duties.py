"""One duty on its page, done or no longer owed; and the days of the own calendar."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import actions, duties
from governance.calendar import LAST
from governance.forms import CalendarForm, DoneForm, WaiveForm
from governance.models import CalendarDay, Duty
from record import clock, registry
from record.actions import require
from record.feed import feed
from record.pages import find, perform


def duty(request, uid):
    """What is owed, by when and by which article. Opening it closes nothing."""
    row = _found(request, uid)
    return render(request, "governance/duty/page.html", {**_around(request, row), "events": feed(request.actor, row.uid, limit=8)})


def finish(request, uid):
    row = _found(request, uid)
    form = DoneForm(request.POST or None, initial={"seen": row.version, "done_on": clock.today(request.actor.zone)})

    def act():
        actions.finish_duty(actor=request.actor, duty=row, seen=form.cleaned_data["seen"], **form.said)
        return _page(row)

    context = {**_around(request, row), "submit": _("It is done"), "cancel": _page(row)}
    return perform(request, form, act, page="governance/duty/close.html", context=context, done=_("Saved."))


def waive(request, uid):
    row = _found(request, uid)
    form = WaiveForm(request.POST or None, initial={"seen": row.version})

    def act():
        actions.waive_duty(actor=request.actor, duty=row, seen=form.cleaned_data["seen"], **form.said)
        return _page(row)

    context = {**_around(request, row), "submit": _("No longer owed"), "cancel": _page(row)}
    return perform(request, form, act, page="governance/duty/close.html", context=context, done=_("Saved."))


def calendar(request):
    """The days that the institution works or rests, where no published calendar says so."""
    require(request.actor.may_all("institution.manage"), _("Only administrators keep the calendar."))
    form = CalendarForm(request.POST or None)

    def act():
        said = form.said
        actions.set_calendar_day(actor=request.actor, day=said["day"], works=said["works"] == "work", source=said["source"])
        return reverse("governance:calendar")

    days = CalendarDay.objects.visible_to(request.actor).order_by("-day")
    context = {"days": days, "last": LAST, "submit": _("Enter the day"), "cancel": reverse("governance:inbox")}
    return perform(request, form, act, page="governance/calendar/page.html", context=context, done=_("Saved."))


def _page(row: Duty) -> str:
    return reverse("governance:duty", args=[row.uid])


def _found(request, uid) -> Duty:
    return find(Duty.objects.select_related("institution", "closed_by__person"), request.actor, uid=uid)


def _around(request, row: Duty) -> dict:
    label, url = registry.names({(row.of, row.subject)}, request.actor)[row.subject]
    mine = Duty.objects.visible_to(request.actor).doable_by(request.actor).filter(pk=row.pk).exists()
    return {"told": duties.told(row, mine, clock.today(request.actor.zone)), "matter": label, "matter_url": url}
