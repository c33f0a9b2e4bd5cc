"""Where the formula comes from, in which currency it counts, and which of its dates says when it holds."""
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, Part, choice, day, none_or, part, slug, text
from ip.forms.editor.steps import Step
from ip.forms.policies import DATES
from ip.rules.policy import APPLIES_BY
from record.currencies import CODES

HOLDS = ("reported", "licence_signed", "received")


class Source(Part):
    words = ("name", "institution", "what", "partial", "note")
    plain = ("currency", "applies_by")
    across = ("answer",)

    def shape(self):
        self.fields |= {
            "name_en": text(_("Name of the formula in English"), most=200),
            "name_zh": text(_("Name of the formula in Chinese"), most=200),
            "institution_en": text(_("Institution in English"), most=200),
            "institution_zh": text(_("Institution in Chinese"), most=200),
            "citation": text(_("Source"), most=1000, rows=2, help_text=_("Title, number and date of the document that states it.")),
            "url": text(_("Address of the source"), most=1000, required=False),
            "currency": choice(_("Currency"), none_or([(code, code) for code in CODES], _("any: no amounts stand in it"))),
            "applies_by": choice(_("Which date picks the version"), [*((name, DATES[name]) for name in APPLIES_BY),
                                 ("unknown", _("the source does not say"))]),
            "answer": choice(_("What we answer where it does not say"), none_or([(name, DATES[name]) for name in APPLIES_BY])),
        }  # fmt: skip
        labels = {"reported": _("Disclosed"), "licence_signed": _("Deal signed"), "received": _("Received")}
        for name in HOLDS:
            said = {"date": labels[name]}
            self.fields[f"{name}_from"] = day(_("%(date)s from") % said, required=False)
            self.fields[f"{name}_before"] = day(_("%(date)s before") % said, required=False)
        self.fields |= {
            "what_en": text(_("What is shared, if not income, in English"), most=200, required=False),
            "what_zh": text(_("What is shared, if not income, in Chinese"), most=200, required=False),
            "partial_en": text(_("What the source leaves out, in English"), most=1000, rows=2, required=False),
            "partial_zh": text(_("What the source leaves out, in Chinese"), most=1000, rows=2, required=False),
            "note_en": text(_("Note in English"), most=2000, rows=2, required=False),
            "note_zh": text(_("Note in Chinese"), most=2000, rows=2, required=False),
        }  # fmt: skip

    def read(self, item: Mapping) -> Data:
        source, holds = part(item, "source"), part(item, "holds")
        return super().read(item) | {"citation": source.get("citation", ""), "url": source.get("url", ""),
                                     "answer": part(item, "answers").get("applies_by", "")} | holds  # fmt: skip

    def write(self) -> Data:
        item = super().write()
        item["source"] = {name: self.typed(name) for name in ("citation", "url") if self.typed(name)}
        answers = {key: value for key, value in part(item, "answers").items() if key != "applies_by"}
        if item.get("applies_by") == "unknown" and self.typed("answer"):
            answers["applies_by"] = self.typed("answer")
        bounds = {f"{name}_{end}": self.typed(f"{name}_{end}") for name in HOLDS for end in ("from", "before")}
        for name, value in (("answers", answers), ("holds", {key: value for key, value in bounds.items() if value})):
            item.pop(name, None)
            if value:
                item[name] = value
        item["id"] = item.get("id") or slug(part(item, "name"), set(), "policy").replace("_", "-")
        return item

    def field_of(self, word):
        return {"source": "citation", "answers": "answer", "holds": "received_from", "id": "name_en"}.get(word) or super().field_of(word)


class SourceStep(Step):
    key, label = "source", gettext_lazy("Source and dates")
    hint = gettext_lazy("As the document says it. One of the two languages is enough.")
    Head = Source
