"""Formulas of their own for money of some origin: which there are, and the tiers and deductions of each."""
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, Part, called, choice, flag, listed, none_or, number, part, several, text, with_keys
from ip.forms.editor.circumstances import Circumstance
from ip.forms.editor.deductions import ADDS, Deduction, fresh, keyed
from ip.forms.editor.numbers import clean
from ip.forms.editor.special import SpecialStep
from ip.forms.editor.steps import Step
from ip.forms.editor.tiers import TiersStep, chained, counted, periods, scopes, tierings
from ip.rules.origin import FACTS, OWN
from ip.wording import choices, in_words, sayable


class Kind(Part):
    words = ("name",)
    several = ("kinds", "assets", "deals")
    clause = True

    def shape(self):
        self.fields |= {
            "name_en": text(_("Name in English"), most=200), "name_zh": text(_("Name in Chinese"), most=200),
            "kinds": self._words("kinds", _("Kinds of income"), _("As a receipt says it. None: of every kind.")),
            "assets": self._words("assets", _("Kinds of asset"), _("Of the asset that brings the money. None: of every kind.")),
            "deals": self._words("deals", _("Kinds of deal"), _("Of the deal that brings the money. None: of every kind.")),
            "years_since": choice(_("Years counted since"), none_or(dates(), _("none: in every year"))),
            "years_from": number(_("From year"), help_text=_("Empty: from the first.")),
            "years_to": number(_("To year"), help_text=_("Empty: without end.")),
            "persons_from": number(_("From so many persons"), help_text=_("Whom the share set names. Empty: however many.")),
            "persons_to": number(_("To so many persons"), help_text=_("Empty: without end.")),
        } | {f"{OWN}{item['key']}": self._answers(item) for item in asked(self.document)}  # fmt: skip

    def _answers(self, item) -> forms.Field:
        """Answers of a circumstance that the policy names below."""
        options = [(option.get("value", ""), in_words(part(option, "name"))) for option in listed(item, "options")]
        return several(in_words(part(item, "name")), options, help_text=_("None: whatever was chosen."))

    def read(self, item):
        years, persons = part(item, "years"), part(item, "persons")
        chosen = {f"{OWN}{key}": values for key, values in part(item, "circumstances").items()}
        return super().read(item) | {f"years_{word}": years.get(word, "") for word in ("since", "from", "to")} | {
            f"persons_{word}": persons.get(word, "") for word in ("from", "to")} | chosen  # fmt: skip

    def write(self):
        item = super().write()
        years, persons = self._numbers("years", "since", "from", "to"), self._numbers("persons", "from", "to")
        answers = {row["key"]: words for row in asked(self.document) if (words := self.all_typed(f"{OWN}{row['key']}"))}
        for word, said in (("years", years), ("persons", persons), ("circumstances", answers)):
            item.pop(word, None)
            item |= {word: said} if said else {}
        return item

    def _numbers(self, name: str, *words: str) -> Data:
        return {word: clean(self.typed(f"{name}_{word}")) for word in words if self.typed(f"{name}_{word}")}

    def field_at(self, path):
        word, _dot, rest = path.partition(".")
        if word == "circumstances":
            return path if path in self.fields else None
        if word in ("years", "persons"):
            return f"{word}_{rest or ('since' if word == 'years' else 'from')}"
        return super().field_at(path)

    def _words(self, word: str, label, hint) -> forms.Field:
        """What can be said here, and words of the document that cannot."""
        found, name = self.item.get(word), FACTS[word]
        words = [str(value) for value in found] if isinstance(found, list) else []
        strange = [(value, _("“%(word)s”, which can never be said here") % {"word": value}) for value in words if not sayable(name, value)]
        return several(label, [*choices(name), *strange], help_text=hint)


def asked(document) -> list:
    """The circumstances that have a key already."""
    return [item for item in listed(document, "circumstances") if isinstance(item.get("key"), str) and item["key"]]


def dates():
    """From which years can be counted."""
    return [("licence_signed", _("the deal was signed")), ("first_income", _("the first income of the asset")),
            ("reported", _("the result was disclosed"))]  # fmt: skip


HERE = ("", "key", "name", *FACTS, "years", "persons", "circumstances", "clause")  # what is typed of a row in the step of all


