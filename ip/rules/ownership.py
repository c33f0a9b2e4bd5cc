"""Who owns a result, and whose its income is: the agreement first, else the law, quoted with its article."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ip.rules.documents import Words, one_of
from ip.rules.law import ASSETS, PROJECTS, IncomeRule, Law, OwnerRule
from ip.rules.shares import Shares
from ip.rules.statutes import Article
from ip.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """What is asked about: a result of one asset kind, completed on a day in a project of one kind.

    `completed_by` (developer or client) decides in consulting and service projects, where each side owns what it makes.
    """

    project: str
    asset: str
    on: datetime.date
    completed_by: str = "developer"
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why an answer is what it is.

    `kind` `agreement`: the clause says so. `law`: `words` and the quoted `articles` decide, others worth reading stand
    in `see`. `none`: the parties have to agree, since (`reason`) `no_rule`: no statute that was handed over speaks of
    it, or `before_text`: the version that was handed over was not yet in force on that day.
    """

    kind: str
    reason: str
    words: Words = field(default_factory=Words)
    articles: tuple[Article, ...] = ()
    see: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`owners`: developer, client, all_parties or None (to be agreed). `fractions` only where the agreement states
    them: they are parts of ownership, never of income. `income`: owner, fees_shared (in parts that the law does not
    state), reasonably_shared, each_keeps, by_parts (then `parts`), unsaid, or None.
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
    one_of(("developer", "client"))(result.completed_by, "completed_by")
    owners, owner_basis = agreed.owners, Basis("agreement", "agreement")
    if owners is None:
        rule, owner_basis = _owner(law.owners, articles, result)
        owners = result.completed_by if rule == "completer" else rule
    income, income_basis = agreed.income, Basis("agreement", "agreement")
    if income is None:
        income, income_basis = _income(law.income, articles, result, owners)
    return Proposal(owners, agreed.fractions, owner_basis, income, agreed.parts, income_basis)


def _owner(
    rules: Iterable[OwnerRule], articles: Mapping[str, Article], result: ProjectResult
) -> tuple[str | None, Basis]:
    for rule in rules:
        if rule.country == result.country and result.project in rule.projects and result.asset in rule.assets:
            return _held(rule.owners, rule, articles, result)
    return None, Basis("none", "no_rule")


def _income(
    rules: Iterable[IncomeRule], articles: Mapping[str, Article], result: ProjectResult, owners: str | None
) -> tuple[str | None, Basis]:
    joint = owners == "all_parties"
    for rule in rules:
        if owners and rule.country == result.country and result.asset in rule.assets and rule.joint == joint:
            return _held(rule.income, rule, articles, result)
    return None, Basis("none", "no_rule")


def _held(
    answer: str, rule: OwnerRule | IncomeRule, articles: Mapping[str, Article], result: ProjectResult
) -> tuple[str | None, Basis]:
    quoted = tuple(articles[key] for key in rule.articles)
    if not all(article.held(result.on) for article in quoted):
        return None, Basis("none", "before_text", articles=quoted)
    return answer, Basis("law", rule.key, rule.words, quoted, tuple(articles[key] for key in rule.see))
