"""A dated change to plan, money, parties or clauses, agreed by those concerned."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from projects import access
from projects.models.project import Project
from record import guards
from record.models import Row


class Amendment(Row):
    """`changes` is a list of {"of": what, "uid": row or null, "field": …, "old": …, "new": …} (projects/changes.py)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {State.PROPOSED: {State.AGREED, State.REFUSED, State.WITHDRAWN}}

    project = models.ForeignKey(Project, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"), max_length=4000)
    language = models.CharField(max_length=10, default="en")  # of the reason
    since = models.DateField(_("holds from"))
    changes = models.JSONField(default=list)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)

    objects = access.AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_amendment_per_number"),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(state="proposed"), name="one_open_amendment_per_project"
            ),
        ]

    @property
    def tone(self) -> str:
        """How the state is shown: holds, waits, broken."""
        return {"proposed": "wait", "agreed": "ok", "refused": "bad"}.get(self.state, "")


guards.states(Amendment, Amendment.MOVES, [Amendment.State.PROPOSED])
