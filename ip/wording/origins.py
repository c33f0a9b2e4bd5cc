"""Where money comes from, in words: what a receipt, its deal and its asset can say, and what a formula names."""
from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.models import Deal, DealReceipt
from ip.models.asset import Kind
from ip.rules.origin import Condition, Years
from ip.wording.parts import joined

# By fact of ip.rules.Origin: what it is called, and the words that can be said of it here.
FACTS: Mapping[str, tuple[object, type[TextChoices]]] = {
    "income": (gettext_lazy("Kind of income"), DealReceipt.Income), "asset": (gettext_lazy("Kind of asset"), Kind),
    "deal": (gettext_lazy("Kind of deal"), Deal.Kind),
}  # fmt: skip


SINCE = {
    "years.reported": gettext_lazy("Year since the result was disclosed"),
    "years.licence_signed": gettext_lazy("Year since the deal was signed"),
    "years.first_income": gettext_lazy("Year since the first income"),
}  # fmt: skip


def fact(name: str) -> str:
    """What a fact of the origin is called; one that nothing here knows by its name."""
    return str(FACTS[name][0] if name in FACTS else SINCE.get(name, name))


def choices(name: str) -> list[tuple[str, str]]:
    """(word, as it is said here) of all that can be said."""
    return list(FACTS[name][1].choices)


def sayable(name: str, word: str) -> bool:
    """Whether it can be said here: a formula may name words that no receipt and no asset of this house can have."""
    return name in SINCE or word in FACTS[name][1].values


def one_word(name: str, word: str) -> str:
    """As it is said here; a word that nothing here can say stands as it is. Years are numbers."""
    if name in SINCE:
        return word
    return str(FACTS[name][1](word).label) if sayable(name, word) else f"“{word}”"


def condition_said(condition: Condition) -> tuple[str, tuple[str, ...]]:
    """The fact that it asks for, and the words of which one must be true."""
    if not isinstance(condition, Years):
        return condition.asks, condition.values
    said = {"first": str(condition.first), "last": str(condition.last)}
    if condition.last is None:
        return condition.asks, (_("from %(first)s on") % said,)
    return condition.asks, (said["first"] if condition.first == condition.last else _("%(first)s to %(last)s") % said,)


def origin_said(facts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Facts with their words: “kind of income: Royalty / Other”."""
    words = {name: " / ".join(one_word(name, word) for word in said if word) for name, said in facts}
    return joined(_("%(fact)s: %(words)s") % {"fact": fact(name).lower(), "words": said or _("any other")} for name, said in words.items())
