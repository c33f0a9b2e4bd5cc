"""A dated change to plan, money, parties or clauses, agreed by those concerned."""
from django.db import models
from django.utils.translation import gettext
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
        WAITING = "waiting", _("Agreed, holds later")  # applied on its day by the sweep
        AGREED = "agreed", _("Agreed")  # and applied
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Not applied")  # what it was agreed over had changed

    S = State
    MOVES = {
        S.PROPOSED: {S.AGREED, S.WAITING, S.REFUSED, S.WITHDRAWN, S.LAPSED},
        S.WAITING: {S.AGREED, S.WITHDRAWN, S.LAPSED},
    }
    OPEN = tuple(MOVES)  # before the parties, or agreed and not applied yet

    project = models.ForeignKey(Project, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"), max_length=4000)
    language = models.CharField(max_length=10, default="en")  # of the reason
    since = models.DateField(_("holds from"))
    changes = models.JSONField(default=list)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")  # one that lapsed, asked anew
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

    def __str__(self):
        return gettext("Amendment %(number)d") % {"number": self.number}

    @property
    def lasting(self) -> bool:
        """Whether it changes clauses only: what they say goes on when the project is over."""
        return all(said["of"] == "clause" for said in self.changes)

    @property
    def renewed(self) -> bool:
        """Whether what lapsed was asked anew, and is before the parties again or agreed."""
        return self.renewals.filter(state__in=(*self.OPEN, self.State.AGREED)).exists()

    @property
    def tone(self) -> str:
        """How the state is shown: holds, waits, broken."""
        return {"proposed": "wait", "waiting": "ok", "agreed": "ok", "refused": "bad", "lapsed": "bad"}.get(self.state, "")


guards.states(Amendment, Amendment.MOVES, [Amendment.State.PROPOSED])
