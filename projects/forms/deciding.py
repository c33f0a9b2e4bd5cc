"""What an approver says of a submission, of a condition, of closing a milestone as failed."""
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Voice
from projects.forms.reasons import AskedField
from record.pages import ActionForm, day_input

V = Voice.Value
ROWS = 3  # conditions that can be set at once on the page; the API takes more


class DecideForm(ActionForm):
    """The button that was pressed is the value; each answer has its own reasons, so that none is read with another."""

    value = forms.ChoiceField(choices=V.choices, widget=forms.HiddenInput)
    return_reasons = AskedField(label=_("What is missing"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    no_reasons = AskedField(label=_("Why"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for n in range(ROWS):
            self.fields[f"condition_{n}"] = forms.CharField(label=_("Condition"), max_length=500, required=False)
            self.fields[f"until_{n}"] = forms.DateField(label=_("Due"), required=False, widget=day_input())
        for first in ("condition_0", "until_0"):
            self.fields[first].asked = True  # one condition is what the button is for

    @property
    def rows(self) -> list:
        """Pairs of bound fields, for the page to lay out."""
        return [(self[f"condition_{n}"], self[f"until_{n}"]) for n in range(ROWS)]

    def clean(self):
        said, value = super().clean(), self.cleaned_data.get("value")
        for answer in (V.RETURN, V.NO):
            if value == answer and not said.get(f"{answer}_reasons", "").strip():
                self.add_error(f"{answer}_reasons", _("Say why, so that the others can act on it."))
        if value == V.CONDITIONS:
            self._clean_conditions(self.cleaned_data)
        return said

    def _clean_conditions(self, said: dict) -> None:
        rows = [(said.get(f"condition_{n}", ""), said.get(f"until_{n}")) for n in range(ROWS)]
        for n, (text, day) in enumerate(rows):
            if bool(text) != bool(day) and f"until_{n}" not in self.errors:
                self.add_error(f"until_{n}" if text else f"condition_{n}", _("A condition has a text and a day."))
        if not any(text and day for text, day in rows):
            self.add_error("condition_0", _("Set at least one condition, with its day."))

    @property
    def answer(self) -> dict:
        """As keyword arguments of the action."""
        said, value = self.cleaned_data, self.cleaned_data["value"]
        rows = [(said[f"condition_{n}"], said[f"until_{n}"]) for n in range(ROWS)] if value == V.CONDITIONS else []
        return {"value": value, "reasons": said.get(f"{value}_reasons", ""), "conditions": [row for row in rows if row[0]],
                "seen": said["seen"]}  # fmt: skip


class RemarkForm(ActionForm):
    remark = forms.CharField(label=_("In words"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}))


class MissingForm(ActionForm):
    remark = forms.CharField(label=_("What is missing"), max_length=500, widget=forms.Textarea({"rows": 3}))


class FailureForm(ActionForm):
    """What happened, what was learnt, and the part of the loss that each party bears, in percent."""

    reasons = forms.CharField(label=_("What happened"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    lessons = forms.CharField(label=_("What was learnt"), max_length=4000, widget=forms.Textarea({"rows": 5}),
                              help_text=_("What to do again, what to do otherwise. It lowers nobody’s standing."))  # fmt: skip

    def __init__(self, *args, parties, given: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.institutions = [party.institution for party in parties]
        for institution in self.institutions:
            self.fields[f"part-{institution.uid}"] = forms.IntegerField(
                label=institution.name, min_value=0, max_value=100, initial=given.get(str(institution.uid), 0)
            )

    @property
    def part_fields(self) -> list:
        return [self[f"part-{i.uid}"] for i in self.institutions]

    def clean(self):
        said = super().clean()
        parts = [said[name] for i in self.institutions if (name := f"part-{i.uid}") in said]
        if len(parts) == len(self.institutions) and sum(parts) != 100:
            self.add_error(None, _("The parts sum to %(total)d, not to 100.") % {"total": sum(parts)})
        return said

    @property
    def answer(self) -> dict:
        said = self.cleaned_data
        parts = [(i, said[f"part-{i.uid}"]) for i in self.institutions]
        return {"reasons": said["reasons"], "lessons": said["lessons"], "parts": parts, "seen": said["seen"]}
