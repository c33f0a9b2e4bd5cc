"""What an institution owes by a date, from law, agreement or decision; and the days on which it works."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from governance import access
from governance.models.place import Asked
from partners.models import Institution
from record import guards
from record.models import Row


class Duty(Asked):
    """One dated thing that `institution` owes about `subject`. `kind` is a key of governance.registry.duty_kinds, which
    knows its words and source; `step` tells the years of a yearly one apart."""

    class State(models.TextChoices):
        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {State.OPEN: {State.DONE, State.WITHDRAWN}, State.WITHDRAWN: {State.OPEN}}

    kind = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    of = models.CharField(max_length=60)  # the model of the subject
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="duties")
    step = models.PositiveSmallIntegerField(default=0)
    on = models.DateField(_("due"), db_index=True)
    provisional = models.BooleanField(default=False)  # the calendar of that year was not published when it was counted
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("what was done"), max_length=2000, blank=True)  # or why it is no longer owed
    closed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = access.DutyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "institution", "step"], name="one_duty_per_step")]


class CalendarDay(Row):
    """A day that an institution works or rests, where no published calendar says so: years to come, other countries."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    works = models.BooleanField(_("is worked"))
    source = models.CharField(_("source"), max_length=200)

    objects = access.CalendarDayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "day"], name="calendar_day_once")]


guards.states(Duty, Duty.MOVES, [Duty.State.OPEN])
