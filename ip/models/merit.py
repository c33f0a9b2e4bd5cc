"""Who counts as what where the law measures rewards by it: main contributors, and those who work on the transfer."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from ip import access
from ip.models.asset import Asset
from partners.models import Institution
from record import clock, guards
from record.models import new_uid


class Merit(models.Model):
    """From `since` on, a person of `institution` counts as `kind` for an asset, or (`counts` false) no longer does; never
    edited: of several rows the one that begins last holds."""

    class Kind(models.TextChoices):  # the words of ip.rules.floors
        MAIN = "main_contributors", _("Main contributor")
        TRANSFER = "transfer_staff", _("Staff of the transfer")

    uid = models.UUIDField(default=new_uid, unique=True)
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="merits")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(_("counts for the law as"), max_length=20, choices=Kind)
    counts = models.BooleanField(default=True)
    since = models.DateField(_("since"))
    grounds = models.TextField(_("grounds"), max_length=2000)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = access.MeritQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]


guards.append_only(Merit)
