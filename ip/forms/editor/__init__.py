"""The editor of formulas: steps over one document, which the library reads as a whole.

    step = begin(key, document, request.POST)      # one step with what was typed in it
    document = step.write()                        # the whole document, also while it is not complete
    wrong = problem(document, step)                # the first thing that is wrong in this step, shown at its field
    closed(document)                               # as it is read and kept; `opened` when it is edited again
"""
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext_lazy

from ip.forms.editor.asking import QuestionsStep
from ip.forms.editor.base import Data, listed
from ip.forms.editor.deductions import DeductionsStep
from ip.forms.editor.ending import RoundingStep, TextStep
from ip.forms.editor.kinds import KindsStep, KindStep
from ip.forms.editor.parties import PartiesStep
from ip.forms.editor.questions import asks, closed, opened, unanswered
from ip.forms.editor.saying import sentence
from ip.forms.editor.source import SourceStep
from ip.forms.editor.special import SpecialStep
from ip.forms.editor.steps import Step
from ip.forms.editor.tiers import TiersStep
from ip.rules import Refused, read_policy

__all__ = ["CHECK", "begin", "closed", "empty", "first_wrong", "opened", "order", "problem", "sentence", "unanswered"]

CHECK = "check"
LATER = "idle_party"  # a party is named before a tier, a cap or a kind of income gives it something: said at the end only
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
    return [*keys, "questions", "rounding", CHECK, "text"]


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
        return "tiers" if refused.code == LATER else keys[0] if keys else "text", refused
    return None


def problem(document: Mapping, step: Step) -> Refused | None:
    """What is wrong in this step, even where others are not filled yet: those are taken as the simplest formula."""
    try:
        read_policy(closed(_filled(document, step)))
    except Refused as refused:
        return refused if step.owns(refused.path) and refused.code != LATER else None
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
