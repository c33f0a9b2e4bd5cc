"""What comes due: a row in the database that a sweep finds, never a far timer in a broker."""
from django.db import models

from governance import access
from partners.models import Institution
from record.models import Row


class Due(Row):
    """On `on`, the owner of `kind` is asked what to do about `subject` (remind, follow up, mark late). Done once."""

    kind = models.CharField(max_length=40)  # a key of governance.registry.due_kinds
    subject = models.UUIDField()
    of = models.CharField(max_length=60)  # the model of the subject
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    on = models.DateField(db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True)  # why the sweep set it aside

    objects = access.DueQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "on"], name="due_once")]
