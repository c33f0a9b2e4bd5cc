"""What a project says of itself."""
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from projects.access import units_to_write
from projects.models import Kind
from record.amounts import AmountField, AmountsForm
from record.currencies import CODES
from record.pages import ActionForm, day_input


class NewProjectForm(ActionForm):
    """The little that a draft begins with; all else is filled in afterwards, in any order."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200, required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CODES], initial="CNY",
        help_text=_("Budget, contributions and payments of this project are in it."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if not (said.get("title_en") or said.get("title_zh")) and "title_en" not in self.errors:
            self.add_error("title_en", _("Give the project a title, in English or in Chinese."))
        return said


class DraftForm(AmountsForm, NewProjectForm):
    """The whole of it; what is not known yet is left empty."""

    summary = forms.CharField(
        label=_("What it is about"), max_length=4000, required=False, widget=forms.Textarea({"rows": 5})
    )
    start = forms.DateField(label=_("Start"), required=False, widget=day_input())
    end = forms.DateField(label=_("End"), required=False, widget=day_input())
    budget = AmountField(label=_("Budget"), required=False, currency_field="currency")
    investigator = forms.ModelChoiceField(
        None, label=_("Led by"), required=False, to_field_name="uid", empty_label=_("Not named yet"),
        help_text=_("Who leads the work; a person of your institution."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        None, label=_("Unit"), required=False, to_field_name="uid", empty_label=_("The whole institution")
    )
    field_order = ("kind", "title_en", "title_zh", "summary", "start", "end", "investigator", "unit", "currency", "budget")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        own = Person.objects.visible_to(actor).filter(memberships__institution=actor.institution)
        self.fields["investigator"].queryset = own.order_by("name_en", "pk")
        self.fields["unit"].queryset = units_to_write(actor, self.initial.get("unit"))
        if not actor.may_all("project.write"):
            self.fields["unit"].empty_label = None

    def clean(self):
        said = super().clean()
        said["budget"] = said.get("budget") or 0
        start, end = said.get("start"), said.get("end")
        if start and end and end < start:
            self.add_error("end", _("The project ends before it starts."))
        return said
