"""Shares of one institution's part, of its inventors or of another group of persons: proposed as a set, signed by each, never edited."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from ip import access
from ip.models.asset import Asset
from ip.rules import Shares
from ip.rules.shares import TO_PARTY
from partners.models import Institution, Unit
from record import clock, guards
from record.models import Blob, Row, new_uid


class ShareSet(models.Model):
    """Who shares an institution's persons' part of an asset's income, from a day on. The order is part of its fingerprint.

    `group`: the key under which a policy names another group of persons; empty for the inventors.
    """

    uid = models.UUIDField(primary_key=True, default=new_uid)
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="share_sets")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="share_sets")
    group = models.CharField(max_length=80, blank=True)
    number = models.PositiveSmallIntegerField()
    since = models.DateField(_("since"))
    whole = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)

    objects = access.ShareSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asset", "institution", "group", "number"], name="one_share_set_per_number")
        ]

    def pairs(self) -> list[tuple[str, int]]:
        """Whose each part of the whole is, in the order of the set: a person's uid, or a party of the policy (`party:KEY`)."""
        rows = self.shares.order_by("line").values_list("person__uid", "party", "part")
        return [(f"{TO_PARTY}{party}" if party else str(uid), part) for uid, party, part in rows]

    def units(self) -> dict[str, list[str]]:
        """For which units a part counts, by whose it is: their uids, from the top of the tree down. Without those of none."""
        return {share.key: share.path for share in self.shares.select_related("person").order_by("line") if share.path}

    def divided(self) -> Shares:
        """The set as the rules compute with it."""
        return Shares.read(self.pairs(), whole=self.whole, units=self.units())


class Share(models.Model):
    """A person's part of the whole, or one that fell to a party of the policy (by its key) when a person left or died.

    It counts for a `unit`, where a policy shares among units; `path` are the uids of the units from the top of the tree down
    to it, as the tree stood. A row that never changes; whether a person has signed it is a row beside it, a party signs
    nothing.
    """

    uid = models.UUIDField(default=new_uid, unique=True)
    share_set = models.ForeignKey(ShareSet, models.PROTECT, related_name="shares")
    line = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="shares")
    party = models.CharField(max_length=80, blank=True)
    part = models.PositiveBigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    path = models.JSONField(default=list)

    objects = access.ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share_set", "line"], name="one_share_per_line"),
            models.UniqueConstraint(fields=["share_set", "person"], name="one_share_per_person"),
            models.UniqueConstraint(fields=["share_set", "party"], condition=~models.Q(party=""), name="one_share_per_party"),
            models.CheckConstraint(condition=models.Q(part__gt=0), name="share_above_zero"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, party="") | (models.Q(person=None) & ~models.Q(party="")),
                name="share_of_a_person_or_a_party",
            ),
        ]

    @property
    def key(self) -> str:
        """Whose it is, as the rules name it."""
        return f"{TO_PARTY}{self.party}" if self.person is None else str(self.person.uid)


class SigningLink(Row):
    """A link that lets one person sign one share without an account; only its hash is kept, it works once."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.SigningLinkQuerySet.as_manager()


class SignedPaper(Row):
    """The scan of a signed paper: a signature once a second person has confirmed it, nothing before."""

    class State(models.TextChoices):
        FILED = "filed", _("Waits for a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")

    MOVES = {State.FILED: {State.CONFIRMED, State.REFUSED}}

    share = models.ForeignKey(Share, models.PROTECT, related_name="papers")
    scan = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # of the file
    signed_on = models.DateField(_("signed on"))
    filed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)  # of a refusal
    state = models.CharField(max_length=10, choices=State, default=State.FILED)

    objects = access.SignedPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share"], condition=models.Q(state="filed"), name="one_paper_at_a_time")
        ]


class Signature(Row):
    """That a person agreed to their share, bound to the fingerprint of the whole set: there is one, or there is none."""

    class How(models.TextChoices):
        ACCOUNT = "account", _("Signed in")
        LINK = "link", _("By a personal link")
        PAPER = "paper", _("On paper")
        CARRIED = "carried", _("Signed before, and the part did not shrink")

    share = models.OneToOneField(Share, models.PROTECT, related_name="signature")
    how = models.CharField(max_length=10, choices=How)
    fingerprint = models.CharField(max_length=64)
    signed_on = models.DateField(_("signed on"))
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")  # signed in; who confirmed it
    link = models.OneToOneField(SigningLink, models.PROTECT, null=True, related_name="signature")
    paper = models.OneToOneField(SignedPaper, models.PROTECT, null=True, related_name="signature")
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # of the set that this one follows

    objects = access.SignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how="account", membership__isnull=False, link=None, paper=None, before=None)
                | models.Q(how="link", membership=None, link__isnull=False, paper=None, before=None)
                | models.Q(how="paper", membership=None, link=None, paper__isnull=False, before=None)
                | models.Q(how="carried", membership__isnull=False, link=None, paper=None, before__isnull=False),
                name="signature_in_one_way",
            )
        ]


guards.append_only(ShareSet)
guards.append_only(Share)
guards.append_only(Signature)
guards.states(SignedPaper, SignedPaper.MOVES, [SignedPaper.State.FILED])
guards.sealed(
    ShareSet,
    Share,
    "share_set",
    """SELECT 1 WHERE {p}.whole <> (SELECT COALESCE(SUM(c.part), 0) FROM ip_share c WHERE c.share_set_id = {p}.uid)
    UNION ALL SELECT 1 WHERE {p}.number > 1 AND NOT EXISTS (SELECT 1 FROM ip_shareset v
        WHERE v.asset_id = {p}.asset_id AND v.institution_id = {p}.institution_id AND v."group" = {p}."group"
        AND v.number = {p}.number - 1)""",
)
