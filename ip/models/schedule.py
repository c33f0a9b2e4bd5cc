"""How the income of a deal over several assets is allocated to them: parts of one whole, in versions that never change.

The schedule with which a deal is signed has no `since` and is part of what is signed; a later one holds from a day on, once
another person has agreed to it. A deal over one asset needs none.
"""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.asset import Asset
from ip.models.deal import Deal
from record import clock, guards
from record.models import Row, new_uid


class Schedule(models.Model):
    """Of the schedules that hold on a day, the highest number is the one. The order of its lines settles ties."""

    uid = models.UUIDField(primary_key=True, default=new_uid)
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="schedules")
    number = models.PositiveSmallIntegerField()
    since = models.DateField(_("since"), null=True)
    whole = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = access.ScheduleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "number"], name="one_schedule_per_number")]


class ScheduleLine(models.Model):
    """One asset's part of the whole."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="lines")
    line = models.PositiveSmallIntegerField()
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="schedule_lines")
    part = models.PositiveBigIntegerField()

    objects = access.ScheduleLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "line"], name="one_asset_per_line"),
            models.UniqueConstraint(fields=["schedule", "asset"], name="one_part_per_asset"),
            models.CheckConstraint(condition=models.Q(part__gt=0), name="part_of_asset_above_zero"),
        ]


class Amendment(Row):
    """That the schedule of a signed deal is to be another from a day on: asked by one person, decided by another."""

    class State(models.TextChoices):
        IN_APPROVAL = "in_approval", _("In approval")
        AGREED = "agreed", _("Agreed")
        RETURNED = "returned", _("Returned")

    MOVES = {State.IN_APPROVAL: {State.AGREED, State.RETURNED}}

    schedule = models.OneToOneField(Schedule, models.PROTECT, related_name="amendment")
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="amendments")
    reasons = models.TextField(_("reasons"), max_length=2000)
    state = models.CharField(max_length=12, choices=State, default=State.IN_APPROVAL)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=models.Q(state="in_approval"), name="one_amendment_at_a_time")
        ]


guards.append_only(Schedule)
guards.append_only(ScheduleLine)
guards.states(Amendment, Amendment.MOVES, [Amendment.State.IN_APPROVAL])
guards.sealed(
    Schedule,
    ScheduleLine,
    "schedule",
    """SELECT 1 WHERE {p}.whole <> (SELECT COALESCE(SUM(c.part), 0) FROM ip_scheduleline c WHERE c.schedule_id = {p}.uid)
    UNION ALL SELECT 1 WHERE {p}.number > 1 AND NOT EXISTS
        (SELECT 1 FROM ip_schedule v WHERE v.deal_id = {p}.deal_id AND v.number = {p}.number - 1)""",
)
