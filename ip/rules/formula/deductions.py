"""What comes off before the net is shared."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ip.rules.documents import Words
from ip.rules.formula.clauses import Clause

ALL: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of `gross` (the institution's part of this receipt) or of what is left (`remaining`).

    `percent` is None where the rule only allows it: it is then chosen for each receipt, from 0 to `most`. `less` names
    deductions that are taken off the gross first (`of` is then `gross_less`), or of whose sum it is (`taken_by`: a surcharge on
    costs). With `payee` the money is that party's;
    `third_party`: it is owed to others by contract, and every party's part shrinks in proportion. `statutory`: a law
    grants it of the gross (ArbnErfG § 42 Nr. 4), so it comes before the formula; `law` cites it. With `per` it is taken
    only of what the gross total of the case's life, of its year or of this receipt has between `above` and `up_to` (minor
    units; None: without end): a fee that slides, or ends. Of each receipt it is no less than `least`, and never more than
    `limit` over that time (minor units; None: without), as far as the money reaches.
    """

    key: str
    name: Words
    clause: Clause
    of: str
    percent: Fraction | None
    most: Fraction = ALL
    less: tuple[str, ...] = ()
    payee: str = ""
    third_party: bool = False
    statutory: bool = False
    law: str = ""
    above: int = 0
    up_to: int | None = None
    per: str = ""
    least: int = 0
    limit: int | None = None

    @property
    def between(self) -> bool:
        """Whether it is taken only between two heights."""
        return bool(self.above) or self.up_to is not None

    @property
    def bends(self) -> tuple[int, ...]:
        """Receipts (minor units) at which it takes another way: the heights, and where the least or the most is reached."""
        found = [self.above, self.up_to or 0, self.least, self.limit or 0]
        if self.percent:
            found += [int(amount * 100 / self.percent) for amount in (self.least, self.limit or 0)]
        return tuple(end for end in found if end)


@dataclass(frozen=True, slots=True)
class CostRecovery:
    """The open costs of `pool`, as far as the money reaches, at most `at_most` percent of the receipt, and only from
    what the case's gross total has above `above` (minor units).

    `limit` (minor units; None: without) is the most that this step recovers in the `per` of the case: its life, a year,
    one receipt.
    """

    key: str
    name: Words
    clause: Clause
    at_most: Fraction = ALL
    above: int = 0
    pool: str = ""
    limit: int | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class ChosenAmount:
    """An amount that the rule allows to set aside, chosen for each receipt (a reserve for forecast costs)."""

    key: str
    name: Words
    clause: Clause


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """`amount` (minor units) of the first gross money of the case in its `life` or each `year`, or of each `receipt`.

    With `payee` it is that party's; `credited`: it stays in the net and counts against the payee's share. `each`: the payee
    is the party of the persons, and each of them gets so much, once in that time, as far as the money reaches.
    """

    key: str
    name: Words
    clause: Clause
    amount: int
    payee: str = ""
    credited: bool = False
    per: str = "life"
    each: bool = False


Deduction = Percent | CostRecovery | ChosenAmount | FixedAmount
