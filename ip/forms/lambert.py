"""Answers to the decision guide, and the agreement that is taken over."""
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ip.policies import lambert
from record.pages import ActionForm


class GuideForm(forms.Form):
    """Six questions, each yes or no."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, words in enumerate(lambert().questions, 1):
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=words.say(get_language() or "en"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
            )

    @property
    def yes(self) -> int:
        return sum(answer == "yes" for answer in self.cleaned_data.values())


class TakeForm(ActionForm):
    """One of the agreements that fit the parties."""

    agreement = forms.ChoiceField(label=_("Agreement"), widget=forms.RadioSelect)

    def __init__(self, *args, agreements, suggested: str = "", **kwargs):
        super().__init__(*args, initial={"agreement": suggested}, **kwargs)
        language = get_language() or "en"
        self.fields["agreement"].choices = [(one.key, f"{one.key} · {one.words.say(language)}") for one in agreements]
