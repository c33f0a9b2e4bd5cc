"""From a receipt to each institution (settlement), and inside each to units and persons (distribution)."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Person
from ip import access
from ip.models.asset import Asset
from ip.models.deal import Deal
from ip.models.money import Scope
from ip.models.policy import PolicyVersion
from ip.models.schedule import Schedule
from ip.models.shares import ShareSet
from ledger.models import Payment, Posting, Receipt
from partners.models import Institution, Unit
from record import guards
from record.models import Row, new_uid
from record.wording import money


class Settlement(Row):
    """An asset's part of a receipt shared between its owners, by the agreement's income clause, else by law.

    Where the deal is over several assets, the schedule that held says which part is whose; each has its own settlement.
    Of a refund all amounts are below zero, and it `corrects` the settlement that it takes from.
    """

    class State(models.TextChoices):
        IN_APPROVAL = "in_approval", _("In approval")
        POSTED = "posted", _("Posted")
        RETURNED = "returned", _("Returned")
        REVERSED = "reversed", _("Reversed")

    class Basis(models.TextChoices):
        SOLE_OWNER = "sole_owner", _("One owner")
        AGREEMENT = "agreement", _("The agreement")
        LAW = "law", _("The law")
        DECISION = "decision", _("A decision, with reasons")

    MOVES = {
        State.IN_APPROVAL: {State.POSTED, State.RETURNED},
        State.POSTED: {State.REVERSED},
    }
    STANDING = (State.IN_APPROVAL, State.POSTED)  # there is no second one beside it
    BOOKED = (State.POSTED, State.REVERSED)  # in the ledger, also where it was taken back

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="settlements")  # that received
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="settlements")
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="settlements")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="settlements")
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, related_name="settlements")
    currency = models.CharField(max_length=3)  # in which the receipt counts
    amount = models.BigIntegerField()
    trace = models.JSONField()
    basis = models.CharField(_("basis"), max_length=20, choices=Basis)
    citation = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)  # of parts that neither clause nor law states
    reversal_reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.IN_APPROVAL)
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    objects = access.SettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "asset"], condition=models.Q(state__in=["in_approval", "posted"]), name="one_settlement_stands"
            )
        ]


class SettlementPart(Row):
    """What one institution gets of a settlement: all that another institution sees of it."""

    class Kind(models.TextChoices):
        PART = "part", _("Part of the income")
        COMMON_COSTS = "common_costs", _("Common costs, paid back first")

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="parts")
    line = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PART)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    objects = access.SettlementPartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["settlement", "line"], name="one_part_per_line")]


class Distribution(Row):
    """What one institution got of a settlement, taken through one policy version to amounts for units and persons.

    Computed anew whenever what it stands on has moved; what is posted never changes and is only reversed. One below zero
    takes a part back of the one that it `corrects`, line by line: what was refunded.
    """

    class State(models.TextChoices):
        IN_APPROVAL = "in_approval", _("In approval")
        POSTED = "posted", _("Posted")
        RETURNED = "returned", _("Returned")
        VOID = "void", _("Void")  # life-to-date or pool had moved: computed anew and asked again
        REVERSED = "reversed", _("Reversed")

    MOVES = {
        State.IN_APPROVAL: {State.POSTED, State.RETURNED, State.VOID},
        State.POSTED: {State.REVERSED},
    }
    STANDING = (State.IN_APPROVAL, State.POSTED)  # there is no second one beside it
    BOOKED = (State.POSTED, State.REVERSED)  # in the ledger, also where it was taken back

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="distributions")
    number = models.CharField(_("number"), max_length=20, blank=True)  # given when posted
    part = models.ForeignKey(SettlementPart, models.PROTECT, related_name="distributions")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="distributions")
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="distributions")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="distributions")
    share_set = models.ForeignKey(ShareSet, models.PROTECT, null=True, related_name="distributions")
    on = models.DateField()  # the day of receipt, by which totals are ordered
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()  # this institution's part
    net = models.BigIntegerField()  # what ran through the tiers: counts in life-to-date
    life_to_date = models.BigIntegerField()  # before, as it was computed
    pool = models.BigIntegerField()  # open costs before, as it was computed
    trace = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.IN_APPROVAL)
    reversal_reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    objects = access.DistributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=models.Q(state__in=["in_approval", "posted"]), name="one_distribution_stands"
            ),
            models.UniqueConstraint(
                fields=["institution", "number"], condition=~models.Q(number=""), name="one_distribution_per_number"
            ),
        ]

    def __str__(self):
        return self.number or money(self.amount, self.currency)


class DistributionLine(Row):
    """One amount of a distribution. `key` is the policy's word for the party, or the uid of the person or unit; `group_set` the
    share set of a person's line who is no inventor here: of another group of the policy."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Office")
        COSTS = "costs", _("Costs recovered")
        RESERVE = "reserve", _("Reserve")
        UNIT = "unit", _("Unit")
        PERSON = "person", _("Person")

    uid = models.UUIDField(default=new_uid, unique=True)
    distribution = models.ForeignKey(Distribution, models.PROTECT, related_name="lines")
    line = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="distribution_lines")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()
    extra = models.SmallIntegerField(default=0)  # residual minor units given or taken by rounding
    group_set = models.ForeignKey(ShareSet, models.PROTECT, null=True, related_name="+")
    adjusts = models.PositiveSmallIntegerField(null=True)  # the held line that its release shared anew: these sum to 0

    objects = access.LineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["distribution", "line"], name="one_amount_per_line")]

    @property
    def set_key(self):
        """The key of the share set that divided the part of which it is."""
        return self.group_set_id or self.distribution.share_set_id

    @property
    def group(self) -> str:
        """The group as whose member the person has it; nothing for an inventor."""
        return self.group_set.group if self.group_set else ""


