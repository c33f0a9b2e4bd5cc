"""What is owed to persons by posted distributions and not paid yet: line by line, so that every payment says what it pays.

The open amounts of a person sum to the balance of their payable account. What was paid and then reversed is negative, and
set off against what is owed next.
"""
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from ip.models import Distribution, DistributionLine, Hold, Payout, SettlementPart


def _paid(path: str):
    rows = Payout.objects.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Coalesce(Subquery(rows.annotate(sum=Sum("amount")).values("sum")), Value(0), output_field=BigIntegerField())


def lines_owed(lines=None):
    """Persons' lines with `paid` and `owed` (amount not paid yet; below zero: to be set off), only those that are open."""
    held = Hold.objects.filter(line=OuterRef("pk")).exclude(state=Hold.State.RELEASED)
    due = Q(distribution__state=Distribution.State.POSTED) & ~Exists(held)
    rows = (DistributionLine.objects.all() if lines is None else lines).filter(person__isnull=False)
    rows = rows.annotate(paid=_paid("line"), due=Case(When(due, then=F("amount")), default=Value(0)))
    return rows.annotate(owed=F("due") - F("paid")).exclude(owed=0)


def lines_of(institution: int, person, currency: str):
    """Open lines of one person at one institution in one currency."""
    return lines_owed().filter(person=person, distribution__currency=currency, distribution__institution=institution)


def distributions_open(institution: int, person, currency: str):
    """Distributions with such lines: locked before anything is paid of them."""
    return Distribution.objects.filter(pk__in=lines_of(institution, person, currency).values("distribution"))


def owed_back(institution: int, person, currency: str) -> list[DistributionLine]:
    """All open lines of a person who was paid more than is owed by now: together below zero. Else none."""
    lines = list(lines_of(institution, person, currency).order_by("pk"))
    return lines if sum(line.owed for line in lines) < 0 else []


def parts_owed(parts=None):
    """Other institutions' parts of posted settlements with `owed`, only those that are open."""
    rows = SettlementPart.objects.all() if parts is None else parts
    rows = rows.exclude(institution=F("settlement__institution"))
    due = Case(When(settlement__state="posted", then=F("amount")), default=Value(0))
    rows = rows.annotate(paid=_paid("part"), due=due)
    return rows.annotate(owed=F("due") - F("paid")).exclude(owed=0)
