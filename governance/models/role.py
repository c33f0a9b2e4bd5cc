"""What administrators ask each other to confirm: a role that takes two of them, two accounts that are one person."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from accounts.models import Invitation, Membership, Person
from governance import access
from partners.models import Institution
from record import guards
from record.models import Row


class Request(Row):
    """Asked for by one administrator, confirmed or refused by another of the same institution."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second administrator")
        DONE = "done", _("Confirmed")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES = {State.ASKED: {State.DONE, State.REFUSED, State.WITHDRAWN}}

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)

    class Meta:
        abstract = True


class RoleRequest(Request):
    """A role that takes two administrators: for a member, or for whoever is invited. Exactly one of the two."""

    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="role_requests")
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, related_name="role_request")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    scope = models.UUIDField(null=True)  # a unit or project; null: the whole institution

    objects = access.RoleRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(membership=None, invitation__isnull=False) | models.Q(membership__isnull=False, invitation=None),
                name="role_request_for_one",
            ),
        ]  # fmt: skip


class LinkRequest(Request):
    """Two accounts of one person: from then on they are one wherever duties are kept apart."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proof = models.TextField(_("proof"), max_length=2000)

    objects = access.LinkRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="link_of_two"),
            models.UniqueConstraint(
                fields=["person", "other"], condition=models.Q(state="asked"), name="one_open_link_request"
            ),
        ]


guards.states(RoleRequest, Request.MOVES, [Request.State.ASKED])
guards.states(LinkRequest, Request.MOVES, [Request.State.ASKED])
