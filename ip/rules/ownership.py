"""Who owns a result, and whose its income is: the agreement first, else the law, quoted with its article."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ip.rules.documents import Words, one_of
from ip.rules.law import ASSETS, FUNDING, PROJECTS, IncomeRule, Law, OwnerRule, R
from ip.rules.shares import Shares
from ip.rules.statutes import Article
from ip.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """What is asked about: a result of one asset kind, completed on a day in a project of one kind.

    `completed_by` (developer or client) decides in consulting and service projects, where each side owns what it makes;
    `funding` is the public money that paid for the work (state, us_federal), which may bring a rule of its own.
    """

    project: str
    asset: str
    on: datetime.date
    completed_by: str = "developer"
    country: str = "CN"
    funding: str = "private"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why an answer is what it is.

    `kind` `agreement`: the clause says so. `law`: `words` and the quoted `articles` decide, others worth reading stand
    in `see`. `none`: the parties have to agree, since (`reason`) `no_rule`: no statute that was handed over speaks of
    it, or `before_text`: no version that was handed over was in force on that day (those that were not are named).
    """

    kind: str
    reason: str
    words: Words = field(default_factory=Words)
    articles: tuple[Article, ...] = ()
    see: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`owners`: developer, client, all_parties or None (to be agreed or found out). `fractions` only where the agreement
    states them: they are parts of ownership, never of income. `income`: owner, fees_shared (in parts that the law does
    not state), reasonably_shared, each_keeps, by_parts (then `parts`), unsaid, or None.
    """

    owners: str | None
    fractions: Shares | None
    owner_basis: Basis
    income: str | None
    parts: Shares | None
    income_basis: Basis

    @property
    def joint(self) -> bool:
        return self.owners == "all_parties"


def propose(
    law: Law,
    articles: Mapping[str, Article],
    result: ProjectResult,
    agreed: Terms = Terms(),  # noqa: B008  (frozen)
) -> Proposal:
    """The owners and the income rule of `result`. What the agreement says goes first; the law fills the rest.

    Raises Refused for a project, asset or completer that is not known.
    """
    one_of(PROJECTS)(result.project, "project")
    one_of(ASSETS)(result.asset, "asset")
    one_of(FUNDING)(result.funding, "funding")
    one_of(("developer", "client"))(result.completed_by, "completed_by")
    owners, owner_basis = agreed.owners, Basis("agreement", "agreement")
    if owners is None:
        found, owner_basis = _held(_owner_rules(law, result), articles, result)
        owners = {"completer": result.completed_by, "undecided": None}.get(found.owners, found.owners) if found else None
    income, income_basis = agreed.income, Basis("agreement", "agreement")
    if income is None:
        rule, income_basis = _held(_income_rules(law, result, owners), articles, result)
        income = rule.income if rule else None
    return Proposal(owners, agreed.fractions, owner_basis, income, agreed.parts, income_basis)


def _owner_rules(law: Law, result: ProjectResult) -> list[OwnerRule]:
    """Those that speak of such a result, a rule for its funding first."""
    rules = [rule for rule in law.owners if result.project in rule.projects and rule.funding in ("", result.funding)]
    return sorted(_of(rules, result), key=lambda rule: not rule.funding)


def _income_rules(law: Law, result: ProjectResult, owners: str | None) -> list[IncomeRule]:
    joint = owners == "all_parties"
    return _of([rule for rule in law.income if rule.joint == joint], result) if owners else []


def _of(rules: Iterable[R], result: ProjectResult) -> list[R]:
    return [rule for rule in rules if rule.country == result.country and result.asset in rule.assets]


def _held(rules: list[R], articles: Mapping[str, Article], result: ProjectResult) -> tuple[R | None, Basis]:
    """The first whose articles were all in force on the day, and the reason in its own words."""
    for rule in rules:
        if rule.held(articles, result.on):
            quoted, see = (tuple(articles[key] for key in keys) for keys in (rule.articles, rule.see))
            return rule, Basis("law", rule.key, rule.words, quoted, see)
    if not rules:
        return None, Basis("none", "no_rule")
    return None, Basis("none", "before_text", articles=tuple(articles[key] for key in rules[0].articles))
