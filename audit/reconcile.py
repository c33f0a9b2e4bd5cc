"""What came in against where it went, currency by currency: rows on one side, the ledger's own balance on the other."""
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Sum

from ip.models import Distribution, DistributionLine, SettlementPart
from ledger.balances import balances
from ledger.models import Account, Receipt


@dataclass
class Reconciled:
    """Minor units of one currency. What is left over is a difference between rows and ledger, and must be nothing."""

    currency: str
    received: int = 0  # receipts, and what other institutions settled to us
    tax: int = 0  # value-added tax contained in them
    to_others: int = 0  # other institutions' parts
    shared: int = 0  # units, office and persons
    costs: int = 0  # recovered
    held: int = 0  # kept back from persons
    waiting: int = 0  # not yet shared: by the ledger, and claims on those who received

    @property
    def left_over(self) -> int:
        return self.received - self.tax - self.to_others - self.shared - self.costs - self.held - self.waiting


def reconciled(institution: int) -> list[Reconciled]:
    """One row for each currency in which the institution received anything."""
    found: dict[str, Reconciled] = {}

    def row(currency: str) -> Reconciled:
        return found.setdefault(currency, Reconciled(currency))

    receipts = Receipt.objects.filter(institution=institution, state="recorded")
    for currency, amount, vat in receipts.values_list("counts_in").annotate(Sum("converted"), Sum("vat")).order_by("counts_in"):
        row(currency).received += amount
        row(currency).tax += vat
    for currency, amount in _parts().filter(settlement__institution=institution).exclude(institution=institution):
        row(currency).to_others += amount
    settled = _parts().filter(institution=institution).exclude(settlement__institution=institution)
    for currency, amount in settled:
        row(currency).received += amount
    for currency, amount in settled.exclude(Exists(_shared())):  # a claim on whoever received it, until it is shared
        row(currency).waiting += amount
    for currency, amount in _parts().filter(institution=institution, kind=SettlementPart.Kind.COMMON_COSTS):
        row(currency).costs += amount
    for (currency, kind, held), amount in _lines(institution).items():
        name = "held" if held else "costs" if kind == "costs" else "shared"
        setattr(row(currency), name, getattr(row(currency), name) + amount)
    accounts = list(Account.objects.filter(book=institution, kind=Account.Kind.UNDISTRIBUTED))
    sums = balances(accounts)
    for account in accounts:
        row(account.currency).waiting -= sums[account.pk]
    return [found[currency] for currency in sorted(found)]


def _shared():
    return Distribution.objects.filter(part=OuterRef("pk"), state="posted")


def _parts():
    posted = SettlementPart.objects.filter(settlement__state="posted")
    return posted.values_list("settlement__currency").annotate(Sum("amount")).order_by("settlement__currency")


def _lines(institution: int) -> dict[tuple[str, str, bool], int]:
    posted = DistributionLine.objects.filter(distribution__institution=institution, distribution__state="posted")
    sums: dict[tuple[str, str, bool], int] = defaultdict(int)
    rows = posted.values_list("distribution__currency", "kind", "hold__state", "amount")
    for currency, kind, hold, amount in rows.iterator(chunk_size=2000):
        sums[currency, kind, hold in ("held", "in_approval")] += amount
    return sums
