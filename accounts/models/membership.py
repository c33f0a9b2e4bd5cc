"""A person's standing in an institution, and the roles that they hold there."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import access
from accounts.capabilities import Role
from accounts.models.person import Person
from partners.models import Institution, Unit
from record import clock, guards
from record.models import Row


class Membership(Row):
    """One person in one institution. `until` is the first day on which it holds no more."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="memberships")
    title = models.CharField(_("position"), max_length=120, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = access.MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "institution"], name="one_membership_per_pair")]

    @property
    def holds(self) -> bool:
        """Today, in the institution's own zone."""
        day = clock.today(self.institution.zone)
        return self.since <= day and (self.until is None or day < self.until) and self.person.is_active


class Grant(Row):
    """A role held in the institution, or in one of its units or projects (`scope`, a uid). Ended, never deleted.

    `until` is the first day on which it holds no more, so that ending it today ends it at once.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    scope = models.UUIDField(null=True)  # unit or project; null: the whole institution
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = access.GrantQuerySet.as_manager()


class Invitation(Row):
    """A link that makes a membership. Only the hash of its token is kept."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second administrator")
        OPEN = "open", pgettext_lazy("invitation", "Open")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {
        State.PROPOSED: {State.OPEN, State.WITHDRAWN},
        State.OPEN: {State.ACCEPTED, State.WITHDRAWN},
    }

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of the mail"), max_length=10, default="en")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    scope = models.UUIDField(null=True)
    also_administrator = models.BooleanField(default=False)  # of an institution in which nobody is yet
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    invited_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = access.InvitationQuerySet.as_manager()

    @property
    def expired(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at <= clock.now()


class Token(Row):
    """An API token, bound to one membership; only its hash is kept."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked = models.BooleanField(default=False)
    last_used = models.DateTimeField(null=True)

    objects = access.TokenQuerySet.as_manager()


guards.states(Invitation, Invitation.MOVES, [Invitation.State.PROPOSED, Invitation.State.OPEN])
