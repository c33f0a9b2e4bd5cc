"""What accounts hold, always summed from their entries. Exact beyond int64: sums are taken in two halves."""
from collections.abc import Iterable

from django.db.models import BigIntegerField, ExpressionWrapper, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from ledger.models import Account, Entry

HALF = 10**9


def total(entries) -> int:
    """The sum of entries in minor units, debit positive. Of one currency, or it means nothing."""
    return _whole(entries.aggregate(**_halves()))


def balance(account: Account) -> int:
    return total(Entry.objects.filter(account=account))


def balances(accounts: Iterable[Account]) -> dict[int, int]:
    """Balance by key of account, in one query; accounts without entries hold 0."""
    accounts = list(accounts)
    rows = Entry.objects.filter(account__in=accounts).values("account").order_by("account").annotate(**_halves())
    return {account.pk: 0 for account in accounts} | {row["account"]: _whole(row) for row in rows}


def before(entry: Entry) -> int:
    """What the account held before this entry."""
    return total(Entry.objects.filter(account=entry.account_id, pk__lt=entry.pk))


def with_balance(accounts):
    """A queryset of accounts with `held`, to filter and sort by; what is shown is `balances`."""
    held = Entry.objects.filter(account=OuterRef("pk")).order_by().values("account").annotate(sum=Sum("amount")).values("sum")
    return accounts.annotate(held=Coalesce(Subquery(held), 0))


def _halves() -> dict:
    high, low = (ExpressionWrapper(half, output_field=BigIntegerField()) for half in (F("amount") / HALF, F("amount") % HALF))
    return {"high": Sum(high), "low": Sum(low)}


def _whole(row) -> int:
    return int(row["high"] or 0) * HALF + int(row["low"] or 0)
