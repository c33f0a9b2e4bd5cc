"""What the parties agreed, clause by clause, until agreements have an app of their own."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects import access
from projects.models.project import Project
from record import guards
from record.models import Row
from record.texts import pick


class Clause(Row):
    """One wording of one clause. Never edited: a change is a higher number.

    `terms` are what the house computes with (projects/terms.py says their shape for each kind); the texts are what
    people signed. A clause without `since` holds from the project's beginning, as signed.
    """

    class Kind(models.TextChoices):
        OWNERSHIP = "ownership", _("Ownership of results")
        INCOME = "income", _("Sharing of income")
        ACCEPTANCE = "acceptance", _("Acceptance")
        LIABILITY = "liability", _("Liability and risk")
        CONFIDENTIALITY = "confidentiality", _("Confidentiality")
        OTHER = "other", _("Other")

    project = models.ForeignKey(Project, models.PROTECT, related_name="clauses")
    kind = models.CharField(_("clause"), max_length=20, choices=Kind)
    number = models.PositiveSmallIntegerField()
    text_en = models.TextField(_("text in English"), max_length=8000, blank=True)
    text_zh = models.TextField(_("text in Chinese"), max_length=8000, blank=True)
    terms = models.JSONField(default=dict)
    since = models.DateField(_("holds from"), null=True)

    objects = access.ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["project", "kind", "number"]
        constraints = [models.UniqueConstraint(fields=["project", "kind", "number"], name="one_clause_per_number")]

    @property
    def text(self) -> str:
        return pick(self.text_en, self.text_zh)


guards.append_only(Clause)
