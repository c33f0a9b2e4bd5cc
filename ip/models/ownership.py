"""Who owns an asset: from a day on, whatever lower numbers said. A correction is a higher number."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.asset import Asset
from partners.models import Institution
from record import clock, guards
from record.models import new_uid


class OwnershipVersion(models.Model):
    """Holds from `since` and has no end. `uid` is its key, known before its stakes are written."""

    class Basis(models.TextChoices):
        AGREEMENT = "agreement", _("By the agreement")
        LAW = "law", _("By law")
        DECISION = "decision", _("By decision, with reasons")
        ASSIGNMENT = "assignment", _("By assignment")

    uid = models.UUIDField(primary_key=True, default=new_uid)
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="ownership_versions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField(_("since"))
    whole = models.PositiveBigIntegerField()
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    citation = models.CharField(_("clause or article"), max_length=200, blank=True)  # keys of articles, or "ownership/2"
    income_rule = models.CharField(max_length=30, blank=True)  # owner, each_keeps, by_parts, fees_shared, …
    income_citation = models.CharField(max_length=200, blank=True)  # as citation: "income/1" or keys of articles
    income_parts = models.JSONField(default=list)  # [[institution uid, "1/2"], …] where the agreement says so
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    set_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    objects = access.OwnershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="one_ownership_per_number")]


def owned(asset: Asset, day, known: int = 2**31 - 1) -> OwnershipVersion | None:
    """The version that holds on a day, as it was known when number `known` was the last."""
    begun = OwnershipVersion.objects.filter(asset=asset, since__lte=day, number__lte=known)
    return begun.order_by("-number").first()


class Stake(models.Model):
    """A party's part of the whole."""

    version = models.ForeignKey(OwnershipVersion, models.PROTECT, related_name="stakes")
    line = models.PositiveIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="stakes")
    part = models.PositiveBigIntegerField()

    objects = access.StakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="one_stake_per_line"),
            models.UniqueConstraint(fields=["version", "institution"], name="one_stake_per_party"),
            models.CheckConstraint(condition=models.Q(part__gt=0), name="stake_above_zero"),
        ]


guards.append_only(OwnershipVersion)
guards.append_only(Stake)
guards.sealed(
    OwnershipVersion,
    Stake,
    "version",
    """SELECT 1 WHERE {p}.whole <> (SELECT COALESCE(SUM(c.part), 0) FROM ip_stake c WHERE c.version_id = {p}.uid)
    UNION ALL SELECT 1 WHERE {p}.number > 1 AND NOT EXISTS
        (SELECT 1 FROM ip_ownershipversion v WHERE v.asset_id = {p}.asset_id AND v.number = {p}.number - 1)""",
)
