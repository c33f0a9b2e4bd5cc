"""Taxes that follow from sharing, in China: what is owed on a reward, on transferred technology, on shares for a result.

Amounts are minor units of yuan, rates percentages as Fractions. Whether a rule applies (who, since when, whether it is
still in force) is not decided here: finance says so. Part of the library, held to published cases; no page asks for it yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.money import half_away_from_zero

YUAN: Final = 100
EXEMPT_TRANSFER: Final = 5_000_000 * YUAN  # 企业所得税法实施条例 art. 90: a year's technology-transfer income
CASH_REWARD_COUNTS: Final = Fraction(50)  # 财税〔2018〕58号: percent of a cash reward that counts as wages
CASH_REWARD_SINCE: Final = 2018


@dataclass(frozen=True, slots=True)
class Bracket:
    """Income up to `ends` minor units (None: open) bears `rate` percent, less `quick` (速算扣除数)."""

    ends: int | None
    rate: Fraction
    quick: int


# 个人所得税法 (2018), table 1: comprehensive income of a year.
YEARLY: Final = tuple(
    Bracket(None if ends is None else ends * YUAN, Fraction(rate), quick * YUAN)
    for ends, rate, quick in (
        (36_000, 3, 0), (144_000, 10, 2_520), (300_000, 20, 16_920), (420_000, 25, 31_920), (660_000, 30, 52_920),
        (960_000, 35, 85_920), (None, 45, 181_920),
    )
)  # fmt: skip


def income_tax(taxable: int, brackets: Sequence[Bracket] = YEARLY) -> int:
    """Tax of a year's taxable income, rounded to the minor unit."""
    whole(taxable, "taxable")
    found = next(bracket for bracket in brackets if bracket.ends is None or taxable <= bracket.ends)
    return half_away_from_zero(taxable * found.rate / 100) - found.quick


def breaks(brackets: Sequence[Bracket]) -> list[int]:
    """The ends at which a table jumps: where two brackets give another tax for the same income. Empty for a sound one."""
    found = []
    for bracket, after in pairwise(brackets):
        end = bracket.ends or 0
        if end * bracket.rate / 100 - bracket.quick != end * after.rate / 100 - after.quick:
            found.append(end)
    return found


def with_reward(
    salary: int, reward: int, *, basic: int = 60_000 * YUAN, special: int = 0, counts: Fraction = CASH_REWARD_COUNTS
) -> tuple[int, int]:
    """(tax if the whole reward counts, tax if only `counts` percent of it do), for a year. 财税〔2018〕58号."""
    if not 0 <= counts <= 100:
        raise Refused("counts", "range", value=counts, low=0, high=100)
    less = basic + special
    full = income_tax(max(0, salary + reward - less))
    return full, income_tax(max(0, salary + half_away_from_zero(reward * counts / 100) - less))


def transfer_tax(income: int, rate: Fraction = Fraction(25)) -> int:
    """Enterprise income tax on a year's technology-transfer income: up to five million yuan none, above half the rate."""
    whole(income, "income")
    return half_away_from_zero(max(0, income - EXEMPT_TRANSFER) * rate / 200)


@dataclass(frozen=True, slots=True)
class ForShares:
    """Taxes where a result is given for shares: at the contribution, at the sale of the shares, on the company's profit."""

    contribution: int
    transfer: int
    company: int

    @property
    def total(self) -> int:
        return self.contribution + self.transfer + self.company


def for_shares(
    value: int, sold: int, profit: int, *, personal: Fraction, company: Fraction, cost: int = 0, deferred: bool
) -> ForShares:
    """What is owed when technology worth `value` becomes shares that are later `sold`: taxed at once on the value and
    later on the gain, or, if deferred (财税〔2016〕101号), only at the sale, on all above `cost`."""
    for name, amount in (("value", value), ("sold", sold), ("profit", profit), ("cost", cost)):
        whole(amount, name)
    at_once = 0 if deferred else half_away_from_zero(max(0, value - cost) * personal / 100)
    later = half_away_from_zero(max(0, sold - (cost if deferred else value)) * personal / 100)
    return ForShares(at_once, later, half_away_from_zero(profit * company / 100))
