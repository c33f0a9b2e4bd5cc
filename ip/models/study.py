"""An allocation study: parties who have not agreed yet look at fair divisions side by side, each value with its source."""
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.asset import Asset
from ip.rules import exact
from ip.rules.fair import ALONE, COVER
from partners.models import Institution
from projects.models import Project
from record import clock, guards
from record.models import Row, new_uid


class Method(models.TextChoices):
    """Divisions of ip.rules.fair that a study computes, in the order in which it shows them."""

    PROPORTIONAL = "proportional", _("Proportional to contribution")
    AHP_EIGENVECTOR = "ahp_eigenvector", _("AHP, principal eigenvector")
    AHP_GEOMETRIC = "ahp_geometric_mean", _("AHP, geometric mean")
    SHAPLEY = "shapley", _("Shapley value")
    RISK_ADJUSTED = "risk_adjusted", _("Shapley value, risk-adjusted")
    NUCLEOLUS = "nucleolus", _("Nucleolus")
    NASH = "nash", _("Nash bargaining")
    CLAIMS = "claims", _("Proportional to claims")
    EQUAL_AWARDS = "equal_awards", _("Constrained equal awards")
    EQUAL_LOSSES = "equal_losses", _("Constrained equal losses")
    TALMUD = "talmud", _("Talmud rule")


class Unstated(models.TextChoices):
    """What a group counts as whose worth nobody stated: rules of ip.rules.fair, none of which holds until somebody sets it."""

    COVER = COVER, _("the best that it can make of stated groups")
    ALONE = ALONE, _("what its members have alone, together")


class Study(Row):
    """About a project's income or an asset's; seen by the staff of its parties, from the first value on."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CHOSEN = "chosen", _("One was chosen")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {State.OPEN: {State.CHOSEN, State.WITHDRAWN}}

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="studies")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="studies")
    purpose = models.CharField(_("what is divided"), max_length=200)
    language = models.CharField(max_length=10, default="en")  # of the purpose
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.PositiveBigIntegerField(_("amount to divide"))  # minor units: what all parties have together
    unstated = models.CharField(max_length=10, choices=Unstated, blank=True)  # none: a group's worth is stated, or not known
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    method = models.CharField(max_length=20, choices=Method, blank=True)  # the one chosen
    chosen_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    objects = access.StudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(project=None, asset__isnull=False) | models.Q(asset=None, project__isnull=False),
                name="study_of_a_project_or_an_asset",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="study_divides_something"),
        ]

    def __str__(self):
        return self.purpose

    @property
    def about(self) -> Project | Asset:
        return self.project or self.asset  # type: ignore[return-value]  # one of the two, by a constraint


class StudyParty(models.Model):
    """Its line is its bit in the groups of `StudyValue`: line 1 is bit 1, line 2 is bit 2, line 3 is bit 4."""

    MOST = 12
    TYPED = 5  # up to so many, a page has a field for each group of them

    study = models.ForeignKey(Study, models.PROTECT, related_name="parties")
    line = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")

    objects = access.OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["study", "line"]
        constraints = [
            models.UniqueConstraint(fields=["study", "line"], name="one_study_party_per_line"),
            models.UniqueConstraint(fields=["study", "institution"], name="study_party_once"),
        ]

    @property
    def bit(self) -> int:
        return 1 << (self.line - 1)

    @property
    def code(self) -> str:
        """By which tables of groups name it: A, B, C in the order of the parties."""
        return "ABCDEFGHIJKL"[self.line - 1]


class StudyCriterion(models.Model):
    """By what contributions are judged, such as novelty or cost. Its line is its bit, as with parties; one that is no
    longer asked is dropped and keeps its line, so that what was stated under it stays readable."""

    MOST, LINES = 7, 15  # at a time, and in all

    study = models.ForeignKey(Study, models.PROTECT, related_name="criteria")
    line = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(max_length=10, default="en")  # of the name
    dropped = models.BooleanField(default=False)

    objects = access.OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["study", "line"]
        constraints = [models.UniqueConstraint(fields=["study", "line"], name="one_study_criterion_per_line")]

    @property
    def bit(self) -> int:
        return 1 << (self.line - 1)


class StudyValue(models.Model):
    """One value as somebody stated it, never edited: the latest for the same sheet and group counts, the others stay."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("Contributions")
        CLAIM = "claim", _("Claims")
        WORTH = "worth", _("What each group has by itself")
        POWER = "power", _("Bargaining weights")
        RISK = "risk", _("Parts of the risk")
        JUDGEMENT = "judgement", _("Contributions compared in pairs")
        CRITERIA = "criteria", _("Criteria compared in pairs")
        OFFER = "offer", _("What is on the table")

    MONEY = (Kind.CLAIM, Kind.WORTH, Kind.OFFER)  # in minor units of the study's currency

    uid = models.UUIDField(default=new_uid, unique=True)
    study = models.ForeignKey(Study, models.PROTECT, related_name="values")
    kind = models.CharField(max_length=15, choices=Kind)
    criterion = models.ForeignKey(StudyCriterion, models.PROTECT, null=True, related_name="+")  # under which parties are compared
    group = models.PositiveSmallIntegerField()  # bits of the parties (of criteria: theirs): one, a group, or the two compared
    amount = models.BigIntegerField(null=True)  # of MONEY
    number = models.CharField(max_length=40, blank=True)  # of the others: exact, such as 2.5 or 1/3
    evidence = models.CharField(_("evidence"), max_length=300)
    language = models.CharField(max_length=10, default="en")  # of the evidence
    stated_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)

    objects = access.OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["study", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False, number="") | models.Q(amount=None) & ~models.Q(number=""),
                name="study_value_is_money_or_number",
            ),
            models.CheckConstraint(condition=models.Q(group__gt=0), name="study_value_of_a_group"),
            models.CheckConstraint(
                condition=models.Q(criterion=None) | models.Q(kind="judgement"), name="study_value_under_a_criterion_compares"
            ),
        ]

    @property
    def sheet(self) -> str:
        """Where it stands: its kind, and the line of the criterion under which it compares."""
        return sheet(self.kind, self.criterion.line if self.criterion else 0)

    @property
    def exact(self) -> Fraction:
        return exact(self.number) if self.amount is None else Fraction(self.amount)


def sheet(kind: str, criterion: int = 0) -> str:
    """The key of values that are stated together: "claim", or "judgement.2" for the second criterion."""
    return f"{kind}.{criterion}" if criterion else str(kind)


guards.states(Study, Study.MOVES, [Study.State.OPEN])
guards.append_only(StudyParty)
guards.append_only(StudyValue)
