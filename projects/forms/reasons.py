"""Reasons for a move, and the answer to a question."""
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Voice
from record.pages import ActionForm


class AskedField(forms.CharField):
    """What one button asks for and the others do not: the form does not require it, and yet it is not optional."""

    asked = True


class ReasonsForm(ActionForm):
    reasons = forms.CharField(
        label=_("Why"), max_length=4000, widget=forms.Textarea({"rows": 4}), help_text=_("All parties read this.")
    )


class LessonsForm(ReasonsForm):
    lessons = forms.CharField(
        label=_("What was learnt"), max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=_("What to do again, what to do otherwise. It lowers nobody’s standing."),
    )  # fmt: skip


class VoteForm(ActionForm):
    """A party's answer: the button that was pressed. A return and a no have reasons of their own, so that none is mixed up."""

    V = Voice.Value
    value = forms.ChoiceField(choices=[(V.YES, V.YES.label), (V.RETURN, V.RETURN.label), (V.NO, V.NO.label)], widget=forms.HiddenInput)
    return_reasons = AskedField(label=_("What is missing"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    no_reasons = AskedField(label=_("Why"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))

    def clean(self):
        said = super().clean()
        asked = f"{said.get('value')}_reasons"
        if asked in self.fields and not said.get(asked, "").strip() and asked not in self.errors:
            self.add_error(asked, _("Say why, so that the others can act on it."))
        return said

    @property
    def said(self) -> dict:
        value = self.cleaned_data["value"]
        return {"value": value, "reasons": self.cleaned_data.get(f"{value}_reasons", "")}
