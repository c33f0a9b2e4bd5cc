"""Where money comes from, in words: what a receipt, its deal and its asset can say, and what a formula names."""
from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.models import Deal, DealReceipt
from ip.models.asset import Kind
from ip.rules import Policy
from ip.rules.origin import OWN, PERSONS, Between, Condition
from ip.wording.parts import in_words, joined

# By fact of ip.rules.Origin: what it is called, and the words that can be said of it here.
FACTS: Mapping[str, tuple[object, type[TextChoices]]] = {
    "income": (gettext_lazy("Kind of income"), DealReceipt.Income), "asset": (gettext_lazy("Kind of asset"), Kind),
    "deal": (gettext_lazy("Kind of deal"), Deal.Kind),
}  # fmt: skip
Own = Mapping[str, tuple[str, Mapping[str, str]]]  # by fact: what a policy calls a circumstance of its own, and each answer
NUMBERS = {
    PERSONS: gettext_lazy("Number of persons who share"),
    "years.reported": gettext_lazy("Year since the result was disclosed"),
    "years.licence_signed": gettext_lazy("Year since the deal was signed"),
    "years.first_income": gettext_lazy("Year since the first income"),
}  # fmt: skip


def fact(name: str) -> str:
    """What a fact of the origin is called; one that nothing here knows by its name."""
    return str(FACTS[name][0] if name in FACTS else NUMBERS.get(name, name))


def choices(name: str) -> list[tuple[str, str]]:
    """(word, as it is said here) of all that can be said."""
    return list(FACTS[name][1].choices)


def sayable(name: str, word: str) -> bool:
    """Whether it can be said here: a formula may name words that no receipt and no asset of this house can have."""
    return name not in FACTS or word in FACTS[name][1].values


def one_word(name: str, word: str) -> str:
    """As it is said here; a word that nothing here can say stands as it is. Years and persons are numbers."""
    if name not in FACTS:
        return word
    return str(FACTS[name][1](word).label) if sayable(name, word) else f"“{word}”"


def condition_said(condition: Condition) -> tuple[str, tuple[str, ...]]:
    """The fact that it asks for, and the words of which one must be true."""
    if not isinstance(condition, Between):
        return condition.asks, condition.values
    said = {"first": str(condition.first), "last": str(condition.last)}
    if condition.last is None:
        return condition.asks, (_("from %(first)s on") % said,)
    return condition.asks, (said["first"] if condition.first == condition.last else _("%(first)s to %(last)s") % said,)


def own_of(policy: Policy) -> dict[str, tuple[str, Mapping[str, str]]]:
    """The circumstances that a policy names."""
    return {
        f"{OWN}{item.key}": (in_words(item.name.data()), {word: in_words(name.data()) for word, name in item.options})
        for item in policy.circumstances
    }


def origin_said(facts: Iterable[tuple[str, Iterable[str]]], own: Own) -> str:
    """Facts with their words: “kind of income: Royalty / Other”."""
    return joined(_fact_said(name, words, own) for name, words in facts)


def _fact_said(name: str, words: Iterable[str], own: Own) -> str:
    label, known = own.get(name, (fact(name).lower(), {}))
    said = " / ".join(known.get(word) or one_word(name, word) for word in words if word)
    return _("%(fact)s: %(words)s") % {"fact": label, "words": said or _("any other")}
