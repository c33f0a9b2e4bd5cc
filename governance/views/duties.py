"""What is owed by a date: the list, one on its page, done or no longer owed; and the days of the own calendar."""
from django.db.models import Case, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import actions
from governance.calendar import calendar_of
from governance.duties import RELATED, roles, tell
from governance.forms import CalendarForm, DoneForm, DutyFilter, WaiveForm
from governance.models import CalendarDay, Duty
from governance.registry import duty_kind
from partners.models import Institution
from record import clock, registry
from record.actions import require
from record.feed import feed
from record.lists import browse
from record.pages import find, perform

OPEN_FIRST = Case(When(state=Duty.State.OPEN, then=0), default=1)
SORTS = {"due": (OPEN_FIRST, "on"), "state": ("state",), "kind": ("kind",)}


def duties(request):
    """What the institution owes by a date, as far as the reader sees what it is about; what is late comes first."""
    found = browse(request, Duty.objects.visible_to(request.actor).select_related(*RELATED), DutyFilter, SORTS, first="due")
    if found.exported:
        named = registry.names(set(found.rows.values_list("of", "subject")), request.actor)
        return found.table("duties", _heads(), lambda row: _cells(row, named[row.subject][0]))
    keeps = request.actor.may_all("institution.manage")
    return found.shown("governance/duties", {"shown": tell(request.actor, list(found.page)), "keeps": keeps})


def _heads() -> list[str]:
    return [_("What is owed"), _("About"), _("Owed by"), _("Whose task"), _("Due"), _("State"), _("Done on"), _("Article"),
            _("What was done")]  # fmt: skip


def _cells(row: Duty, matter: str) -> list:
    kind = duty_kind(row.kind)
    return [kind.name(), matter, row.institution.name, roles(row.capability), row.on, row.get_state_display(), row.done_on,
            kind.source(), row.note]  # fmt: skip


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
    """The days of the institution's calendar, and those that it works or rests where no published calendar says so."""
    require(request.actor.may_all("institution.manage"), _("Only administrators keep the calendar."))
    form = CalendarForm(request.POST or None)

    def act():
        said = form.said
        actions.set_calendar_day(actor=request.actor, day=said["day"], works=said["works"] == "work", source=said["source"])
        return reverse("governance:calendar")

    own = Institution.objects.visible_to(request.actor).get(pk=request.actor.institution)
    held, year = calendar_of(own), clock.today(request.actor.zone).year
    years = [{"year": each, "days": held.specials(each), "published": held.published(each)} for each in (year, year + 1)]
    days = CalendarDay.objects.visible_to(request.actor).order_by("-day")
    context = {"days": days, "years": years, "place": own, "submit": _("Enter the day"), "cancel": reverse("governance:duties")}
    return perform(request, form, act, page="governance/calendar/page.html", context=context, done=_("Saved."))


def _page(row: Duty) -> str:
    return reverse("governance:duty", args=[row.uid])


def _found(request, uid) -> Duty:
    return find(Duty.objects.select_related("institution", "closed_by__person"), request.actor, uid=uid)


def _around(request, row: Duty) -> dict:
    (one,) = tell(request.actor, [row])
    return {"told": one, "matter": one.matter[0], "matter_url": one.matter[1]}
