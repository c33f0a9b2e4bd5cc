"""Sharing policies: an institution's formula, versioned and dated. What is published never changes."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.deal import Deal
from ip.rules import Policy, read_policy
from partners.models import Institution
from record import guards
from record.models import Row
from record.texts import pick


class SharingPolicy(Row):
    """How an institution shares the income of its deals of some kinds. At most one policy says so for each kind."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="sharing_policies")
    code = models.SlugField(_("code"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    deal_kinds = models.JSONField(_("kinds of deals"), default=list)  # values of Deal.Kind

    objects = access.PolicyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "code"], name="one_policy_per_code")]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)

    @property
    def covers(self) -> str:
        """The kinds of deals, in words."""
        return " · ".join(str(Deal.Kind(kind).label) for kind in self.deal_kinds)

    def published(self):
        """Versions that hold one after the other, the first at the beginning."""
        return self.versions.filter(state=PolicyVersion.State.PUBLISHED).order_by("number")

    def in_force(self, day) -> "PolicyVersion | None":
        """The version that a deal disclosed, signed and paid on the day would fall under."""
        return self.published().filter(since__lte=day).last()


class PolicyVersion(Row):
    """One formula as data in the format of ip/policies/FORMAT.md. It holds until a later published one begins."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_APPROVAL = "in_approval", _("In approval")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {
        State.DRAFT: {State.IN_APPROVAL, State.WITHDRAWN},
        State.IN_APPROVAL: {State.DRAFT, State.PUBLISHED},
    }

    policy = models.ForeignKey(SharingPolicy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(null=True)  # given when it is published
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    since = models.DateField(_("holds from"), null=True, blank=True)  # of the date that the formula's applies_by names
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.PolicyVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(number__isnull=False, since__isnull=False),
                name="published_with_number_and_day",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """What the formula calls itself."""
        name = self.document["name"]
        return pick(name.get("en", ""), name.get("zh", ""))

    @property
    def formula(self) -> Policy:
        """What the document states; a version that stands was read once and reads again."""
        return read_policy(self.document)


guards.states(PolicyVersion, PolicyVersion.MOVES, [PolicyVersion.State.DRAFT])
guards.frozen(PolicyVersion, "state = 'published'")
