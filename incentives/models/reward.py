"""What is owed to a person, from the day it is owed until it is paid or refused."""
import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Person
from incentives import access
from ip.models import DistributionLine
from ledger.models import Posting
from partners.models import Institution
from record import guards
from record.models import Row
from record.texts import pick


class Basis(models.TextChoices):
    """Why it is owed: the law itself, the institution's policy, or an agreement with the person."""

    LAW = "law", _("Law")
    POLICY = "policy", _("Policy")
    AGREEMENT = "agreement", _("Agreement")


class Kind(models.TextChoices):
    MONEY = "money", _("Money")
    HONOUR = "honour", _("Honour")


class State(models.TextChoices):
    EXPECTED = "expected", _("Expected")  # the ground stands, something is missing: a signature, a grant
    ELIGIBLE = "eligible", _("Eligible")  # nothing is missing but the proposal
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    PAID = "paid", _("Paid")
    REFUSED = "refused", pgettext_lazy("reward", "Refused")


MOVES = {
    State.EXPECTED: {State.ELIGIBLE, State.PROPOSED, State.REFUSED},
    State.ELIGIBLE: {State.EXPECTED, State.PROPOSED, State.REFUSED},
    State.PROPOSED: {State.EXPECTED, State.ELIGIBLE, State.APPROVED, State.REFUSED},
    State.APPROVED: {State.ELIGIBLE, State.PAID, State.REFUSED},
}


class Reward(Row):
    """One reward of one person by one institution.

    A reward out of a distribution is its line and never a second payment for it; `line` opens the distribution.
    One proposed by hand (law, agreement, honour) is approved by a decision and, in money, posted when approved.
    """

    State, MOVES, Basis, Kind = State, MOVES, Basis, Kind
    OVER = (State.PAID, State.REFUSED)  # nothing is owed any more
    cause = ""  # what money came for, said by incentives/causes.py while it is only expected

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rewards")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MONEY)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    citation = models.CharField(_("clause or article"), max_length=200, blank=True)
    title_en = models.CharField(_("for what, in English"), max_length=200, blank=True)
    title_zh = models.CharField(_("for what, in Chinese"), max_length=200, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)  # minor units; null until it is known
    owed_since = models.DateField(_("owed since"))
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State)
    grounds = models.TextField(_("grounds"), blank=True)  # of a refusal
    receipt = models.UUIDField(null=True, blank=True)  # the receipt that made it expected
    line = models.OneToOneField(DistributionLine, models.PROTECT, null=True, blank=True, related_name="reward")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)

    objects = access.RewardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "receipt"],
                condition=models.Q(receipt__isnull=False, line__isnull=True, state__in=["expected", "eligible"]),
                name="expected_once_per_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="honour", amount=None) | models.Q(kind="money") & ~models.Q(currency=""),
                name="money_has_a_currency_honours_no_amount",
            ),
        ]
        indexes = [models.Index(fields=["institution", "state", "due"])]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """For what: what staff wrote, else the distribution that it is a line of, else what the money came for."""
        return pick(self.title_en, self.title_zh) or (self.line.distribution.number if self.line_id else self.cause)

    def is_late(self, day) -> bool:
        return self.due is not None and self.due < day and self.state not in (State.PAID, State.REFUSED)

    @property
    def ground(self) -> str:
        """What it rests on, as people call it: the policy by name and version, else the clause or article."""
        if not self.line_id:
            return self.citation
        version = self.line.distribution.policy_version
        return _("%(policy)s, version %(number)d") % {"policy": version.title, "number": version.number}

    @property
    def fingerprint(self) -> str:
        """Of exactly what is put before those who approve."""
        said = [self.person.uid, self.kind, self.basis, self.citation, self.title_en, self.title_zh, self.currency,
                self.amount, self.owed_since, self.due]  # fmt: skip
        return hashlib.sha256(json.dumps([str(item) for item in said]).encode()).hexdigest()


guards.states(Reward, MOVES, [State.EXPECTED, State.ELIGIBLE, State.PROPOSED, State.APPROVED])
