"""What the library refuses, as the editor says it: places and parties by the names that people gave them, amounts as money."""
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, called, listed, walked
from ip.forms.editor.numbers import TWO_WAYS
from ip.forms.editor.questions import asks
from ip.refusals import SENTENCES
from ip.rules import Refused
from record.currencies import EXPONENTS
from record.wording import money

LARGEST = 2**63 - 1  # of what a column holds: whoever typed an amount need not read it
AMOUNTS = {
    "order": gettext_lazy("%(at)s must lie above %(low)s."),
    "gap": gettext_lazy("%(at)s: this tier begins at %(begins)s, but the tier before ends at %(ends)s."),
    "range": gettext_lazy("%(at)s: “%(value)s” is not an amount that can stand here."),
}
OURS = {  # where a page has more to say than the format
    "two_persons": gettext_lazy("%(at)s: the persons who made the result are one party only. Choose for the others that they are another "
                                "group of persons: they sign shares of their own."),
    "idle_party": gettext_lazy("“%(name)s” has no part in any tier yet, and nothing else leads money to it."),
    "no_condition": gettext_lazy("%(at)s: choose which money it shares."),
    "flat_tiers": gettext_lazy("%(at)s: with several tiers, or an upper end, say whose total they count."),
}  # fmt: skip
OTHERS = {  # words of the format in a "does not go together with"
    "scope person": gettext_lazy("tiers that each person’s own part runs through"), "persons": gettext_lazy("being the persons"),
    "split": gettext_lazy("others who divide its part"),
    "third_party": gettext_lazy("being owed to others"), "of": gettext_lazy("another base than the receipt"),
    "credited, slab_whole": gettext_lazy("an advance that counts against a share, or tiers that share the whole total"),
    "nothing_below": gettext_lazy("nothing below an amount"),
    "above, up_to": gettext_lazy("an amount above or up to which it is taken"),
    "above, up_to, limit": gettext_lazy("an amount above or up to which it is taken, or the most that it takes"),
    "optional": gettext_lazy("being chosen each time"), "payee": gettext_lazy("a party that it goes to"),
    "credited": gettext_lazy("an advance that counts against a share"),
    "forfeited_after_years": gettext_lazy("the years"), "units": gettext_lazy("being divided among units"),
    "leaves": gettext_lazy("the part of who leaves"), "persons: true": gettext_lazy("the persons who made the result"),
    "persons: GROUP": gettext_lazy("another group of persons"),
}  # fmt: skip


def sentence(document: Mapping, refused: Refused) -> str:
    """In the active language."""
    names = _names(document)
    facts: Data = {key: names.get(value, value) if isinstance(value, str) else value for key, value in refused.facts.items()}
    text = str(OURS.get(refused.code) or SENTENCES[refused.code])
    if refused.code == "sum" and facts["sum"] == "1":
        text = _("%(at)s: the parts sum to 1. They are percentages and sum to 100: a third is written 100/3.")
    elif refused.code == "not_exact" and TWO_WAYS.fullmatch(str(facts["value"])):
        text = _("%(at)s: “%(value)s” could be read in two ways. Write thousands with a comma, 100,000, or without any sign.")
    elif refused.code in AMOUNTS and (refused.code != "range" or facts["high"] == LARGEST):
        text, facts = str(AMOUNTS[refused.code]), {key: _amount(document, value) for key, value in facts.items()}
    elif other := refused.facts.get("other"):
        facts["other"] = OTHERS.get(str(other), facts["other"])
    at = place(document, refused.path)
    if text.startswith("%(at)s") and at in map(str, PLACES.values()):
        at = at[:1].upper() + at[1:]  # our own words begin a sentence; what people called a row stays as they wrote it
    return text % {"at": at, **facts}


def _names(document: Mapping) -> dict[str, str]:
    return {item.get("key", ""): called(item, n) for n, item in enumerate(walked(listed(document, "parties")), 1)}


def _amount(document: Mapping, value: object) -> object:
    currency = document.get("currency")
    return money(value, currency) if isinstance(value, int) and currency in EXPONENTS else value


