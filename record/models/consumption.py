"""What follows from the record: places of consumers, what they could not do, what leaves the house."""
from django.db import models

from record import clock
from record.models.chain import Chain, Event
from record.models.row import Row


class Position(models.Model):
    """How far a consumer has read a chain. `read` counts the events one by one, `seq` is where the last of them stands: where the
    two differ, somebody moved the place."""

    consumer = models.CharField(max_length=60)
    chain = models.ForeignKey(Chain, models.PROTECT)
    seq = models.PositiveBigIntegerField(default=0)
    read = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "chain"], name="one_position_per_chain")]


class Parked(models.Model):
    """An event that a consumer failed at: shown, tried again by hand, and in nobody's way."""

    consumer = models.CharField(max_length=60)
    event = models.ForeignKey(Event, models.PROTECT)
    error = models.TextField()
    at = models.DateTimeField(default=clock.now)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event"], name="parked_once")]


class Delivery(Row):
    """Something that leaves the house at least once, always under the same key."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        NEEDLESS = "needless"  # when its turn came there was nobody to write to, or nothing left to say

    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    recipient = models.UUIDField(db_index=True)  # a membership's uid; of an address in `facts`, any
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "leased_until"])]


class Answer(models.Model):
    """What an idempotency key was answered with. `owner` is the membership that asked."""

    owner = models.UUIDField()
    key = models.CharField(max_length=100)
    asked = models.BinaryField()
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_answer_per_key")]
