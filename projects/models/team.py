"""Who works in a project, and as what."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from partners.models import Institution
from projects import access
from projects.models.project import Project
from record.models import Row


class Credit(models.TextChoices):
    """The fourteen roles of CRediT (ANSI/NISO Z39.104-2022). Inventorship is apart and stands in ip."""

    CONCEPTUALIZATION = "conceptualization", _("Conceptualization")
    DATA_CURATION = "data-curation", _("Data curation")
    FORMAL_ANALYSIS = "formal-analysis", _("Formal analysis")
    FUNDING_ACQUISITION = "funding-acquisition", _("Funding acquisition")
    INVESTIGATION = "investigation", _("Investigation")
    METHODOLOGY = "methodology", _("Methodology")
    PROJECT_ADMINISTRATION = "project-administration", _("Project administration")
    RESOURCES = "resources", _("Resources")
    SOFTWARE = "software", _("Software")
    SUPERVISION = "supervision", _("Supervision")
    VALIDATION = "validation", _("Validation")
    VISUALIZATION = "visualization", _("Visualization")
    WRITING_DRAFT = "writing-original-draft", _("Writing – original draft")
    WRITING_REVIEW = "writing-review-editing", _("Writing – review and editing")


class TeamMember(Row):
    """One person of one institution in the team, from a date to a date. Who left stays named."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="team")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teams")
    roles = models.JSONField(_("roles"), default=list)  # values of Credit
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = access.TeamQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"], condition=models.Q(until=None), name="once_in_a_team_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="team_member_period"
            ),
        ]

    @property
    def named(self) -> list[str]:
        """The roles in the reader's language."""
        return [str(Credit(role).label) for role in self.roles]
