"""Long work of the desk: verification of record and ledger as a job with progress and cancel, also by night."""
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
    started_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")  # null: the house itself, at night
    night = models.DateField(null=True)  # for which day of the institution the house began it; null: somebody did
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution"], condition=models.Q(state__in=["queued", "running"]), name="one_at_a_time"),
            models.UniqueConstraint(fields=["institution", "night"], name="once_a_night"),
            models.CheckConstraint(
                condition=models.Q(started_by=None, night__isnull=False) | models.Q(started_by__isnull=False, night=None),
                name="begun_by_somebody_or_at_night",
            ),
        ]  # fmt: skip

    @property
    def lost(self) -> bool:
        """Nobody works on it: its worker was killed, or its task never reached one."""
        return self.state in self.GOING and self.moved_at < clock.now() - LOST

    @property
    def going(self) -> bool:
        return self.state in self.GOING

    @property
    def before(self) -> list[dict] | None:
        """What the last one before it found that came to its end; None where it is the first."""
        ended = Verification.objects.filter(institution=self.institution_id, state=self.State.DONE, pk__lt=self.pk)
        return ended.order_by("-pk").values_list("findings", flat=True).first()

    @property
    def holds(self) -> bool:
        return self.state == self.State.DONE and not self.findings


guards.states(Verification, Verification.MOVES, [Verification.State.QUEUED])
