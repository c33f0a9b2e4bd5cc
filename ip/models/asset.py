"""Intellectual property: what came of the work, its application and grant."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Person
from ip import access
from partners.models import Institution
from projects.models import Project
from record import guards
from record.models import Row
from record.texts import pick


class Kind(models.TextChoices):
    PATENT = "patent", _("Patent")
    KNOW_HOW = "know_how", _("Know-how")
    SOFTWARE = "software", _("Software")
    IC_LAYOUT = "ic_layout", _("IC layout")
    PLANT_VARIETY = "plant_variety", _("Plant variety")
    TRADEMARK = "trademark", _("Trademark")
    DATA_SET = "data_set", _("Data set")
    TRAINED_MODEL = "trained_model", _("Trained model")


class PatentType(models.TextChoices):
    INVENTION = "invention", _("Invention")
    UTILITY_MODEL = "utility_model", _("Utility model")
    DESIGN = "design", _("Design")


class Funding(models.TextChoices):
    """Public money that paid for the work, where it brings rules of its own."""

    PRIVATE = "private", _("No public project money")
    STATE = "state", _("A science programme funded by the Chinese state (Law on the Progress of Science and Technology, art. 32)")
    US_FEDERAL = "us_federal", _("A federal funding agreement of the US (Bayh–Dole)")


class AiField(models.TextChoices):
    """What an AI was used for, as it is declared: never that it invented."""

    SEARCH = "search", _("Searching and reading")
    IDEAS = "ideas", _("Suggesting ideas or candidates")
    SIMULATION = "simulation", _("Simulation and prediction")
    ANALYSIS = "analysis", _("Analysing data")
    CODE = "code", _("Writing code")
    TEXT = "text", _("Writing or translating text")
    IMAGES = "images", _("Drawing images and figures")


class Disclosure(Row):
    """The first record of a possible result: who made it, when, with which help of an AI (never an inventor itself)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        ACCEPTED = "accepted", pgettext_lazy("disclosure", "Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {
        State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.DRAFT, State.ACCEPTED, State.DECLINED},
    }

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="disclosures")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="disclosures")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    description = models.TextField(_("what is new about it"), max_length=8000, blank=True)
    language = models.CharField(max_length=10, default="en")
    completed_on = models.DateField(_("completed on"))
    disclosed_on = models.DateField(_("disclosed on"), null=True)  # the legal day on which it was submitted
    ai_used = models.BooleanField(_("AI was used"), default=False)
    ai_fields = models.JSONField(_("used for"), default=list)  # values of AiField
    ai_use = models.TextField(_("how AI was used"), max_length=2000, blank=True)
    disclosed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)  # of a return or a refusal
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)

    objects = access.DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title_en="", title_zh=""), name="disclosure_has_a_title")
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return pick(self.title_en, self.title_zh)


class Contributor(Row):
    """Somebody who helped to make the result. Whether they invented is said apart: help alone makes no inventor.

    One from outside is a person without a membership, known by name and e-mail, who signs by a link or on paper.
    """

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="contributors")
    position = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")  # whose employee then
    employer = models.CharField(_("institution"), max_length=200, blank=True)  # in words, where it is not in the directory
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributed_to")
    inventor = models.BooleanField(_("inventor"), default=True)  # 专利法实施细则 14: a creative part in the substance
    did = models.CharField(_("what they did"), max_length=300, blank=True)

    objects = access.ContributorQuerySet.as_manager()

    class Meta:
        ordering = ["disclosure", "position"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "person"], name="contributor_once")]

    @property
    def works_for(self) -> str:
        return self.institution.name if self.institution else self.employer


class Asset(Row):
    """One right or result, managed by the institution that received its disclosure."""

    class State(models.TextChoices):
        HELD = "held", _("Held")  # know-how, data, unfiled results
        FILED = "filed", _("Filed")
        GRANTED = "granted", _("Granted or registered")
        LAPSED = "lapsed", _("Lapsed")

    MOVES = {
        State.HELD: {State.FILED, State.GRANTED, State.LAPSED},
        State.FILED: {State.GRANTED, State.LAPSED},
        State.GRANTED: {State.LAPSED},
    }

    manager = models.ForeignKey(Institution, models.PROTECT, related_name="assets")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, null=True, related_name="asset")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="assets")
    number = models.CharField(_("number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    patent_type = models.CharField(_("type of patent"), max_length=20, choices=PatentType, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, default="CN")
    application_number = models.CharField(
        _("application number"), max_length=30, null=True, blank=True, unique=True
    )
    completed_on = models.DateField(_("completed on"))
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    funding = models.CharField(_("public funding"), max_length=12, choices=Funding, default=Funding.PRIVATE)
    published_on = models.DateField(_("first published on"), null=True, blank=True)
    agency_told_on = models.DateField(_("disclosed to the funding agency on"), null=True, blank=True)
    elected_on = models.DateField(_("title elected on"), null=True, blank=True)
    abroad_on = models.DateField(_("to be filed abroad on"), null=True, blank=True)
    review_asked_on = models.DateField(_("confidentiality review asked for on"), null=True, blank=True)
    registration = models.CharField(_("registration or certificate number"), max_length=40, blank=True)
    lapsed_on = models.DateField(_("lapsed on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)

    objects = access.AssetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["manager", "number"], name="one_asset_per_number")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return pick(self.title_en, self.title_zh)


guards.states(Disclosure, Disclosure.MOVES, [Disclosure.State.DRAFT])
guards.states(Asset, Asset.MOVES, [Asset.State.HELD])
