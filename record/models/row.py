"""What every row that people speak of has in common."""
from collections.abc import Callable, Iterable

import uuid_utils.compat as uuid
from django.db import models

from record import clock
from record.rules import kept


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
        return self.under("seen_by", actor, self.seen_by)

    def under(self, name: str, actor, rule: Callable[..., models.Q]):
        """Those of the rows for which `rule(actor)` holds, which is put together once for all who stand alike that day."""
        key = type(self), self.model, name, actor.standing, clock.today(actor.zone)
        condition, rows = kept(key, lambda: self._all_under(rule(actor)))
        return rows.all() if self._untouched() else self.filter(condition)

    def _all_under(self, condition: models.Q) -> tuple:
        return condition, type(self)(self.model).filter(condition)

    def _untouched(self) -> bool:
        """Whether it is still all rows of its model, as `objects` gives them."""
        return self._db is None and self._iterable_class is models.query.ModelIterable and not self._hints and not (
            self._prefetch_related_lookups or self._known_related_objects or self._sticky_filter or self._for_write
        ) and vars(self.query) == vars(type(self)(self.model).query)

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
