"""Of whom something is asked: what a decision's seat and a duty have in common."""
from uuid import UUID

from django.db import models

from partners.models import Unit
from record.models import Row


class Asked(Row):
    """Whoever holds `capability` in the whole institution does it; or, where it is about a project, in that project (`scope`, its
    uid), or in the `unit` to which the project belongs there or any above it."""

    capability = models.CharField(max_length=40)
    scope = models.UUIDField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def scopes(self) -> list[UUID]:
        """Where, short of the whole institution, a role may be held that counts here."""
        return ([self.scope] if self.scope else []) + (self.unit.upward if self.unit else [])
