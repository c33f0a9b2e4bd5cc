"""That staff were heard, something was posted for all to see, somebody objected and how that ended."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from partners.models import Institution
from record import clock, guards
from record.models import new_uid


class Hearing(models.Model):
    """One step about a version of a policy, a deal or a distribution, never edited: what, on which day, with whom, and what
    came of it (促进科技成果转化法 art. 44: staff are heard before a rule is set, the rule is made public in the unit; art. 18:
    a price by agreement is posted)."""

    class Kind(models.TextChoices):
        HEARD = "heard", _("Staff were heard")
        POSTED = "posted", _("Posted for all to see")
        OBJECTION = "objection", _("Objection")
        SETTLED = "settled", _("Objections settled")

    uid = models.UUIDField(default=new_uid, unique=True)
    subject = models.UUIDField(db_index=True)
    of = models.CharField(max_length=60)  # the model of the subject
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    on = models.DateField(_("day"))
    whom = models.CharField(_("who"), max_length=200)
    text = models.TextField(_("what was said"), max_length=4000)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = access.HearingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]


guards.append_only(Hearing)
