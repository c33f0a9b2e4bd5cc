"""Who takes part in a project, and what each brings."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from partners.models import Institution
from projects import access
from projects.models.project import Project
from record import guards
from record.models import Row


class Participation(Row):
    """An institution in a project. Its strand (colour and pattern) stays the same on every page; the lead's is 1."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        PARTNER = "partner", _("Partner")
        FUNDER = "funder", _("Funder")
        SUPERVISOR = "supervisor", _("Supervisor")

    STRANDS = 5

    project = models.ForeignKey(Project, models.PROTECT, related_name="participations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.PARTNER)
    strand = models.PositiveSmallIntegerField()
    joined = models.BooleanField(default=True)  # False: asked by an amendment that is not agreed
    until = models.DateField(null=True)  # the last day, where a party left by an amendment or did not join

    objects = access.PartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "institution"], name="one_participation_per_pair"),
            models.UniqueConstraint(fields=["project"], condition=models.Q(role="lead"), name="one_lead_per_project"),
            models.CheckConstraint(condition=models.Q(strand__gte=1, strand__lte=5), name="strand_1_to_5"),
        ]


class ContributionKind(models.TextChoices):
    CASH = "cash", _("Cash")
    IN_KIND = "in_kind", _("In kind")


class Contribution(Row):
    """What a party promises to bring within a period, in the project's currency."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="contributions")
    kind = models.CharField(_("kind"), max_length=10, choices=ContributionKind)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    amount = models.PositiveBigIntegerField(_("amount"))  # minor units
    what = models.CharField(_("what"), max_length=200, blank=True)  # instruments, staff, samples, compute

    objects = access.ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="contribution_is_positive"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="contribution_period"),
        ]


class ContributionMade(Row):
    """What a party has brought, on a day. Never edited: what was wrong is taken back by a negative row."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="made")
    kind = models.CharField(_("kind"), max_length=10, choices=ContributionKind)
    on = models.DateField(_("on"))
    amount = models.BigIntegerField(_("amount"))  # minor units; negative: taken back
    what = models.CharField(_("what"), max_length=200, blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, takes_back=None) | models.Q(amount__lt=0, takes_back__isnull=False),
                name="contribution_made_or_taken_back",
            )
        ]


guards.append_only(ContributionMade)
