"""What every row that people speak of has in common."""
from collections.abc import Iterable

import uuid_utils.compat as uuid
from django.db import models

from record import clock


def new_uid():
    """A UUIDv7: its time is that of the machine, its order that of making."""
    return uuid.uuid7()


class VisibleQuerySet(models.QuerySet):
    """Rows begin with who reads them. Subclasses say `seen_by(actor)`; the rule itself stands in the app's access.py, and
    asks the database nothing while it is put together."""

    def visible_to(self, actor):
        if actor is None:
            return self.none()
        if actor.system:
            return self.all()
        return self.filter(self._rule(actor))

    def _rule(self, actor) -> models.Q:
        """Put together once for an actor and a day: that takes longer than most queries that it is for."""
        key = type(self), self.model, clock.today(actor.zone)
        if key not in actor.rules:
            actor.rules[key] = self.seen_by(actor)
        return actor.rules[key]

    def seen_by(self, actor) -> models.Q:
        raise TypeError(f"{self.model.__name__} does not say who sees it")


class FollowingQuerySet(VisibleQuerySet):
    """Rows that name a `subject` (its uid, `of` its model) and are seen by whoever sees that."""

    def seen_by(self, actor) -> models.Q:
        from record.registry import subject_seen

        return self.besides(actor) & subject_seen(actor, follows=True, models=self.named())

    def named(self) -> Iterable | None:
        """The models that the rows can name; None: any."""
        return None

    def besides(self, actor) -> models.Q:
        """What is asked of the row beside its subject: nothing, unless a subclass says so."""
        return models.Q()


class Row(models.Model):
    """A uid for the outside, and a version that every change of an editable row counts up."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
