"""The step of questions: which a template asks, what each answer changes, and the answers themselves."""
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, Part, called, choice, listed, none_or, number, part, slug, text
from ip.forms.editor.numbers import clean_at
from ip.forms.editor.places import askable, changeable, settable
from ip.forms.editor.questions import asks, closed, valued, with_answers
from ip.forms.editor.steps import Step
from ip.wording import in_words

TYPED = ("percent", "amount", "word", "date")  # answered here, as typed


class Asked(Part):
    """One field for each question that is answered here: a select of its options, or what is typed."""

    def shape(self):
        for ask in asks(self.document):
            question = in_words(part(ask, "question"))
            if options := listed(ask, "options"):
                named = [(option.get("value", ""), in_words(part(option, "name"))) for option in options]
                self.fields[ask["key"]] = choice(question, none_or(named))
            elif ask.get("answer") in TYPED:
                figures = ask["answer"] in ("percent", "amount")
                self.fields[ask["key"]] = number(question) if figures else text(question)

    def read(self, item):
        return part(item, "answers")

    def write(self):
        answers = part(self.item, "answers")
        for ask in asks(self.document):
            if ask["key"] in self.fields:
                answers.pop(ask["key"], None)
                typed = self.typed(ask["key"])
                if typed:
                    answers[ask["key"]] = clean_at(ask["answer"], typed) if ask.get("answer") in ("percent", "amount") else typed
        return with_answers(dict(self.item), answers)

    def field_of(self, word):
        return word if word in self.fields else None


class Ask(Part):
    """A question: for one of the answers below, or for a part of the formula."""

    words = ("question",)

    def shape(self):
        self.fields |= {
            "question_en": text(_("Question in English"), most=400), "question_zh": text(_("Question in Chinese"), most=400),
            "at": choice(_("What is asked for"), none_or(self.places(), _("one of the answers below"))),
        }  # fmt: skip

    def places(self) -> list[tuple[str, str]]:
        found, kept = [(at, label) for at, label, _answer in askable(self.document)], self.item.get("at")
        return found if not kept or kept in dict(found) else [*found, (str(kept), str(kept))]

    def read(self, item: Mapping) -> Data:
        return super().read(item) | {"at": item.get("at", "")}

    def write(self) -> Data:
        item, at = super().write(), self.typed("at")
        answers = {place: answer for place, _label, answer in askable(self.document)}
        if not at:
            return {key: value for key, value in item.items() if key not in ("at", "answer")}
        item.pop("options", None)
        return item | {"at": at, "answer": answers.get(at, item.get("answer"))}

    def field_of(self, word):
        return "at" if word in ("answer", "options") else super().field_of(word)


class Option(Part):
    """An answer to choose, and the one place of the formula that it changes. `of` is the row of its question."""

    words = ("name",)
    plain = ("of",)

    def shape(self):
        questions = [(str(n), called({"name": ask.get("question")}, n)) for n, ask in enumerate(listed(self.document, "asks"), 1)]
        path, value = first(self.item)
        places = [*changeable(), *settable(self.document)]
        kept = [(path, path)] if path and path not in dict(places) and f"{path}={value}" not in dict(places) else []
        self.fields |= {
            "of": choice(_("Answers the question"), questions),
            "name_en": text(_("Answer in English"), most=200), "name_zh": text(_("Answer in Chinese"), most=200),
            "place": choice(_("It changes"), none_or([*places, *kept], _("nothing: the formula as it stands"))),
            "to": number(_("to this number"), help_text=_("Where it changes a number.")),
        }  # fmt: skip

    def read(self, item: Mapping) -> Data:
        path, value = first(item)
        place = f"{path}={value}" if f"{path}={value}" in dict(changeable()) else path
        return super().read(item) | {"place": place, "to": value if place == path and isinstance(value, str) else ""}

    def write(self) -> Data:
        item, (path, value) = super().write(), first(self.item)
        writes = {at: what for at, what in part(item, "set").items() if at != path}
        place, _is, word = self.typed("place").partition("=")
        if place:
            kept = value if place == path and not isinstance(value, str) else ""
            writes = {place: word or clean_at(place, self.typed("to")) or kept} | writes
        item.pop("set", None)
        return item | ({"set": writes} if writes else {})

    def field_of(self, word):
        return {"value": "name_en", "set": "place"}.get(word) or super().field_of(word)


def first(item: Mapping) -> tuple[str, object]:
    """What an answer changes: a place and what it writes there."""
    return next(iter(part(item, "set").items()), ("", ""))


class QuestionsStep(Step):
    key, label = "questions", gettext_lazy("Questions")
    hint = gettext_lazy("Only where the source leaves something open. The answers stay with the policy.")
    Head = Asked
    lists = {
        "asks": (gettext_lazy("What the source leaves open"), Ask, [("ask", gettext_lazy("Add a question"))], ""),
        "options": (gettext_lazy("Answers to choose from"), Option, [("option", gettext_lazy("Add an answer"))], ""),
    }  # fmt: skip

    def __init__(self, document, data=None):
        super().__init__(document, data)
        given = part(closed(document), "answers")
        self.elsewhere = [(in_words(part(ask, "question")), step_of(ask["at"]), ask["key"] in given) for ask in valued(document)]

    def items(self, name):
        if name == "asks":
            return super().items(name)
        return [option | {"of": str(n)} for n, ask in enumerate(listed(self.document, "asks"), 1) for option in listed(ask, "options")]

    def new(self, name, kind):
        count = len(listed(self.document, "asks"))
        return {"of": str(count)} if name == "options" and count else {}

    def finished(self, document, name, items):
        word, stem, said = ("key", "question", "question") if name == "asks" else ("value", "answer", "name")
        for number_, item in enumerate(items, 1):
            if not item.get(word) and item.get(said):
                taken = {"applies_by"} | {other.get(word, "") for other in items if other.get("of") == item.get("of")}
                item[word] = slug(item[said], taken, f"{stem}_{number_}")
        return items

    def keep(self, document, name, items):
        if name == "options":
            rows = [dict(ask) for ask in listed(document, "asks")]
            for n, ask in enumerate(rows, 1):
                mine = [{key: value for key, value in item.items() if key != "of"} for item in items if item.get("of") == str(n)]
                ask.pop("options", None)
                if mine and not ask.get("at"):
                    ask["options"] = mine
            name, items = "asks", rows
        super().keep(document, name, items)
        answers = {key: value for key, value in part(document, "answers").items() if key == "applies_by" or key in _keys(document)}
        document |= with_answers(document, answers)
        if not answers:
            document.pop("answers", None)

    def owns(self, path):
        return path.startswith(("asks", "answers.")) and path != "answers.applies_by"

    def at(self, path, said):
        found = re.match(r"asks\[(\d+)\]\.options\[(\d+)\](.*)", path)
        if found:
            before = sum(len(listed(ask, "options")) for ask in listed(self.document, "asks")[: int(found[1])])
            path = f"options[{before + int(found[2])}]{found[3]}"
        return super().at(path.removeprefix("answers."), said)


def _keys(document: Mapping) -> set[str]:
    return {ask["key"] for ask in asks(document)}


def step_of(path: str) -> str:
    """The step in which a place of the document is typed."""
    word = path.split(".")[0].split("[")[0]
    return word if word in ("parties", "deductions", "tiers") else "source"
