"""Project income: what an accepted milestone makes expected, and the receipts that meet it."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership
from ledger.models import Receipt
from partners.models import Institution
from projects import milestone_access as access
from projects.models.milestone import Milestone
from projects.models.project import Project
from record import guards
from record.models import Row


class ExpectedIncome(Row):
    """Minor units of `currency`. Without `due` it waits for conditions. What came in is derived from its receipts."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for conditions")
        EXPECTED = "expected", _("Expected")
        LATE = "late", _("Late")
        PART = "part", _("Received in part")
        MATCHED = "matched", pgettext_lazy("income", "Received")

    project = models.ForeignKey(Project, models.PROTECT, related_name="expected_income")
    milestone = models.OneToOneField(Milestone, models.PROTECT, related_name="expected_income")
    payer = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.PositiveBigIntegerField(_("amount"))
    due = models.DateField(_("due"), null=True)

    objects = access.IncomeQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="expected_income_above_zero")]

    TONES = {State.WAITING: "wait", State.LATE: "bad", State.PART: "wait", State.MATCHED: "ok"}

    def word(self, received: int, day) -> tuple:
        """The derived state for people: (label, tone)."""
        state = self.State(self.state_on(received, day))
        return state.label, self.TONES.get(state, "")

    def state_on(self, received: int, day) -> str:
        """Derived, never stored: `received` in minor units, `day` of the payee."""
        if received >= self.amount:
            return self.State.MATCHED
        if self.due is None:
            return self.State.WAITING
        if received:
            return self.State.PART
        return self.State.LATE if self.due < day else self.State.EXPECTED


class IncomeReceipt(Row):
    """How much of a receipt meets an expected income. A receipt that is reversed no longer counts."""

    expected = models.ForeignKey(ExpectedIncome, models.PROTECT, related_name="receipts")
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="for_projects")
    amount = models.PositiveBigIntegerField(_("amount"))  # minor units of the receipt's currency, which is the same
    matched_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.IncomeReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["expected", "receipt"], name="one_match_per_receipt"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="income_receipt_above_zero"),
        ]


guards.append_only(IncomeReceipt)
