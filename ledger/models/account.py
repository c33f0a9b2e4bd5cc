"""The books of an institution: accounts, and postings that balance to the last minor unit."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ledger import access
from partners.models import Institution
from record import guards
from record.models import Row, new_uid
from record.texts import pick
from record.wording import between


class Account(Row):
    """One account in one currency. `party` is the uid of whom or what it is about: a deal, a unit, a person.

    Where a policy names a party that is no row, `word` is its key there and the names are what the policy calls it.
    """

    class Kind(models.TextChoices):
        BANK = "bank", _("Bank")
        HOLDINGS = "holdings", _("Shares in companies")
        OPERATIONS = "operations", _("Profit of own operations")
        UNDISTRIBUTED = "undistributed", _("Undistributed income")
        OUTPUT_TAX = "output_tax", _("Value-added tax payable")
        TAX_WITHHELD = "tax_withheld", _("Tax withheld at source")
        COSTS = "costs", _("Costs to be recovered")
        UNIT = "unit", _("Income of a unit")
        OFFICE = "office", _("Income of the office")
        PERSON = "person", _("Payable to a person")
        INSTITUTION = "institution", _("Payable to an institution")
        RECEIVABLE = "receivable", _("Receivable from an institution")
        RESERVE = "reserve", _("Reserve")
        HELD = "held", pgettext_lazy("account", "Held")
        REWARDS = "rewards", _("Rewards borne by the institution")
        EXCHANGE = "exchange", _("Exchanged into another currency")
        EARLIER = "earlier", _("Shared before these books began")
        OPENING = "opening", _("Opening balance")

    book = models.ForeignKey(Institution, models.PROTECT, related_name="accounts")
    kind = models.CharField(_("account"), max_length=20, choices=Kind)
    party = models.UUIDField(null=True)
    of = models.CharField(max_length=60, blank=True)  # the model of the party
    word = models.CharField(max_length=80, blank=True)  # "department"
    name_en = models.CharField(max_length=200, blank=True)
    name_zh = models.CharField(max_length=200, blank=True)
    currency = models.CharField(_("currency"), max_length=3)

    objects = access.AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "kind", "party", "word", "currency"], name="one_account_per_party"),
            models.UniqueConstraint(
                fields=["book", "kind", "word", "currency"],
                condition=models.Q(party=None),
                name="one_account_without_party",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{between(':')}{self.name}" if self.name else str(self.get_kind_display())

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)


class Posting(models.Model):
    """One balanced entry in a book. `uid` is its key, known before its entries are written; it is written last."""

    uid = models.UUIDField(primary_key=True, default=new_uid)
    book = models.ForeignKey(Institution, models.PROTECT, related_name="postings")
    on = models.DateField(_("on"))  # the legal day in the book's zone
    kind = models.CharField(max_length=30)  # what it was posted for: receipt, cost, distribution, payment, …
    source = models.UUIDField(db_index=True)  # the receipt, cost, distribution, payment
    of = models.CharField(max_length=60)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    objects = access.PostingQuerySet.as_manager()


class Entry(models.Model):
    """One line of a posting, in minor units: debit positive, credit negative."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    line = models.PositiveIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()

    objects = access.EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "line"], name="one_entry_per_line")]
        indexes = [models.Index(fields=["account", "id"])]


guards.append_only(Posting)
guards.append_only(Entry)
guards.sealed(
    Posting,
    Entry,
    "posting",
    """SELECT 1 FROM ledger_entry c WHERE c.posting_id = {p}.uid GROUP BY c.currency HAVING SUM(c.amount) <> 0
    UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ledger_entry c WHERE c.posting_id = {p}.uid)
    UNION ALL SELECT 1 FROM ledger_entry c JOIN ledger_account a ON a.id = c.account_id
        WHERE c.posting_id = {p}.uid AND (a.currency <> c.currency OR a.book_id <> {p}.book_id)""",
)
