"""Long work of the desk: verification of record and ledger as a job with progress and cancel."""
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from audit import access
from partners.models import Institution
from record import clock, guards
from record.models import Row

LOST = timedelta(minutes=5)  # without a step: pages are short, so that whoever works on it moves it far more often


class Verification(Row):
    """One run over everything of an institution. `done` and `total` count events, postings and distributions."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Failed")

    MOVES = {
        State.QUEUED: {State.RUNNING, State.CANCELLED},
        State.RUNNING: {State.DONE, State.CANCELLED, State.FAILED},
    }
    GOING = tuple(MOVES)

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="verifications")
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=20, blank=True)  # record, ledger, distributions
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    events = models.PositiveBigIntegerField(default=0)
    postings = models.PositiveBigIntegerField(default=0)
    distributions = models.PositiveBigIntegerField(default=0)
    findings = models.JSONField(default=list)  # [{"code", "subject", "of", "facts"}]
    heads = models.CharField(max_length=64, blank=True)  # over all chains, when it ended
    moved_at = models.DateTimeField(default=clock.now)  # when it last came further
    finished_at = models.DateTimeField(null=True)

    objects = access.VerificationQuerySet.as_manager()

    @property
    def lost(self) -> bool:
        """Nobody works on it: its worker was killed, or its task never reached one."""
        return self.state in self.GOING and self.moved_at < clock.now() - LOST

    @property
    def holds(self) -> bool:
        return self.state == self.State.DONE and not self.findings


guards.states(Verification, Verification.MOVES, [Verification.State.QUEUED])
