"""Default rules of ownership and income as data: which statute answers, where, for which project and asset kind."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ip.rules.documents import Fields, Read, Words, boolean, list_of, one_of, text, words
from ip.rules.statutes import Article

# Beside the four kinds of joint projects: what one institution, or several together, made in none of them.
PROJECTS = ("commissioned", "cooperative", "consulting", "service", "own_work", "work_together")
ASSETS = ("patent", "know_how", "software", "ic_layout", "plant_variety", "trademark", "data_set", "model")
OWNERS = ("developer", "client", "completer", "all_parties", "undecided")
INCOME = ("owner", "fees_shared", "reasonably_shared", "each_keeps", "unsaid", "by_parts")
FUNDING = ("private", "state", "us_federal")
ACTS = ("use", "licence", "exclusive_licence", "assign")
ALLOWED = ("alone", "with_consent", "unsaid")
ACCOUNTS = ("none", "fees_shared", "reasonably_shared", "normally_none", "unsaid")


@dataclass(frozen=True, slots=True)
class Rule:
    """What every default rule says: where it holds, in which words, by which articles (`see`: worth reading, too).

    It holds on the days on which all of `articles` were in force; an answer rests on no other.
    """

    key: str
    country: str
    assets: tuple[str, ...]
    words: Words
    articles: tuple[str, ...]
    see: tuple[str, ...]

    def held(self, articles: Mapping[str, Article], on: datetime.date) -> bool:
        return all(articles[key].held(on) for key in self.articles)


@dataclass(frozen=True, slots=True)
class OwnerRule(Rule):
    """Who owns by law, for these kinds of project; `completer` is whichever side completed the result, `undecided` where the
    law names no institution but what decides: who made it, what was claimed or assigned.

    `funding` narrows it to results that this public money paid for; empty: whoever paid.
    """

    projects: tuple[str, ...]
    funding: str
    owners: str


@dataclass(frozen=True, slots=True)
class IncomeRule(Rule):
    """Whose income it is by law, for an asset of one owner or (`joint`) of several."""

    joint: bool
    income: str


@dataclass(frozen=True, slots=True)
class JointRule(Rule):
    """What one of several owners may do where nothing is agreed (`may`: act → alone, with_consent, unsaid), and what
    it owes the others of what it earns so (`account`)."""

    may: Mapping[str, str]
    account: str


@dataclass(frozen=True, slots=True)
class Law:
    """The default rules, in the order in which they are asked."""

    owners: tuple[OwnerRule, ...]
    income: tuple[IncomeRule, ...]
    joint: tuple[JointRule, ...]


def read_law(data: object) -> Law:
    """The rules of an ownership file. Raises Refused for a word that is not known."""
    fields = Fields(data)
    fields.need("about", text)
    law = Law(
        fields.need("owners", list_of(_owner)), fields.need("income", list_of(_income)), fields.need("joint", list_of(_joint))
    )
    fields.done()
    return law


R = TypeVar("R", bound=Rule)


def joint_rule(law: Law, articles: Mapping[str, Article], country: str, asset: str, on: datetime.date) -> JointRule | None:
    """What the co-owners of such an asset may do by the law of a country on a day; None where no article speaks of it."""
    return first(rule for rule in law.joint if _fits(rule, country, asset) and rule.held(articles, on))


def first(rules: Iterable[R]) -> R | None:
    return next(iter(rules), None)


def _fits(rule: Rule, country: str, asset: str) -> bool:
    return rule.country == country and asset in rule.assets


def _common(fields: Fields) -> tuple[str, str, tuple[str, ...], Words, tuple[str, ...], tuple[str, ...]]:
    return (
        fields.need("id", text),
        fields.need("country", text),
        fields.need("assets", list_of(one_of(ASSETS))),
        fields.need("words", words),
        fields.need("articles", list_of(text)),
        fields.maybe("see", list_of(text)) or (),
    )


def _owner(value: object, path: str) -> OwnerRule:
    fields = Fields(value, path)
    projects = fields.need("projects", list_of(one_of(PROJECTS)))
    funding = fields.maybe("funding", one_of(FUNDING)) or ""
    rule = OwnerRule(*_common(fields), projects, funding, fields.need("owners", one_of(OWNERS)))
    fields.done()
    return rule


def _income(value: object, path: str) -> IncomeRule:
    fields = Fields(value, path)
    rule = IncomeRule(*_common(fields), fields.need("joint", boolean), fields.need("income", one_of(INCOME)))
    fields.done()
    return rule


def _joint(value: object, path: str) -> JointRule:
    fields = Fields(value, path)
    rule = JointRule(*_common(fields), fields.need("may", _acts), fields.need("account", one_of(ACCOUNTS)))
    fields.done()
    return rule


def _acts(value: object, path: str) -> Mapping[str, str]:
    fields = Fields(value, path)
    read: Read[str] = one_of(ALLOWED)
    found = {act: fields.need(act, read) for act in ACTS}
    fields.done()
    return found
