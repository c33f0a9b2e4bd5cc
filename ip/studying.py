"""What an allocation study comes to: each method on the values that stand, and who would do better without the others."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from django.utils.translation import gettext as _

from ip.models import Method, Study, StudyCriterion, StudyParty, StudyValue
from ip.models.study import sheet
from ip.refusals import sentence
from ip.rules import Refused
from ip.rules.fair import (
    RULES,
    Derived,
    Game,
    Verdict,
    Weighing,
    fill,
    game_of,
    judge,
    least_excess,
    nash,
    nucleolus,
    proportional,
    risk_adjusted,
    shapley,
    to_cents,
    weigh,
    weigh_by_criteria,
)

K, M = StudyValue.Kind, Method
PROVENANCE = ("criterion", "stated_by__person", "stated_by__institution")  # few rows beside thousands of values: each is read once
Amounts = dict[str, Fraction]  # by uid of the institution, in minor units


Weighings = tuple[tuple[str, Weighing], ...]  # what was compared under which criterion ("": among themselves)


class Lacks(Exception):
    """Values of a sheet are not stated for everyone."""

    def __init__(self, of: str):
        self.sheet = of


@dataclass(frozen=True)
class Option:
    """One division: a method's, or (`method` empty) what is on the table. Without `exact`, `why` says what is missing.

    `cents` sum to the amount by largest remainder; `verdict` is None where not even the values alone are stated.
    """

    method: str
    label: str
    exact: Amounts | None = None
    cents: dict[str, int] | None = None
    verdict: Verdict | None = None
    weighings: Weighings = ()
    why: str = ""


class Table:
    """A study with its parties, the criteria that are asked, and the values that count now, by sheet and group.
    `values` are rows that the reader sees, oldest first."""

    def __init__(self, study: Study, parties: list[StudyParty], values: list[StudyValue], criteria: list[StudyCriterion]):
        self.study, self.parties, self.values, self.criteria = study, parties, values, criteria
        self.stated = {(value.sheet, value.group): value for value in values}

    @cached_property
    def keys(self) -> list[str]:
        return [str(party.institution.uid) for party in self.parties]

    @property
    def everybody(self) -> int:
        return (1 << len(self.parties)) - 1

    def named(self, of: str, group: int) -> list[str]:
        """The parties, or the criteria, of a group of a sheet."""
        if of == K.CRITERIA:
            return [criterion.name for criterion in self.criteria if group & criterion.bit]
        return [party.institution.name for party in self.parties if group & party.bit]

    @cached_property
    def sheets(self) -> dict[str, str]:
        """What can be stated, with its label: where there are criteria, the parties are compared under each of them."""
        found = {str(kind): str(kind.label) for kind in K if kind not in (K.JUDGEMENT, K.CRITERIA)}
        if not self.criteria:
            return found | {str(K.JUDGEMENT): str(K.JUDGEMENT.label)}
        under = {sheet(K.JUDGEMENT, one.line): f"{K.JUDGEMENT.label} · {one.name}" for one in self.criteria}
        return found | {str(K.CRITERIA): str(K.CRITERIA.label)} | under

    def groups(self, of: str) -> list[int]:
        """Of whom a sheet states values: each party, each group but all together, or each pair."""
        if of == K.WORTH:
            return sorted(range(1, self.everybody), key=lambda group: (group.bit_count(), group))
        if of == K.CRITERIA or of.startswith(K.JUDGEMENT):
            compared = self.criteria if of == K.CRITERIA else self.parties
            return [one.bit | other.bit for one, other in combinations(compared, 2)]
        return [party.bit for party in self.parties]

    def typed(self, of: str) -> list[int]:
        """Groups of a sheet that a page has fields for: of many parties, each alone."""
        many = of == K.WORTH and len(self.parties) > StudyParty.TYPED
        return [party.bit for party in self.parties] if many else self.groups(of)

    @cached_property
    def derived(self) -> dict[int, Derived]:
        """What the rule of the study makes of groups whose worth nobody stated; none while a party's own is missing."""
        worths = {group: value.amount or 0 for (of, group), value in self.stated.items() if of == K.WORTH}
        if not self.study.unstated or any(party.bit not in worths for party in self.parties):
            return {}
        return fill(len(self.parties), worths, self.study.unstated)

    def derived_for(self, method: str) -> int:
        """On how many derived values a method rests."""
        return len(self.derived) if method in OF_GROUPS else 0

    def lacking(self, of: str) -> int:
        """How many values of a sheet nobody has stated."""
        return sum((of, group) not in self.stated for group in self.groups(of))

    def judged(self, of: str, names: list[str]) -> dict[tuple[str, str], Fraction]:
        """The comparisons of a sheet by the pairs of `names`; Lacks where one is missing."""
        return dict(zip(combinations(names, 2), self._stated(of, self.groups(of)), strict=True))

    def of(self, kind: str) -> Amounts:
        """Each party's value of a kind; Lacks where one is missing."""
        return dict(zip(self.keys, self._stated(kind, [party.bit for party in self.parties]), strict=True))

    @cached_property
    def game(self) -> Game:
        """All groups, everybody together having the amount to divide; Lacks where one is missing."""
        groups = [group for group in self.groups(K.WORTH) if group not in self.derived]
        found = dict(zip(groups, self._stated(K.WORTH, groups), strict=True))
        found |= {group: Fraction(one.value) for group, one in self.derived.items()}
        return game_of(self.keys, {**found, self.everybody: Fraction(self.study.amount)})

    @cached_property
    def judged_by(self) -> tuple[Game | None, bool]:
        """(the game that divisions are held against, whether it knows every group); with values alone, groups add up."""
        try:
            return self.game, True
        except Lacks:
            pass
        try:
            alone = self.of(K.WORTH)
        except Lacks:
            return None, False
        sums = {group: sum((alone[key] for key in self._keys(group)), Fraction(0)) for group in range(1, self.everybody)}
        return game_of(self.keys, {**sums, self.everybody: Fraction(self.study.amount)}), False

    @cached_property
    def core_gap(self) -> Fraction | None:
        """By how much at least some group stays short in any division (the core is empty); None where it is not."""
        game, whole = self.judged_by
        if game is None or not whole:
            return None
        excess = least_excess(game)
        return -excess if excess < 0 else None

    @cached_property
    def options(self) -> list[Option]:
        """What is on the table, if anything is, and every method."""
        offered = [] if self.lacking(K.OFFER) else [self._offer()]
        return [*offered, *(self.option(method) for method in M)]

    def option(self, method: str) -> Option:
        label = str(M(method).label)
        try:
            exact, weighings = METHODS[method](self)
        except Lacks as lacks:
            return Option(method, label, why=_("Not stated for everyone: %(kind)s.") % {"kind": self.sheets[lacks.sheet]})
        except Refused as refused:
            return Option(method, label, why=str(REFUSALS.get(refused.code, sentence)(refused)))
        if below := [key for key, part in exact.items() if part < 0]:
            name = self.names[below[0]]
            return Option(method, label, why=_("It would take money from %(name)s: with these values it divides nothing.") % {"name": name})
        return Option(method, label, exact, to_cents(exact), self._verdict(exact), weighings)

    @cached_property
    def names(self) -> dict[str, str]:
        return {str(party.institution.uid): party.institution.name for party in self.parties}

    def _offer(self) -> Option:
        exact = self.of(K.OFFER)
        return Option("", _("On the table"), exact, {key: int(part) for key, part in exact.items()}, self._verdict(exact))

    def _verdict(self, exact: Amounts) -> Verdict | None:
        game, _whole = self.judged_by
        return judge(game, exact) if game else None

    def _keys(self, group: int) -> list[str]:
        return [key for key, party in zip(self.keys, self.parties, strict=True) if group & party.bit]

    def _stated(self, of: str, groups: list[int]) -> list[Fraction]:
        if any((of, group) not in self.stated for group in groups):
            raise Lacks(of)
        return [self.stated[of, group].exact for group in groups]


