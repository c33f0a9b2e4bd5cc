"""When what is owed is paid: minimums carried forward, negative balances set off, money forfeited that nobody claims."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ip.rules.errors import Refused
from ip.rules.formula import Payout
from ip.rules.money import largest_remainder


def pays(owed: int, minimum: int, *, closing: bool = False) -> int:
    """What is paid of a balance of `owed` minor units: all of it, or nothing while it is below `minimum`.

    A negative balance is carried and set off against what comes next; a closing pays every positive balance.
    """
    return owed if owed > 0 and (closing or owed >= minimum) else 0


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """`amount` minor units that have been payable to `person` since a day and were not claimed."""

    person: str
    amount: int
    since: datetime.date


def forfeited(
    unclaimed: Sequence[Unclaimed], rule: Payout, on: datetime.date, others: Mapping[str, int]
) -> dict[str, int]:
    """What changes hands on a day, by key; the sum is zero: minus for who forfeits, plus for who gets it.

    Money is forfeited on the day after the policy's years have passed. `others` are the persons with their weights (other
    than whoever forfeits) for `other_persons`; else it goes to the party, as `party:KEY`. Raises Refused without a rule.
    """
    if not rule.forfeit_years:
        raise Refused("payout", "no_rule")
    moved: dict[str, int] = {}
    for item in unclaimed:
        if item.amount <= 0 or on <= years_later(item.since, rule.forfeit_years):
            continue
        moved[item.person] = moved.get(item.person, 0) - item.amount
        for key, amount in _to(item, rule, others).items():
            moved[key] = moved.get(key, 0) + amount
    return moved


def _to(item: Unclaimed, rule: Payout, others: Mapping[str, int]) -> dict[str, int]:
    if rule.forfeit_to != "other_persons":
        return {f"party:{rule.forfeit_to}": item.amount}
    weights = {key: weight for key, weight in others.items() if key != item.person and weight}
    if not weights:
        raise Refused("payout", "no_rule")
    return dict(zip(weights, largest_remainder(item.amount, list(weights.values())), strict=True))


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The corresponding day; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
