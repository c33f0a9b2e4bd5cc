"""What people type about staff who were heard, what was posted, and objections."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.models import Hearing
from record.pages import ActionForm, day_input


class HearingForm(ActionForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=Hearing.Kind.choices)
    on = forms.DateField(label=_("Day"), widget=day_input())
    whom = forms.CharField(label=_("Who"), max_length=200, help_text=_("Who was heard, who posted it, who objected."))
    text = forms.CharField(label=_("What was said or done"), max_length=4000, widget=forms.Textarea({"rows": 4}),
                           help_text=_("Grounds, number of the minutes, where it was posted and until when."))  # fmt: skip
