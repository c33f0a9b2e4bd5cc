"""Why a project was put back, suspended, taken up again, closed or ended."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from projects import access
from projects.models.project import Project
from record import guards
from record.models import Row


class Turn(Row):
    """One move of a project that needed reasons, with the reasons. The record keeps that it happened, this row why."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="turns")
    to = models.CharField(_("state"), max_length=12, choices=Project.State)
    on = models.DateField()
    reasons = models.TextField(_("reasons"), max_length=4000)
    lessons = models.TextField(_("lessons"), max_length=4000, blank=True)
    language = models.CharField(max_length=10, default="en")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = access.TurnQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]


guards.append_only(Turn)
