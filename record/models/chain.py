"""The record itself: one hash chain for each acting institution, and one for the house."""
from django.db import models

from record import guards
from record.models.row import VisibleQuerySet, new_uid


class Chain(models.Model):
    """The head of one chain. `owner` is an institution's uid; the house's own chain has none."""

    owner = models.UUIDField(null=True, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(default=bytes(32))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(owner__isnull=True), name="one_chain_of_the_house"
            )
        ]


class EventQuerySet(VisibleQuerySet):
    def seen_by(self, actor):
        from record.feed import seen

        return seen(actor)


class Event(models.Model):
    """One thing that happened. `body` is hashed as it stands; the columns beside it are its index."""

    uid = models.UUIDField(default=new_uid, unique=True)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60, db_index=True)
    subject = models.UUIDField()
    of = models.CharField(max_length=60)  # the model of the subject, such as "projects.milestone"
    at = models.DateTimeField(db_index=True)
    salt = models.BinaryField()
    body = models.BinaryField()
    hash = models.BinaryField()

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="one_event_per_place")]
        indexes = [models.Index(fields=["subject", "id"])]


class About(models.Model):
    """Which objects an event concerns: an index of its body. `role` says as what."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="about")
    role = models.CharField(max_length=30)
    of = models.CharField(max_length=60)  # the model, such as "projects.project"
    uid = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["uid", "event"])]


class LastSaid(models.Model):
    """The event that says last what a row holds, by the row's uid: where an action looks whether the row is still what it was
    left as. It is an index like About, and proves nothing: the event does."""

    uid = models.UUIDField(primary_key=True)
    event = models.ForeignKey(Event, models.DO_NOTHING, related_name="+", db_constraint=False)


guards.append_only(Event)
guards.append_only(About)
