"""Decisions: who must agree to what. Bound to the fingerprint of exactly what was put before them."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from governance import access
from governance.models.place import Asked
from partners.models import Institution
from record import guards
from record.models import Row


class Decision(Row):
    """One question put to one or more seats. `kind` says, through the registry, what follows."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        AGREED = "agreed", _("Agreed")
        RETURNED = "returned", _("Returned")
        REJECTED = "rejected", _("Rejected")
        VOID = "void", _("Void")  # what it was bound to changed, or was withdrawn

    MOVES = {State.OPEN: {State.AGREED, State.RETURNED, State.REJECTED, State.VOID}}

    kind = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    of = models.CharField(max_length=60)  # the model of the subject
    owner = models.ForeignKey(Institution, models.PROTECT, related_name="+")  # who put the question
    opened_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)

    objects = access.DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=models.Q(state="open"), name="one_open_decision_per_subject"
            )
        ]


class Seat(Asked):
    """One agreement that is needed: an institution's, by whoever of it is asked, or a person's."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="seats")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = access.SeatQuerySet.as_manager()


class Excluded(models.Model):
    """Who may not take part, and why: the submitter, whoever prepared it or gains from it."""

    class Why(models.TextChoices):
        PREPARED = "prepared", _("prepared or submitted it")
        GAINS = "gains", _("gains from it")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="excluded")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="excluded_once")]


class Voice(Row):
    """What a seat said. Append-only: a decision that dies is asked anew, not re-voted."""

    class Value(models.TextChoices):
        YES = "yes", _("Agreed")
        CONDITIONS = "conditions", _("Agreed with conditions")
        RETURN = "return", _("Returned")
        NO = "no", _("Rejected")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="voices")
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="voice")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=Value)
    reasons = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)

    objects = access.VoiceQuerySet.as_manager()


guards.states(Decision, Decision.MOVES, [Decision.State.OPEN])
guards.append_only(Seat)
guards.append_only(Excluded)
guards.append_only(Voice)
