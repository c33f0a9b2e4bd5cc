"""Rounding, and the formula as its file for those who want it."""
import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip import refusals
from ip.forms.editor.base import Part, choice, part
from ip.forms.editor.questions import closed, opened
from ip.forms.editor.steps import Step
from ip.forms.policies import LIMIT
from ip.rules import Refused, read_json


class Rounding(Part):
    def shape(self):
        self.fields |= {
            "convention": choice(_("What whole units leave over"), [
                ("largest_remainder", _("one unit each to the largest fractions")),
                ("to_first", _("one unit each from the first party on")),
                ("to_last", _("one unit each from the last party on")), ("all_to_first", _("all to the first party")),
                ("all_to_last", _("all to the last party")), ("separate", _("to a line of its own")),
                ("block_separate", _("only whole rounds are given, the rest to a line of its own")),
                ("cascade", _("from the last party on, each its part of what is left, cut down")),
            ], help_text=_("Largest fractions, unless the source names another way.")),
            "ties": choice(_("Equal fractions"), [
                ("listed", _("the party that is listed first")), ("reversed", _("the party that is listed last")),
                ("largest_share", _("the party with the larger share")),
            ]),
        }  # fmt: skip

    def read(self, item):
        rounding = item.get("rounding")
        return {"convention": rounding} if isinstance(rounding, str) else part(item, "rounding")

    def write(self):
        convention, ties = self.typed("convention") or "largest_remainder", self.typed("ties")
        said = {"convention": convention, "ties": ties} if ties not in ("", "listed") else convention
        return {**self.item, "rounding": said}

    def field_of(self, word):
        return "convention" if word == "rounding" else super().field_of(word)


class RoundingStep(Step):
    key, label = "rounding", gettext_lazy("Rounding")
    hint = gettext_lazy("No unit is lost: what cannot be divided is given by a rule, and shown.")
    Head = Rounding


class Text(Part):
    """The whole document as text; what does not read is said and kept."""

    is_text = True

    def shape(self):
        self.fields["json"] = forms.CharField(
            label=_("Formula as JSON"), required=False, max_length=LIMIT,
            widget=forms.Textarea({"rows": 24, "class": "code", "spellcheck": "false"}),
        )  # fmt: skip

    def read(self, item):
        return {"json": json.dumps(closed(item), ensure_ascii=False, indent=1)}

    def write(self):
        try:
            found = read_json(self.typed("json"))
        except Refused as refused:
            self.initial = {"json": self.typed("json")}
            self.is_bound = False
            self.say("json", refusals.sentence(refused))
            return dict(self.item)
        return opened(found) if isinstance(found, dict) else dict(self.item)

    def field_of(self, word):
        return "json"


class TextStep(Step):
    key, label = "text", gettext_lazy("As JSON")
    hint = gettext_lazy("For those who have it as a file: what stands here takes the place of everything typed.")
    Head = Text

    def owns(self, path):
        return False
