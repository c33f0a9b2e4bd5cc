"""What a case had brought, cost and paid before these books began: entered with its evidence, agreed by two, posted."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from ip import access
from ip.models.deal import Deal
from ip.models.money import Scope
from ledger.models import Posting
from partners.models import Institution
from record import guards
from record.models import Blob, Row
from record.wording import money


class Opening(Row):
    """Of one asset (or of one deal over it, where thresholds count by licence), in minor units of the scope's currency.

    `life_to_date`: the net that had run through the tiers, of the policy itself or of its `schedule` (the key); `pool`: costs
    still to be recovered, of the common pool (of others: its lines); `gross`: all that had come in, from the day of the
    `first_income` on where that is known.
    """

    class State(models.TextChoices):
        IN_APPROVAL = "in_approval", _("In approval")
        POSTED = "posted", _("Posted")
        RETURNED = "returned", _("Returned")
        REVERSED = "reversed", _("Reversed")

    MOVES = {
        State.IN_APPROVAL: {State.POSTED, State.RETURNED},
        State.POSTED: {State.REVERSED},
    }
    STANDING = (State.IN_APPROVAL, State.POSTED)  # there is no second one beside it

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="openings")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="openings")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, related_name="openings")
    schedule = models.CharField(_("counted as"), max_length=80, blank=True)
    on = models.DateField(_("as of"))
    life_to_date = models.BigIntegerField(_("net shared so far"), default=0)
    pool = models.BigIntegerField(_("costs still to be recovered"), default=0)
    gross = models.BigIntegerField(_("received so far"), default=0)
    first_income = models.DateField(_("first income of the asset on"), null=True)
    evidence = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    note = models.TextField(_("where the figures are from"), max_length=2000)
    reversal_reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.IN_APPROVAL)
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="+")

    objects = access.OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(life_to_date__gte=0, pool__gte=0, gross__gte=0), name="opening_not_below_zero"
            ),
            models.UniqueConstraint(
                fields=["scope", "deal", "schedule"], condition=models.Q(state__in=["in_approval", "posted"]),
                name="one_opening_of_deal_stands",
            ),
            models.UniqueConstraint(
                fields=["scope", "schedule"], condition=models.Q(deal=None, state__in=["in_approval", "posted"]),
                name="one_opening_of_asset_stands",
            ),
        ]  # fmt: skip

    def __str__(self):
        return money(self.life_to_date, self.scope.currency)


class OpeningLine(models.Model):
    """What a person or a party of the policy (`key`) had been paid of the net; a person's own part of the net, where the
    tiers count person by person; or the costs still open in a pool of its own (`key`)."""

    class Kind(models.TextChoices):
        PAID = "paid", _("Paid before")
        OWN = "own", _("Own part of the net")
        POOL = "pool", _("Costs still to be recovered")

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="lines")
    line = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PAID)
    key = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()

    objects = access.OpeningLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "line"], name="one_opening_amount_per_line"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="paid_before_above_zero"),
        ]


guards.states(Opening, Opening.MOVES, [Opening.State.IN_APPROVAL])
guards.append_only(OpeningLine)
