"""A deal over one or more assets, or their own implementation (促进科技成果转化法 16). Its income is shared."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from ip import access
from ip.models.asset import Asset
from partners.models import Institution
from record import guards
from record.models import Row
from record.texts import pick


class Deal(Row):
    """Run by the institution that grants; private to it. Who implements a result itself is its own counterparty."""

    class Kind(models.TextChoices):
        LICENCE = "licence", _("Licence")
        ASSIGNMENT = "assignment", _("Assignment")
        EQUITY = "equity", _("Contribution as equity")
        OWN = "own_implementation", _("Own implementation")
        JOINT = "joint_implementation", _("Joint implementation")

    class Scope(models.TextChoices):
        EXCLUSIVE = "exclusive", _("Exclusive")
        SOLE = "sole", _("Sole")
        ORDINARY = "ordinary", _("Ordinary")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_APPROVAL = "in_approval", _("In approval")
        SIGNED = "signed", _("Signed")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Price(models.TextChoices):
        """How the price is paid (民法典 846)."""

        LUMP_SUM = "lump_sum", _("Lump sum")
        INSTALMENTS = "instalments", _("Instalments")
        ROYALTY = "royalty", _("Royalty")
        ENTRY_AND_ROYALTY = "entry_and_royalty", _("Entry fee and royalty")
        SHARES = "shares", _("Shares in the company")
        PROFIT = "profit", _("Operating profit of each year")

    MOVES = {
        State.DRAFT: {State.IN_APPROVAL, State.WITHDRAWN},
        State.IN_APPROVAL: {State.DRAFT, State.SIGNED},
        State.SIGNED: {State.ENDED},
    }
    ONLY_PRICE = {Kind.EQUITY: Price.SHARES, Kind.OWN: Price.PROFIT, Kind.JOINT: Price.PROFIT}  # of kinds that have one alone
    CONCLUDED = (State.SIGNED, State.ENDED)  # money comes in for it, also after its end

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="deals")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="deals")  # the first of several (ip/allocating.py)
    counterparty = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    scope = models.CharField(_("scope"), max_length=12, choices=Scope, blank=True)  # of a licence
    currency = models.CharField(_("currency"), max_length=3)
    price_mode = models.CharField(_("price"), max_length=20, choices=Price)
    amount = models.PositiveBigIntegerField(_("fixed amount"), null=True, blank=True)  # minor units; of equity: its agreed value
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    consent = models.TextField(_("consent of the other owners"), max_length=2000, blank=True)  # 专利法 14, 民法典 860
    terms_en = models.TextField(_("price and terms, in English"), max_length=4000, blank=True)
    terms_zh = models.TextField(_("price and terms, in Chinese"), max_length=4000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = access.DealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], condition=~models.Q(number=""), name="one_deal_per_number"),
            models.CheckConstraint(
                condition=models.Q(kind="own_implementation", owner=models.F("counterparty"))
                | ~models.Q(kind="own_implementation") & ~models.Q(owner=models.F("counterparty")),
                name="deal_with_another",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="licence") & ~models.Q(scope="") | ~models.Q(kind="licence") & models.Q(scope=""),
                name="a_licence_has_a_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None) | models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="deal_ends_after_its_start",
            ),
        ]

    def __str__(self):
        return self.number or str(self.asset)

    @property
    def terms(self) -> str:
        return pick(self.terms_en, self.terms_zh)


class Licence(Deal):
    """A signed deal as its counterparty sees it: what was signed, and nothing of how it came about."""

    class Meta:
        proxy = True

    objects = access.LicenceQuerySet.as_manager()  # type: ignore[assignment]  # another door to the same rows


guards.states(Deal, Deal.MOVES, [Deal.State.DRAFT])
