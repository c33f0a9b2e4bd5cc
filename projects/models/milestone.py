"""A piece of work that is due: what is handed over, who must accept it, what it weighs, and what is paid for it."""
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.models import Institution
from projects import milestone_access as access
from projects.models.participation import Participation
from projects.models.project import Project
from record import guards
from record.models import Row
from record.texts import pick

ONE_OF_THEM = ~models.Q(title_en="", title_zh="")
PAYS = models.Q(payer__isnull=False, payee__isnull=False) & ~models.Q(payer=models.F("payee"))


def _before(moves: Mapping, to: str) -> tuple:
    """The states from which a move leads to `to`."""
    return tuple(state for state, reached in moves.items() if to in reached)


class Milestone(Row):
    """Numbered by `position` in its project. Weights are whole percent and sum to 100 in a project."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        IN_WORK = "in_work", _("In work")
        SUBMITTED = "submitted", _("Submitted")
        CONDITIONAL = "conditional", _("Accepted with conditions")
        ACCEPTED = "accepted", pgettext_lazy("milestone", "Accepted")
        REJECTED = "rejected", pgettext_lazy("milestone", "Rejected")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    S = State
    MOVES = {
        S.PLANNED: {S.IN_WORK, S.FAILED, S.CANCELLED},
        S.IN_WORK: {S.SUBMITTED, S.FAILED, S.CANCELLED},
        S.SUBMITTED: {S.IN_WORK, S.ACCEPTED, S.CONDITIONAL, S.REJECTED, S.CANCELLED},
        S.CONDITIONAL: {S.ACCEPTED},
        S.REJECTED: {S.IN_WORK, S.FAILED, S.CANCELLED},
    }
    IN_HAND = (S.PLANNED, S.IN_WORK)  # with the party that delivers it: worked on, reminded of
    CHANGEABLE = (S.PLANNED, S.IN_WORK, S.REJECTED)  # by an amendment
    OPEN = tuple(MOVES)  # the project does not close over these
    FAILABLE, CANCELLABLE = _before(MOVES, S.FAILED), _before(MOVES, S.CANCELLED)
    WHOLE = 100

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    due = models.DateField(_("due"))
    weight = models.PositiveSmallIntegerField(_("weight"))  # percent of the project
    responsible = models.ForeignKey(Participation, models.PROTECT, related_name="delivers")  # who hands it in
    payment = models.PositiveBigIntegerField(_("payment"), default=0)  # minor units of the project's currency; 0: none
    payer = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="pays")
    payee = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="is_paid")
    pay_within = models.PositiveSmallIntegerField(_("days to pay"), default=30)  # calendar days after acceptance
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)

    objects = access.MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["project", "position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_milestone_per_position"),
            models.CheckConstraint(condition=ONE_OF_THEM, name="milestone_has_a_title"),
            models.CheckConstraint(condition=models.Q(weight__gte=1, weight__lte=100), name="milestone_weight"),
            models.CheckConstraint(condition=models.Q(payment=0) | PAYS, name="milestone_payment_has_two_sides"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return pick(self.title_en, self.title_zh)


class Criterion(Row):
    """What must hold for the milestone to be accepted, and which evidence is asked for."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("criterion"), max_length=500)
    evidence = models.CharField(_("evidence asked for"), max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")

    objects = access.OfMilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "position"]
        constraints = [models.UniqueConstraint(fields=["milestone", "position"], name="one_criterion_per_position")]

    def __str__(self):
        return self.text


class RequiredApprover(Row):
    """An institution without whose acceptance the milestone is not accepted."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="approvers")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")

    objects = access.OfMilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["milestone", "institution"], name="approver_once_per_milestone")]


guards.states(Milestone, Milestone.MOVES, [Milestone.State.PLANNED])
