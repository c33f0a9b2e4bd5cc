"""A joint project: what two or more institutions do together. Transfers and licences are deals, never projects."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from partners.models import Institution, Unit
from projects import access
from record import guards
from record.models import Row
from record.texts import pick


class Kind(models.TextChoices):
    """The kinds of technology contract of the Civil Code, book three, chapter 20, that are projects."""

    COMMISSIONED = "commissioned", _("Commissioned development")
    COOPERATIVE = "cooperative", _("Cooperative development")
    CONSULTING = "consulting", _("Technical consulting")
    SERVICE = "service", _("Technical service")


class Project(Row):
    """Owned by the institution that leads it, seen by every party once it was put before them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_APPROVAL = "in_approval", _("In approval")
        SIGNED = "signed", _("Signed")
        RUNNING = "running", _("Running")
        SUSPENDED = "suspended", _("Suspended")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        ENDED_EARLY = "ended_early", _("Ended early")

    S = State
    MOVES = {
        S.DRAFT: {S.IN_APPROVAL, S.ENDED_EARLY},
        S.IN_APPROVAL: {S.DRAFT, S.SIGNED},
        S.SIGNED: {S.RUNNING, S.ENDED_EARLY},
        S.RUNNING: {S.SUSPENDED, S.CLOSING, S.ENDED_EARLY},
        S.SUSPENDED: {S.RUNNING, S.ENDED_EARLY},
        S.CLOSING: {S.RUNNING, S.CLOSED, S.ENDED_EARLY},
    }
    ALIVE = (S.SIGNED, S.RUNNING, S.SUSPENDED, S.CLOSING)  # signed by all and not yet over
    OVER = (S.CLOSED, S.ENDED_EARLY)

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="led_projects")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="projects")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    number = models.CharField(_("number"), max_length=20, blank=True)  # given when signed, such as P-2026-014
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    summary = models.TextField(_("what it is about"), max_length=4000, blank=True)
    language = models.CharField(max_length=10, default="en")  # of the summary
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")  # of budget, contributions, payments
    budget = models.PositiveBigIntegerField(_("budget"), default=0)  # minor units
    investigator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    signed_on = models.DateField(null=True)

    objects = access.ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title_en="", title_zh=""), name="project_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="project_ends_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["owner", "number"], condition=~models.Q(number=""), name="one_project_per_number"
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"])]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return pick(self.title_en, self.title_zh)

    def clause(self, kind: str, day):
        """The wording of a clause that holds on a day, or None: then the law says."""
        return self.clauses.holding(day).filter(kind=kind).first()


class Outline(Project):
    """A project from outside: how it goes, and what the reader's own body brings. Its files, talk and others' money stay inside."""

    class Meta:
        proxy = True

    objects = access.OutlineQuerySet.as_manager()  # type: ignore[assignment]  # another door to the same rows


guards.states(Project, Project.MOVES, [Project.State.DRAFT])
