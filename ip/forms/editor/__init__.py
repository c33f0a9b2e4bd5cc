"""The editor of formulas: steps over one document, which the library reads as a whole.

    step = begin(key, document, request.POST)      # one step with what was typed in it
    document = step.write()                        # the whole document, also while it is not complete
    wrong = problem(document, step)                # the first thing that is wrong in this step, shown at its field
    closed(document)                               # as it is read and kept; `opened` when it is edited again
"""
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, called, listed, walked
from ip.forms.editor.deductions import DeductionsStep
from ip.forms.editor.ending import RoundingStep, TextStep
from ip.forms.editor.kinds import KindsStep, KindStep
from ip.forms.editor.parties import PartiesStep
from ip.forms.editor.questions import QuestionsStep, asks, closed, opened
from ip.forms.editor.source import SourceStep
from ip.forms.editor.special import SpecialStep
from ip.forms.editor.steps import Step
from ip.forms.editor.tiers import TiersStep
from ip.refusals import SENTENCES
from ip.rules import Refused, read_policy

__all__ = ["CHECK", "begin", "closed", "empty", "first_wrong", "opened", "order", "problem"]

CHECK = "check"
FIXED = {step.key: step for step in (
    SourceStep, PartiesStep, DeductionsStep, TiersStep, SpecialStep, KindsStep, QuestionsStep, RoundingStep, TextStep,
)}  # fmt: skip


def empty() -> Data:
    """What a formula begins with that starts from nothing."""
    return {"format": 1, "applies_by": "received", "parties": [], "deductions": [], "scope": "flat", "tiers": [],
            "rounding": "largest_remainder"}  # fmt: skip


def order(document: Mapping) -> list[str]:
    """The steps of this document, as one goes through them."""
    keys = ["source", "parties", "deductions", "tiers", "special", "kinds"]
    keys += [f"kind-{n}" for n in range(len(listed(document, "schedules")))]
    return [*keys, *(["questions"] if asks(document) else []), "rounding", CHECK, "text"]


def begin(key: str, document: Mapping, data=None) -> Step:
    """A step; `check` has no fields. The first one where there is none of this name."""
    if key == CHECK:
        return CheckStep(document)
    if key.startswith("kind-") and key in order(document):
        return KindStep(document, int(key.removeprefix("kind-")), data)
    return FIXED.get(key, SourceStep)(document, data)


class CheckStep(Step):
    key, label = CHECK, gettext_lazy("Check and save")

    def owns(self, path):
        return False


def first_wrong(document: Mapping) -> tuple[str, Refused] | None:
    """What the library does not take, and the step in which it is typed."""
    try:
        read_policy(closed(document))
    except Refused as refused:
        keys = [key for key in reversed(order(document)) if begin(key, document).owns(refused.path)]
        return (keys[0] if keys else "text"), refused
    return None


def problem(document: Mapping, step: Step) -> Refused | None:
    """What is wrong in this step, even where others are not filled yet: those are taken as the simplest formula."""
    try:
        read_policy(closed(_filled(document, step)))
    except Refused as refused:
        return refused if step.owns(refused.path) else None
    return None


def _filled(document: Mapping, step: Step) -> Data:
    keys = [item.get("key") for item in listed(document, "parties") if item.get("key")] or ["x"]
    words = {"en": "x"}
    simple: Data = {
        "format": 1, "id": "x", "name": words, "institution": words, "source": {"citation": "x"}, "applies_by": "received",
        "parties": [{"key": "x", "name": words}], "deductions": [], "scope": "flat", "rounding": "largest_remainder",
        "tiers": [{"from": "0", "shares": {key: str(Fraction(100, len(keys))) for key in keys}}],
    }  # fmt: skip
    asked = {ask.get("at") for ask in asks(document)}
    given = {name: value for name, value in document.items() if value or name not in simple or step.owns(name)}
    return {name: value for name, value in simple.items() if not step.owns(name) and name not in asked} | given


def sentence(document: Mapping, refused: Refused) -> str:
    """What the library says, with places and parties by the names that people gave them."""
    names = {item.get("key"): called(item, n) for n, item in enumerate(walked(listed(document, "parties")), 1)}
    facts = {key: names.get(value, value) if isinstance(value, str) else value for key, value in refused.facts.items()}
    return SENTENCES[refused.code] % {"at": _place(document, refused.path), **facts}


def _place(document: Mapping, path: str) -> str:
    if path.startswith("answers."):
        question = next((ask.get("question") for ask in asks(document) if path == f"answers.{ask['key']}"), None)
        return f"“{called({'name': question}, 1)}”" if isinstance(question, dict) else path
    word, _dot, rest = path.partition(".")
    name, _bracket, number = word.partition("[")
    index = int(number.rstrip("]")) if number.rstrip("]").isdigit() else None
    last = str(PLACES.get((rest or name).rsplit(".", 1)[-1].split("[")[0], rest or name))
    if index is None or name not in ("parties", "deductions", "tiers", "schedules", "caps"):
        return last
    if name == "tiers":
        row = _("Tier %(number)s") % {"number": index + 1}
    else:
        rows = listed(document, name)
        row = called(rows[index], index + 1) if index < len(rows) else str(index + 1)
    return f"{row}, {last}" if rest else row


PLACES = {
    "name": gettext_lazy("the name"), "institution": gettext_lazy("the institution"), "citation": gettext_lazy("the source"),
    "currency": gettext_lazy("the currency"), "shares": gettext_lazy("the shares"), "to": gettext_lazy("the upper end"),
    "from": gettext_lazy("the lower end"), "percent": gettext_lazy("the percentage"), "amount": gettext_lazy("the amount"),
    "key": gettext_lazy("the name"), "tiers": gettext_lazy("the tiers"), "parties": gettext_lazy("the parties"),
    "split": gettext_lazy("the parts of those who divide it"), "scope": gettext_lazy("whose total counts"),
    "below": gettext_lazy("the amount"), "payee": gettext_lazy("to whom it goes"), "law": gettext_lazy("the article"),
    "party": gettext_lazy("the party"), "kinds": gettext_lazy("the kinds of income"), "of": gettext_lazy("of what"),
    "at_most": gettext_lazy("the cap"), "max": gettext_lazy("the most"), "table": gettext_lazy("the lines of the index"),
}  # fmt: skip
