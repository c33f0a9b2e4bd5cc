"""Why a share set follows another: somebody left or died, and the policy says what becomes of the part."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from ip import access
from ip.models.policy import PolicyVersion
from ip.models.shares import ShareSet
from record import guards
from record.models import Row


class Departure(Row):
    """`share_set` is what the rule of `policy_version` makes of the set that it `follows`; the day is the one since which it
    holds. Once a second person has confirmed it, who signed before and whose part did not shrink need not sign again."""

    class What(models.TextChoices):
        LEFT = "left", _("left the institution")
        DIED = "died", _("died")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        CONFIRMED = "confirmed", _("Confirmed")

    MOVES = {State.PROPOSED: {State.CONFIRMED}}

    share_set = models.OneToOneField(ShareSet, models.PROTECT, related_name="departure")
    follows = models.ForeignKey(ShareSet, models.PROTECT, related_name="followed_by")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(_("what happened"), max_length=4, choices=What)
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    heirs = models.JSONField(default=list)  # [[person uid, weight], …] in their order
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)

    objects = access.DepartureQuerySet.as_manager()


guards.states(Departure, Departure.MOVES, [Departure.State.PROPOSED])
