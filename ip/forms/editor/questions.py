"""What a template asks, and the answers.

Tiers, parties and deductions are answered where they stand in the formula: while it is edited a document holds them at
their place (`opened`); before it is read they go back under their question (`closed`), so that they stay with the policy
as answers. All else is answered in the step of questions.
"""
import copy
import re
from collections.abc import Mapping
from typing import Any

from ip.forms.editor.base import Data, listed, part
from ip.rules import Refused
from ip.rules.reading.templates import put

PLACED = ("tiers", "tier", "parties", "deductions")
_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]{1,4})\]")


def asks(document: Mapping) -> list[Data]:
    return [ask for ask in listed(document, "asks") if isinstance(ask.get("key"), str)]


def valued(document: Mapping) -> list[Data]:
    """Questions that are answered at their place."""
    return [ask for ask in asks(document) if isinstance(ask.get("at"), str) and ask.get("answer") in PLACED]


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
    return with_answers(found, answers)


def closed(document: Mapping) -> Data:
    """The document as it is read and kept: values that a question asks for are answers."""
    found = copy.deepcopy(dict(document))
    answers = part(found, "answers")
    for ask in reversed(valued(document)):
        value = _taken(found, [int(index) if index else name for name, index in _STEP.findall(ask["at"])])
        if value not in (None, [], ""):
            answers[ask["key"]] = value
    return with_answers(found, answers)


def with_answers(document: Data, answers: Data) -> Data:
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


def unanswered(document: Mapping) -> list[Data]:
    """The questions that are still open."""
    given = part(closed(document), "answers")
    return [ask for ask in asks(document) if ask["key"] not in given]
