"""Files by content: stored once, outside of anything that is served, named by their SHA-256."""
from django.db import models

from record import guards
from record.models.row import new_uid


class Blob(models.Model):
    """The content of a file. Who may read it is said by the object that holds it, never here."""

    uid = models.UUIDField(default=new_uid, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    type = models.CharField(max_length=120)  # by content, never by name


guards.append_only(Blob)
