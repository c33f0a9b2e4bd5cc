"""Default rules of ownership and income as data: which statute answers for which project and asset kind."""

from dataclasses import dataclass

from ip.rules.documents import Fields, Words, boolean, list_of, one_of, text, words

PROJECTS = ("commissioned", "cooperative", "consulting", "service")
ASSETS = ("patent", "know_how", "software", "ic_layout", "plant_variety", "trademark", "data_set", "model")
OWNERS = ("developer", "client", "completer", "all_parties")
INCOME = ("owner", "fees_shared", "reasonably_shared", "each_keeps", "unsaid", "by_parts")


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """Who owns by law, for these kinds of project and asset; `completer` is whichever side completed the result."""

    key: str
    country: str
    projects: tuple[str, ...]
    assets: tuple[str, ...]
    owners: str
    words: Words
    articles: tuple[str, ...]
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncomeRule:
    """Whose income it is by law, for an asset of one owner or (`joint`) of several."""

    key: str
    country: str
    assets: tuple[str, ...]
    joint: bool
    income: str
    words: Words
    articles: tuple[str, ...]
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The default rules, in the order in which they are asked."""

    owners: tuple[OwnerRule, ...]
    income: tuple[IncomeRule, ...]


def read_law(data: object) -> Law:
    """The rules of an ownership file. Raises Refused for a word that is not known."""
    fields = Fields(data)
    fields.need("about", text)
    law = Law(fields.need("owners", list_of(_owner)), fields.need("income", list_of(_income)))
    fields.done()
    return law


def _owner(value: object, path: str) -> OwnerRule:
    fields = Fields(value, path)
    rule = OwnerRule(
        key=fields.need("id", text),
        country=fields.need("country", text),
        projects=fields.need("projects", list_of(one_of(PROJECTS))),
        assets=fields.need("assets", list_of(one_of(ASSETS))),
        owners=fields.need("owners", one_of(OWNERS)),
        words=fields.need("words", words),
        articles=fields.need("articles", list_of(text)),
        see=fields.maybe("see", list_of(text)) or (),
    )
    fields.done()
    return rule


def _income(value: object, path: str) -> IncomeRule:
    fields = Fields(value, path)
    rule = IncomeRule(
        key=fields.need("id", text),
        country=fields.need("country", text),
        assets=fields.need("assets", list_of(one_of(ASSETS))),
        joint=fields.need("joint", boolean),
        income=fields.need("income", one_of(INCOME)),
        words=fields.need("words", words),
        articles=fields.need("articles", list_of(text)),
        see=fields.maybe("see", list_of(text)) or (),
    )
    fields.done()
    return rule
