"""What this database is: the demo's, or somebody's."""
from django.db import models

from record import clock, guards


class Installation(models.Model):
    """At most one row. Only a demo has sign-in by one click and mails that are read instead of sent; no setting can say so."""

    class Kind(models.TextChoices):
        REAL = "real"
        DEMO = "demo"

    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(models.Value(1), name="one_installation")]

    @classmethod
    def is_demo(cls) -> bool:
        return cls.objects.filter(kind=cls.Kind.DEMO).exists()

    @classmethod
    def begin(cls, kind: str) -> None:
        """Say what the database is to be, before anything has happened in it."""
        from record.models.chain import Event

        if Event.objects.exists():
            raise RuntimeError("something has happened here already: it is too late to say what this database is")
        cls.objects.create(kind=kind)


guards.append_only(Installation)