class Hold(Row):
    """One person's line kept back while the rest is paid: unsigned, or disputed. Released by two people."""

    class Why(models.TextChoices):
        UNSIGNED = "unsigned", _("The share is not signed")
        DISPUTED = "disputed", _("The share is disputed")
        UNCLAIMED = "unclaimed", _("Nobody claimed it in the time that the policy names")

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("share", "Held")
        IN_APPROVAL = "in_approval", _("Release in approval")
        RELEASED = "released", _("Released")

    MOVES = {State.HELD: {State.IN_APPROVAL}, State.IN_APPROVAL: {State.HELD, State.RELEASED}}

    line = models.OneToOneField(DistributionLine, models.PROTECT, related_name="hold")
    why = models.CharField(max_length=10, choices=Why)
    reasons = models.TextField(max_length=2000, blank=True)
    held_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    release_to = models.JSONField(default=list)  # [[person uid, "3/5"], …]; proposed with the release
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.HELD)
    released_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="+")

    objects = access.HoldQuerySet.as_manager()


class Payout(models.Model):
    """How much of what is owed a payment paid: a person's line, or an institution's part. What was taken back is negative."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="payouts")
    line = models.ForeignKey(DistributionLine, models.PROTECT, null=True, related_name="payouts")
    part = models.ForeignKey(SettlementPart, models.PROTECT, null=True, related_name="payouts")
    amount = models.BigIntegerField()

    objects = access.PayoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line=None, part__isnull=False) | models.Q(line__isnull=False, part=None),
                name="payout_of_one_thing",
            )
        ]


guards.states(Settlement, Settlement.MOVES, [Settlement.State.IN_APPROVAL])
guards.append_only(SettlementPart)
guards.states(Distribution, Distribution.MOVES, [Distribution.State.IN_APPROVAL])
guards.append_only(DistributionLine)
guards.append_only(Payout)
guards.states(Hold, Hold.MOVES, [Hold.State.HELD])
