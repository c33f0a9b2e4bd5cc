"""Money that came in: who paid, how much, with which tax, on which bank line. What it is for is said above."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ledger import access
from ledger.models.account import Account, Posting
from partners.models import Institution
from record import guards
from record.currencies import SHARES
from record.models import Blob, Row


class Receipt(Row):
    """Money as it came, in `currency`, and as it counts, in `counts_in`: minor units of each.

    `amount` is what counts as received: what reached the bank plus what was `withheld` at source. `converted` is the same
    in the currency it counts in, at the `rate` (exact decimal text: `counts_in` for one of `currency`) whose source is
    written beside it. `vat` is contained in it, in `counts_in` (the tax office is owed it there), and never shared.

    A refund is a receipt whose amounts are below zero (红字) and which names the one that it `corrects`.
    """

    class State(models.TextChoices):
        RECORDED = "recorded", _("Recorded")
        REVERSED = "reversed", _("Reversed")

    MOVES = {State.RECORDED: {State.REVERSED}}

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="receipts")
    payer = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=20)
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.BigIntegerField(_("amount"))
    counts_in = models.CharField(_("counts in"), max_length=3)
    rate = models.CharField(_("rate"), max_length=24, blank=True)
    rate_source = models.CharField(_("source of the rate"), max_length=200, blank=True)
    converted = models.BigIntegerField(_("converted"))
    vat = models.BigIntegerField(_("value-added tax"), default=0)
    withheld = models.BigIntegerField(_("tax withheld at source"), default=0)
    received_on = models.DateField(_("received on"))  # the bank's value day
    bank_reference = models.CharField(_("bank reference"), max_length=100, blank=True)
    document = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("note"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECORDED)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)  # of the reversal
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="refunds")

    objects = access.ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, vat__gte=0, withheld__gte=0, corrects=None)
                & models.Q(converted__gte=models.F("vat"))
                & models.Q(amount__gte=models.F("withheld"))
                | models.Q(amount__lt=0, vat__lte=0, withheld__lte=0, corrects__isnull=False)
                & models.Q(converted__lt=models.F("vat"))
                & models.Q(amount__lte=models.F("withheld")),
                name="receipt_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(rate="", counts_in=models.F("currency"), converted=models.F("amount"))
                | ~models.Q(rate="") & ~models.Q(rate_source="") & ~models.Q(counts_in=models.F("currency")),
                name="another_currency_has_a_rate",
            ),
            models.UniqueConstraint(fields=["institution", "number"], name="one_receipt_per_number"),
            models.UniqueConstraint(
                fields=["institution", "currency", "bank_reference", "received_on", "amount"],
                condition=models.Q(state="recorded") & ~models.Q(bank_reference=""),
                name="one_receipt_per_bank_line",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def came_to(self) -> str:
        """The kind of account that it came to: neither shares nor what an institution earned itself pass the bank."""
        if self.currency == SHARES:
            return Account.Kind.HOLDINGS
        return Account.Kind.OPERATIONS if self.payer_id == self.institution_id else Account.Kind.BANK

    @property
    def to_share(self) -> int:
        """What may be shared, in `counts_in`: without value-added tax, the tax withheld at source included."""
        return self.converted - self.vat

    @property
    def left(self) -> dict[str, int]:
        """What still stands of it after its refunds: amount and withheld in `currency`, converted and vat in `counts_in`."""
        names = ("amount", "withheld", "converted", "vat")
        back = self.refunds.filter(state=self.State.RECORDED).aggregate(**{f"sum_{name}": models.Sum(name) for name in names})
        return {name: getattr(self, name) + (back[f"sum_{name}"] or 0) for name in names}


class Payment(Row):
    """Money that went out against a payable, recorded by another person than the one who approved what it pays."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="payments")
    posting = models.OneToOneField(Posting, models.PROTECT, related_name="+")
    payee = models.UUIDField(db_index=True)  # the person or institution
    of = models.CharField(max_length=60)
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    bank_reference = models.CharField(_("bank reference"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.PaymentQuerySet.as_manager()


guards.states(Receipt, Receipt.MOVES, [Receipt.State.RECORDED])
guards.append_only(Payment)
