"""What a template asks: questions with options are answered here, values where they stand in the formula.

While it is edited a document holds what was answered at its place (`opened`); before it is read the answers go back under
their question (`closed`), so that they stay with the policy as answers.
"""
import copy
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, Part, choice, listed, none_or, part
from ip.forms.editor.steps import Step
from ip.rules import Refused
from ip.rules.reading.templates import put
from ip.wording import in_words

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]{1,4})\]")


def asks(document: Mapping) -> list[Data]:
    return [ask for ask in listed(document, "asks") if isinstance(ask.get("key"), str)]


def valued(document: Mapping) -> list[Data]:
    """Questions for a value that is written at one place."""
    return [ask for ask in asks(document) if isinstance(ask.get("at"), str)]


def opened(document: Mapping) -> Data:
    """The document with every value that was answered at its place."""
    found = copy.deepcopy(dict(document))
    answers = part(found, "answers")
    for ask in valued(document):
        if ask["key"] in answers:
            try:
                put(found, ask["at"], answers[ask["key"]])
            except Refused:
                continue
            del answers[ask["key"]]
    return _answering(found, answers)


def closed(document: Mapping) -> Data:
    """The document as it is read and kept: values that a question asks for are answers."""
    found = copy.deepcopy(dict(document))
    answers = part(found, "answers")
    for ask in reversed(valued(document)):
        value = _taken(found, [int(index) if index else name for name, index in _STEP.findall(ask["at"])])
        if value not in (None, [], ""):
            answers[ask["key"]] = value
    return _answering(found, answers)


def _answering(document: Data, answers: Data) -> Data:
    document.pop("answers", None)
    return document | ({"answers": answers} if answers else {})


def _taken(place: Any, steps: list) -> Any:
    """What stands at a place, taken away from there; None where there is nothing."""
    for step in steps[:-1]:
        place = _below(place, step)
    last = steps[-1] if steps else None
    value = _below(place, last)
    if value is not None:
        del place[last]
    return value


def _below(place: Any, step: Any) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    return place[step] if isinstance(place, list) and isinstance(step, int) and step < len(place) else None


class Asked(Part):
    """One select for each question with options."""

    def shape(self):
        for ask in asks(self.document):
            if options := listed(ask, "options"):
                named = [(option.get("value", ""), in_words(part(option, "name"))) for option in options]
                self.fields[ask["key"]] = choice(in_words(part(ask, "question")), none_or(named))

    def read(self, item):
        return part(item, "answers")

    def write(self):
        answers = part(self.item, "answers")
        for name in self.fields:
            answers.pop(name, None)
            if self.typed(name):
                answers[name] = self.typed(name)
        return _answering(dict(self.item), answers)

    def field_of(self, word):
        return word if word in self.fields else None


class QuestionsStep(Step):
    key, label = "questions", gettext_lazy("Questions")
    hint = gettext_lazy("What the source leaves open. The answers stay with the policy.")
    Head = Asked

    def __init__(self, document, data=None):
        super().__init__(document, data)
        closed_ = part(closed(document), "answers")
        self.elsewhere = [(in_words(part(ask, "question")), step_of(ask["at"]), ask["key"] in closed_) for ask in valued(document)]

    def owns(self, path):
        return path.startswith("answers.") and path != "answers.applies_by"

    def at(self, path, said):
        return super().at(path.removeprefix("answers."), said)


def step_of(path: str) -> str:
    """The step in which a place of the document is typed."""
    word = path.split(".")[0].split("[")[0]
    return word if word in ("parties", "deductions", "tiers") else "source"