def place(document: Mapping, path: str) -> str:
    if path.startswith("answers."):
        question = next((ask.get("question") for ask in asks(document) if path == f"answers.{ask['key']}"), None)
        return f"“{called({'name': question}, 1)}”" if isinstance(question, dict) else path
    word, _dot, rest = path.partition(".")
    name, _bracket, number = word.partition("[")
    index = int(number.rstrip("]")) if number.rstrip("]").isdigit() else None
    last = _("the place") if name == "unconfirmed" else _last(document, rest or name)
    if index is None or name not in ("parties", "deductions", "tiers", "schedules", "caps", "circumstances"):
        return last
    if name == "tiers":
        row = _("Tier %(number)s") % {"number": index + 1}
    else:
        rows = listed(document, name)
        unnamed = _("Formula %(number)d") if name == "schedules" else _("Row %(number)d")
        row = called(rows[index], index + 1, unnamed) if index < len(rows) else str(index + 1)
    return _("%(row)s, %(last)s") % {"row": row, "last": last} if rest else row


def _last(document: Mapping, path: str) -> str:
    """The end of a path: a word of the format, or a party that has a part there."""
    above, _dot, word = path.rpartition(".")
    if above.endswith(("shares", "to")) and (name := _names(document).get(word)):
        return _("the part of %(name)s") % {"name": name}
    return str(PLACES.get(word.split("[")[0], path))


PLACES = {
    "name": gettext_lazy("the name"), "institution": gettext_lazy("the institution"), "citation": gettext_lazy("the source"),
    "currency": gettext_lazy("the currency"), "shares": gettext_lazy("the shares"), "to": gettext_lazy("the upper end"),
    "from": gettext_lazy("the lower end"), "percent": gettext_lazy("the percentage"), "amount": gettext_lazy("the amount"),
    "key": gettext_lazy("the name"), "tiers": gettext_lazy("the tiers"), "parties": gettext_lazy("the parties"),
    "split": gettext_lazy("the parts of those who divide it"), "scope": gettext_lazy("whose total counts"),
    "at": gettext_lazy("what is asked for"), "question": gettext_lazy("the question"),
    "caps": gettext_lazy("the most that a party gets"), "nothing_below": gettext_lazy("nothing below an amount"),
    "at_least": gettext_lazy("the least that a party gets"),
    "payee": gettext_lazy("to whom it goes"), "period": gettext_lazy("over which time"),
    "above": gettext_lazy("the lower end"), "up_to": gettext_lazy("the upper end"), "per": gettext_lazy("over which time"),
    "below": gettext_lazy("the amount"), "law": gettext_lazy("the article"),
    "party": gettext_lazy("the party"), "kinds": gettext_lazy("the kinds of income"), "assets": gettext_lazy("the kinds of asset"),
    "deals": gettext_lazy("the kinds of deal"), "years": gettext_lazy("the years"), "circumstances": gettext_lazy("the circumstances"),
    "options": gettext_lazy("the answers"), "since": gettext_lazy("since when years count"),
    "of": gettext_lazy("of what"),
    "counts": gettext_lazy("what the ends of the tiers count"), "each": gettext_lazy("for whom it holds"),
    "limit": gettext_lazy("the most"), "least": gettext_lazy("the least"), "units": gettext_lazy("among whose units it is divided"),
    "no_unit_to": gettext_lazy("to whom a part without a unit goes"),
    "leaves_unit": gettext_lazy("whether it counts for the unit of who left"),
    "source": gettext_lazy("the source"), "deductions": gettext_lazy("the deductions"), "rounding": gettext_lazy("the rounding"),
    "applies_by": gettext_lazy("which date picks the version"), "holds": gettext_lazy("the dates"),
    "tiering": gettext_lazy("what a tier shares"), "printed": gettext_lazy("the figures as printed"),
    "schedules": gettext_lazy("what is shared otherwise"), "payout": gettext_lazy("paying out"), "indexation": gettext_lazy("the index"),
    "thresholds": gettext_lazy("the ends of the tiers"), "url": gettext_lazy("the address of the source"),
    "index": gettext_lazy("the index"), "base_date": gettext_lazy("the base date of the index"), "factor": gettext_lazy("the factor"),
    "days": gettext_lazy("the term of payment"), "months": gettext_lazy("the term of payment"),
    "minimum": gettext_lazy("the least that is paid"), "forfeited_to": gettext_lazy("to whom it goes"),
    "forfeited_after_years": gettext_lazy("the years"), "year_begins": gettext_lazy("the first day of a year"),
    "at_most": gettext_lazy("the cap"), "max": gettext_lazy("the most"), "table": gettext_lazy("the lines of the index"),
}  # fmt: skip