class KindsStep(Step):
    key, label = "kinds", gettext_lazy("Shared otherwise")
    hint = gettext_lazy(
        "Only where the source shares some money by other tiers, such as a signing fee, or what software brings. All that is "
        "chosen in a row must hold; of several rows that do, the first one shares. Other money follows the formula itself. Each "
        "row gets a step of its own."
    )
    lists = {
        "schedules": (gettext_lazy("Shared by a formula of their own"), Kind, [("kind", gettext_lazy("Add a formula"))], ""),
        "circumstances": (gettext_lazy("Circumstances that only this policy names"), Circumstance,
                          [("circumstance", gettext_lazy("Add a circumstance"))], ""),
    }  # fmt: skip

    def finished(self, document, name, items):
        taken = {key for item in items if isinstance(key := item.get("key"), str)}
        rows = with_keys(items, taken, "kind" if name == "schedules" else "circumstance")
        return [{"tiers": []} | item for item in rows] if name == "schedules" else rows

    def owns(self, path):
        """What a kind is called; its formula is typed in its own step."""
        word, _dot, rest = path.partition(".")
        if word.split("[")[0] == "circumstances":
            return True
        return word.split("[")[0] == "schedules" and rest.split(".")[0].split("[")[0] in HERE


class OwnCounting(Part):
    plain = ("scope", "period", "tiering", "counts")
    lists = {"own": "deductions", "own_caps": "caps", "own_below": "nothing_below"}  # what can stand in place of the formula's

    def shape(self):
        same = [("", _("as in the formula"))]
        self.fields |= {
            "scope": choice(_("Whose total the tiers count"), same + scopes()), "period": choice(_("Over which time"), same + periods()),
            "tiering": choice(_("What a tier shares"), same + tierings()),
            "counts": choice(_("What the ends of the tiers count"), same + counted()),
            "own": flag(_("no deduction of the formula holds for it")),
            "own_caps": flag(_("no cap of the formula holds for it")),
            "own_below": flag(_("no threshold of the formula, below which a party gets nothing, holds for it")),
        }

    def read(self, item):
        return super().read(item) | {name: item.get(word) == [] for name, word in self.lists.items()}

    def write(self):
        """Rows that are typed below come back to their list."""
        item = super().write()
        for name, word in self.lists.items():
            item.pop(word, None)
            item |= {word: []} if self.typed(name) else {}
        return item


class KindStep(Step):
    """The formula of one row: written as if it were a document of its own, with the parties of the policy."""

    Head, begun = OwnCounting, TiersStep.begun

    def __init__(self, document: Mapping, index: int, data=None):
        self.whole, self.index = dict(document), index
        self.key, own = f"kind-{index}", listed(document, "schedules")[index]
        self.label = called(own, index + 1, _("Formula %(number)d"))
        same = gettext_lazy("None of its own: as in the formula.")
        self.lists = TiersStep.lists | {
            "deductions": (gettext_lazy("Taken off first"), Deduction, ADDS, same),
            **{name: (*SpecialStep.lists[name][:3], same) for name in ("caps", "nothing_below")},
        }
        super().__init__(own | {"parties": document.get("parties", [])}, data)

    def write(self):
        return self._back(super().write())

    def _back(self, own: Data) -> Data:
        schedules = [dict(item) for item in listed(self.whole, "schedules")]
        schedules[self.index] = {key: value for key, value in own.items() if key != "parties"}
        return self.whole | {"schedules": schedules}

    def change(self, document, what, name, at):
        own = dict(listed(document, "schedules")[self.index]) | {"parties": document.get("parties", [])}
        self.whole = document
        return self._back(super().change(own, what, name, at))

    def keep(self, document, name, items):
        """A list without rows is there where it says that there are none."""
        if name == "tiers" or items:
            document[name] = items
        elif document.get(name) != []:
            document.pop(name, None)

    def new(self, name, kind):
        return fresh(kind) if name == "deductions" else {}

    def finished(self, document, name, items):
        if name == "deductions":
            return keyed(document, items)
        return chained(items) if name == "tiers" else items

    def owns(self, path):
        return path.startswith(f"schedules[{self.index}].")

    def at(self, path, said):
        return super().at(path.removeprefix(f"schedules[{self.index}]."), said)
