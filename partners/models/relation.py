"""What one institution knows of and does with another: private to it."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners import access
from partners.models.institution import Institution
from record.models import Row


class Relation(Row):
    """A partner in the book of one institution."""

    class Standing(models.TextChoices):
        PROSPECT = "prospect", _("Prospect")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="relations")
    partner = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.ACTIVE)
    since = models.DateField(_("since"))
    notes = models.TextField(_("notes"), blank=True)

    objects = access.RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "partner"], name="one_relation_per_pair"),
            models.CheckConstraint(condition=~models.Q(owner=models.F("partner")), name="partner_is_another"),
        ]


class Contact(Row):
    """A person at a partner whom we know: need not use Trihelix."""

    relation = models.ForeignKey(Relation, models.PROTECT, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    removed = models.BooleanField(default=False)  # blanked; the row stays, since the record names it

    objects = access.ContactQuerySet.as_manager()
