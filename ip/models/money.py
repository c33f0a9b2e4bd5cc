"""What a deal brings and costs, and the places where thresholds and pools are counted."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.asset import Asset
from ip.models.deal import Deal
from ledger.models import Posting, Receipt
from partners.models import Institution
from record import guards
from record.models import Blob, Row


class DealReceipt(models.Model):
    """Which deal a receipt is for, and what kind of income it is: some policies share a fee otherwise than a royalty."""

    class Income(models.TextChoices):
        UPFRONT = "upfront", _("Entry or signing fee")
        MILESTONE = "milestone", _("Milestone payment")
        ROYALTY = "royalty", _("Running royalty")
        PRICE = "price", _("Price of an assignment")
        EQUITY = "equity", _("Equity: dividend or sale")
        SHARES = "shares", _("Shares received")
        PROFIT = "profit", _("Operating profit of a year")
        OTHER = "other", _("Other income")

    OF_KIND = {  # what deals of these kinds can bring; of all others: whatever is neither shares nor a profit
        Deal.Kind.EQUITY: (Income.SHARES, Income.EQUITY, Income.OTHER),
        Deal.Kind.OWN: (Income.PROFIT,),
        Deal.Kind.JOINT: tuple(income for income in Income if income != "shares"),
    }

    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="for_deal")
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="receipts")
    income = models.CharField(_("kind of income"), max_length=12, choices=Income, blank=True)

    @classmethod
    def possible(cls, kind: str) -> tuple[str, ...]:
        """The kinds of income that a deal of a kind can bring."""
        usual = tuple(income for income in cls.Income if income not in (cls.Income.SHARES, cls.Income.PROFIT))
        return cls.OF_KIND.get(Deal.Kind(kind), usual)


class Cost(Row):
    """Money spent on an asset by one of its owners: recovered before sharing, from the pool of institution and asset.

    With a `deal`, it was spent for all who share that deal's income: it comes back to its owner before they share.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="costs")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="costs")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, related_name="common_costs")
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.BigIntegerField(_("amount"))
    spent_on = models.DateField(_("spent on"))
    what = models.CharField(_("what for"), max_length=200)
    pool = models.CharField(_("pool"), max_length=80, blank=True)  # a policy's word for a pool of its own
    document = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, related_name="+")

    objects = access.CostQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="cost_above_zero")]


class Scope(models.Model):
    """What a threshold or a pool is counted over: locked while a distribution is posted, so that nobody counts twice.

    Holds no amount: life-to-date and pool are derived from what is posted.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "asset", "currency"], name="one_scope")]


guards.append_only(DealReceipt)
guards.append_only(Cost)
