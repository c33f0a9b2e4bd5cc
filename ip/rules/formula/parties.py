"""Who is paid."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.documents import Words
from ip.rules.formula.clauses import Clause


@dataclass(frozen=True, slots=True)
class Party:
    """A payee of the formula. One of them may stand for the `persons` who made the result, others each for a `group` of persons
    (its key) beside them; each divides its part by its own share set. Another may be divided again by `split`, to any depth, or
    among the `units` of the inventors (a word of `UNITS`: which of them); a part for which no unit is named then stays its own,
    or goes to the party `no_unit_to`."""

    key: str
    name: Words
    persons: bool = False
    split: tuple[tuple["Party", Fraction], ...] = ()
    clause: Clause = field(default_factory=Clause)
    units: str = ""
    no_unit_to: str = ""
    group: str = ""

    @property
    def of_people(self) -> bool:
        """Whether a share set divides it: that of the inventors, or of its group."""
        return self.persons or bool(self.group)

    def walk(self) -> Iterator["Party"]:
        """The party and all those below it."""
        yield self
        for part, _percent in self.split:
            yield from part.walk()
