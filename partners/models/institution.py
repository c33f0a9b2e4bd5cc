"""The common directory: who takes part. Identity is common to all; what one knows of another is private (relation.py)."""
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners import access, identifiers
from partners.matching import key_of
from partners.places import country_name, place
from record.models import Row
from record.texts import pick


class Kind(models.TextChoices):
    UNIVERSITY = "university", _("University")
    INSTITUTE = "institute", _("Research institute")
    ENTERPRISE = "enterprise", _("Enterprise")
    GOVERNMENT = "government", _("Government body")
    INTERMEDIARY = "intermediary", _("Intermediary")


class Founder(models.TextChoices):
    """Who founded it: the floors of 促进科技成果转化法 art. 45 bind state-founded units also against their own rules."""

    STATE = "state", _("State-founded")
    PRIVATE = "private", _("Privately founded")


class Institution(Row):
    """A university, research institute, enterprise, government body or intermediary."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, default="CN", validators=[RegexValidator(r"^[A-Z]{2}$")])
    region = models.CharField(_("region"), max_length=60, blank=True)  # "北京", for regional floors
    zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    founder = models.CharField(_("founded by"), max_length=10, choices=Founder, default=Founder.PRIVATE)
    uscc = models.CharField(_("unified social credit code"), max_length=18, null=True, blank=True, unique=True,
                            validators=[identifiers.uscc])  # fmt: skip
    ror = models.CharField("ROR", max_length=9, null=True, blank=True, unique=True, validators=[identifiers.ror])
    lei = models.CharField("LEI", max_length=20, null=True, blank=True, unique=True, validators=[identifiers.lei])
    uses_trihelix = models.BooleanField(default=False)  # has people of its own here; else it is one payable
    registered_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)
    match_key = models.CharField(max_length=420, db_index=True, editable=False, default="")  # matching.py

    objects = access.InstitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_en="", name_zh=""), name="institution_has_a_name")
        ]

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **kwargs):
        self.match_key = key_of(self.name_en, self.name_zh)
        if update_fields is not None:
            update_fields = {*update_fields, "match_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)

    @property
    def place(self) -> str:
        return place(self.country, self.region)

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class Unit(Row):
    """A college, department or laboratory in the tree of an institution, from a date to a date."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = access.UnitQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)

    @property
    def upward(self) -> list[UUID]:
        """The uids of this unit and of all above it, from here to the top of the tree."""
        found: list[UUID] = []
        unit: Unit | None = self
        while unit is not None:
            found.append(unit.uid)
            unit = unit.parent
        return found
