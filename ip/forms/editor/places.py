"""Places of a document by the names that people give them: for doubts, for questions, and for what an answer changes."""
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from ip.forms.editor.base import called, listed, part, top_parties
from ip.forms.editor.tiers import periods, scopes, tierings
from record.wording import between

Placed = tuple[str, str]
FIGURE = {"percent": "percent", "statutory": "percent", "cost_recovery": "at_most", "amount": "amount"}


def whole(document: Mapping) -> Iterator[Placed]:
    """Rows of the document as they are called."""
    for n, row in enumerate(listed(document, "deductions")):
        yield f"deductions[{n}]", called(row, n + 1)
    for n in range(len(listed(document, "tiers"))):
        yield f"tiers[{n}]", _("Tier %(number)s") % {"number": n + 1}
    for n in range(len(listed(document, "caps"))):
        yield f"caps[{n}]", _("Cap %(number)s") % {"number": n + 1}


def figures(document: Mapping) -> Iterator[tuple[str, str, str]]:
    """(place, name, kind of answer) of the numbers that the document holds or waits for."""
    said = {"percent": _("the percentage"), "amount": _("the amount"), "max": _("the most"), "at_most": _("the cap")}
    for n, row in enumerate(listed(document, "deductions")):
        chosen = {"percent": "max"} if row.get("optional") else FIGURE
        if word := chosen.get(row.get("kind", "")):
            yield f"deductions[{n}].{word}", f"{called(row, n + 1)}, {said[word]}", "amount" if word == "amount" else "percent"
    for n, _row in enumerate(listed(document, "caps")):
        yield f"caps[{n}].amount", _("Cap %(number)s") % {"number": n + 1} + f", {said['amount']}", "amount"
    if part(document, "payout").get("minimum"):
        yield "payout.minimum", _("Paid only when so much is owed"), "amount"


def askable(document: Mapping) -> list[tuple[str, str, str]]:
    """(place, name, kind of answer) of what a question can ask for."""
    count = len(listed(document, "tiers"))
    tiers = [(f"tiers[{count}]", _("Tier %(number)s") % {"number": count + 1}, "tier")] if count else []
    return [
        ("tiers", _("all tiers"), "tiers"), *tiers, ("parties", _("the parties"), "parties"),
        ("deductions", _("all deductions"), "deductions"), *figures(document),
    ]  # fmt: skip


def settable(document: Mapping) -> list[Placed]:
    """Numbers that an answer can write."""
    found = [(place, label) for place, label, _answer in figures(document)]
    for n, row in enumerate(listed(document, "tiers")):
        tier = _("Tier %(number)s") % {"number": n + 1}
        found += [(f"tiers[{n}].to", f"{tier}, {_('the upper end')}")] if row.get("to") else []
        found += [(f"tiers[{n}].shares.{key}", f"{tier}, {name}") for key, name in top_parties(document)]
    return found


def changeable() -> list[Placed]:
    """Words that an answer can choose: `tiering=slab`."""
    words = {
        "tiering": (_("What a tier shares"), tierings()), "scope": (_("Whose total the tiers count"), scopes()),
        "period": (_("Over which time"), periods()),
    }  # fmt: skip
    return [(f"{word}={value}", f"{label}{between(':')}{name}") for word, (label, values) in words.items() for value, name in values]
