"""A formula that somebody is typing, kept as it stands: no state of the house, and seen by nobody else."""
import json

from django.db import models

from accounts.models import Membership
from ip import access
from ip.models.policy import PolicyVersion, SharingPolicy
from record import clock
from record.models import Row
from record.texts import pick


class UnfinishedFormula(Row):
    """What a person has typed in the editor and not saved: for a new policy, a new version of one, or a draft."""

    author = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    policy = models.ForeignKey(SharingPolicy, models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    seen = models.CharField(max_length=64, blank=True)  # the fingerprint of the draft as it was read
    typed = models.TextField()  # the document as JSON, also while no library would take it
    step = models.CharField(max_length=20)
    deal_kinds = models.JSONField(default=list)
    kept_at = models.DateTimeField(default=clock.now)

    objects = access.UnfinishedQuerySet.as_manager()

    @property
    def document(self) -> dict:
        return json.loads(self.typed)

    @property
    def title(self) -> str:
        """What the formula calls itself so far; empty where it has no name yet."""
        name = self.document.get("name")
        said = {key: text for key, text in name.items() if isinstance(text, str)} if isinstance(name, dict) else {}
        return pick(said.get("en", ""), said.get("zh", ""))
