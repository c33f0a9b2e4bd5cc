"""Templates: what a source leaves open is asked, the answer stays in the document, and the formula is read with it."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ip.rules.documents import Fields, Words, exists, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.formula import Question
from ip.rules.reading.words import as_it_is, key, once

ANSWERS = ("percent", "amount", "tiers", "tier", "parties", "deductions", "word", "date")
PROVISIONAL = {"percent": "0", "amount": "0"}  # what stands at the place until the answer does; it computes nothing
APPLIES_BY = "applies_by"  # the one question that every format had from the beginning: versions.py asks it


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its word, its name, and what it writes where."""

    value: str
    name: Words
    writes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with options, or for a value that is written at one place."""

    key: str
    question: Words
    options: tuple[Option, ...]
    at: str
    answer: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The document as it computes, the questions that are still open, and the places that they leave empty."""

    data: dict[str, object]
    questions: tuple[Question, ...]
    empty: frozenset[str]


def fill(document: Mapping[str, object]) -> Filled:
    """Write every answer to its place. Raises Refused for an answer that was not asked, or is none of the options."""
    data = copy.deepcopy(dict(document))
    asks = list_of(_ask)(data.pop("asks", None) or [], "asks")
    _check_keys(asks)
    answers = dict(Fields(data.get("answers") or {}, "answers").data)
    questions, empty = [], set()
    for ask in asks:
        if ask.key not in answers:
            labels = tuple(option.name for option in ask.options)
            values = tuple(option.value for option in ask.options)
            questions.append(Question(f"answers.{ask.key}", values, ask.key, ask.question, ask.answer, labels))
            empty.add(ask.at)
            if ask.answer in PROVISIONAL and not exists(data, ask.at):
                put(data, ask.at, PROVISIONAL[ask.answer])
            continue
        given = answers.pop(ask.key)
        for path, value in _writes(ask, given).items():
            put(data, path, copy.deepcopy(value))
    if "answers" in data:
        data["answers"] = answers
    return Filled(data, tuple(questions), frozenset(empty))


def _ask(value: object, path: str) -> Ask:
    fields = Fields(value, path)
    name, question = fields.need("key", key), fields.need("question", words)
    options = fields.maybe("options", list_of(_option)) or ()
    at, answer = "", "choice"
    if not options:
        at, answer = fields.need("at", text), fields.need("answer", one_of(ANSWERS))
    fields.done()
    return Ask(name, question, options, at, answer)


def _option(value: object, path: str) -> Option:
    fields = Fields(value, path)
    writes = Fields(fields.maybe("set", as_it_is) or {}, f"{path}.set").data
    found = Option(fields.need("value", key), fields.need("name", words), writes)
    fields.done()
    return found


def _check_keys(asks: tuple[Ask, ...]) -> None:
    seen = {APPLIES_BY}
    for index, ask in enumerate(asks):
        once(seen, ask.key, f"asks[{index}].key")
        values: set[str] = set()
        for number, option in enumerate(ask.options):
            once(values, option.value, f"asks[{index}].options[{number}].value")


def _writes(ask: Ask, given: object) -> Mapping[str, object]:
    if not ask.options:
        return {ask.at: given}
    value = one_of(option.value for option in ask.options)(given, f"answers.{ask.key}")
    return next(option.writes for option in ask.options if option.value == value)


def put(document: dict[str, object], path: str, value: object) -> None:
    """Write at a path such as `deductions[0].percent`; `tiers[2]` of two tiers is the third. Raises Refused."""
    steps: list[str | int] = [
        int(index) if index else name for name, index in re.findall(r"([^.\[\]]+)|\[([0-9]{1,4})\]", path)
    ]
    place: object = document
    for step in steps[:-1]:
        place = _below(place, step, path)
    last = steps[-1] if steps else ""
    if isinstance(place, dict) and isinstance(last, str) and last:
        place[last] = value
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    elif isinstance(place, list) and isinstance(last, int) and last < len(place):
        place[last] = value
    else:
        raise Refused("asks", "no_path", value=path[:80])


def _below(place: object, step: str | int, path: str) -> object:
    if isinstance(place, dict) and isinstance(step, str) and step in place:
        return place[step]
    if isinstance(place, list) and isinstance(step, int) and step < len(place):
        return place[step]
    raise Refused("asks", "no_path", value=path[:80])