def table_of(study: Study, parties, values, criteria) -> Table:
    """`parties`, `values` and `criteria` as querysets of what the reader sees."""
    return Table(
        study, list(parties.filter(study=study).select_related("institution").order_by("line")),
        list(values.filter(study=study).prefetch_related(*PROVENANCE).order_by("pk")),
        list(criteria.filter(study=study, dropped=False).order_by("line")),
    )  # fmt: skip


def _parts(table: Table, kind: str) -> Amounts:
    """Numbers as parts of one: each of their sum."""
    return proportional(1, table.of(kind))


def _by_weights(method: str) -> Callable[[Table], tuple[Amounts, Weighings]]:
    def weighed(table: Table) -> tuple[Amounts, Weighings]:
        weights, weighings = weights_of(table, method)
        return proportional(table.study.amount, weights), weighings

    return weighed


def weights_of(table: Table, method: str) -> tuple[Amounts, Weighings]:
    """The parties' weights by their comparisons, over all criteria where there are some, each set with how consistent it is."""
    if not table.criteria:
        found = weigh(table.keys, table.judged(K.JUDGEMENT, table.keys), method)
        return found.weights, (("", found),)
    names = {str(one.line): one.name for one in table.criteria}
    between = table.judged(K.CRITERIA, list(names))
    within = {line: table.judged(sheet(K.JUDGEMENT, int(line)), table.keys) for line in names}
    made = weigh_by_criteria(table.keys, list(names), between, within, method)
    return made.weights, ((str(K.CRITERIA.label), made.between), *((names[line], each) for line, each in made.within.items()))


def _plain(compute: Callable[[Table], Amounts]) -> Callable[[Table], tuple[Amounts, Weighings]]:
    return lambda table: (compute(table), ())


def _claimed(rule: str) -> Callable[[Table], tuple[Amounts, Weighings]]:
    return _plain(lambda table: RULES[rule](table.study.amount, table.of(K.CLAIM)))


METHODS: Mapping[str, Callable[[Table], tuple[Amounts, Weighings]]] = {
    M.PROPORTIONAL: _plain(lambda table: proportional(table.study.amount, table.of(K.CONTRIBUTION))),
    M.AHP_EIGENVECTOR: _by_weights("eigenvector"),
    M.AHP_GEOMETRIC: _by_weights("geometric_mean"),
    M.SHAPLEY: _plain(lambda table: shapley(table.game)),
    M.RISK_ADJUSTED: _plain(lambda table: risk_adjusted(table.game, _parts(table, K.RISK))),
    M.NUCLEOLUS: _plain(lambda table: nucleolus(table.game)),
    M.NASH: _plain(lambda table: nash(table.study.amount, table.of(K.WORTH), _parts(table, K.POWER))),
    M.CLAIMS: _claimed("proportional"), M.EQUAL_AWARDS: _claimed("equal_awards"), M.EQUAL_LOSSES: _claimed("equal_losses"),
    M.TALMUD: _claimed("talmud"),
}  # fmt: skip
# The kinds of values that each method divides by ("": what is on the table).
USES: Mapping[str, tuple[StudyValue.Kind, ...]] = {
    "": (K.OFFER,), M.PROPORTIONAL: (K.CONTRIBUTION,), M.AHP_EIGENVECTOR: (K.CRITERIA, K.JUDGEMENT),
    M.AHP_GEOMETRIC: (K.CRITERIA, K.JUDGEMENT), M.SHAPLEY: (K.WORTH,), M.RISK_ADJUSTED: (K.WORTH, K.RISK), M.NUCLEOLUS: (K.WORTH,),
    M.NASH: (K.WORTH, K.POWER), M.CLAIMS: (K.CLAIM,), M.EQUAL_AWARDS: (K.CLAIM,), M.EQUAL_LOSSES: (K.CLAIM,), M.TALMUD: (K.CLAIM,),
}  # fmt: skip
OF_GROUPS = (M.SHAPLEY, M.RISK_ADJUSTED, M.NUCLEOLUS)  # divide by what every group has; Nash by what each has alone
REFUSALS: Mapping[str, Callable[[Refused], str]] = {
    "no_shortage": lambda refused: _("The claims do not exceed the amount: everybody can be paid in full."),
    "no_imputation": lambda refused: _("Alone the parties would have more than together."),
    "exceeds": lambda refused: _("Alone the parties would have more than together."),
    "nothing_to_divide": lambda refused: _("Nobody has a value above zero."),
}
