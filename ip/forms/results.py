"""What people type about disclosures and the course of assets."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.rows import RowsForm
from ip.models import AiField, AssetKind, Funding, Merit, PatentType
from ip.people import called, offered_people
from partners.forms import countries
from projects.models import Project
from record.pages import ActionForm, day_input


class DisclosureForm(RowsForm):
    """A disclosure as a whole; each row names one person, of those one knows here or from outside."""

    needs, also = "person", ("name_en", "name_zh")

    kind = forms.ChoiceField(label=_("What it is"), choices=AssetKind.choices)
    project = forms.ModelChoiceField(
        None, label=_("Project"), required=False, to_field_name="uid", empty_label=_("From no joint project")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200, required=False)
    description = forms.CharField(
        label=_("What is new about it"), max_length=8000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=_("Confidential: seen by the office and by those who are named. Publishing before filing may destroy the novelty."),
    )  # fmt: skip
    completed_on = forms.DateField(
        label=_("Completed on"), widget=day_input(), help_text=_("The law of this day says who owns it where no clause does.")
    )
    ai_used = forms.BooleanField(label=_("AI was used in making it"), required=False)
    ai_fields = forms.MultipleChoiceField(
        label=_("Used for"), choices=AiField.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    ai_use = forms.CharField(
        label=_("Which system, and how"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("An AI is never an inventor; what people contributed themselves is what counts."),
    )  # fmt: skip

    def __init__(self, *args, actor, rows, **kwargs):
        self.people = {str(person.uid): person for person in offered_people(actor)}
        self.choices = [("", _("From outside, or nobody")), *((uid, called(person)) for uid, person in self.people.items())]
        super().__init__(*args, rows=rows, **kwargs)
        self.fields["project"].queryset = Project.objects.visible_to(actor).exclude(number="").order_by("-pk")

    def row_fields(self):
        def text(label, **more):
            return forms.CharField(label=label, max_length=more.pop("most", 120), required=False, **more)

        return {
            "person": forms.TypedChoiceField(
                choices=self.choices, coerce=self.people.get, label=_("Person"), required=False, empty_value=None
            ),
            "did": text(_("What they did"), most=300),
            "inventor": forms.BooleanField(label=_("inventor"), required=False, initial=True),
            "name_en": text(_("Full name in English")), "name_zh": text(_("Full name in Chinese")),
            "email": text(_("E-mail"), most=254), "employer": text(_("Works for"), most=200),
        }  # fmt: skip


class AcceptForm(ActionForm):
    """`kind` is that of the disclosure: only a patent has a type."""

    patent_type = forms.ChoiceField(label=_("Type of patent"), choices=PatentType.choices)
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="CN")

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != AssetKind.PATENT:
            del self.fields["patent_type"]


class ReasonsForm(ActionForm):
    reasons = forms.CharField(label=_("Reasons"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class FileForm(ActionForm):
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="CN")
    application_number = forms.CharField(
        label=_("Application number"), max_length=30, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("A Chinese number is checked to its last digit, such as 202310456789.X."),
    )  # fmt: skip
    filed_on = forms.DateField(label=_("Filed on"), widget=day_input())


class GrantForm(ActionForm):
    granted_on = forms.DateField(label=_("Granted or registered on"), widget=day_input())
    registration = forms.CharField(label=_("Number of the certificate"), max_length=40, required=False)


class FactsForm(ActionForm):
    """Facts from which deadlines are counted, beside filing and grant."""

    funding = forms.ChoiceField(
        label=_("Public funding"), choices=Funding.choices, help_text=_("It decides which rules of ownership and which deadlines hold.")
    )
    published_on = forms.DateField(label=_("First published on"), widget=day_input(), required=False,
                                   help_text=_("By anybody, anywhere: a paper, a talk, a thesis."))  # fmt: skip
    agency_told_on = forms.DateField(label=_("Disclosed to the funding agency on"), widget=day_input(), required=False)
    elected_on = forms.DateField(label=_("Title elected on"), widget=day_input(), required=False)
    abroad_on = forms.DateField(label=_("To be filed abroad on"), widget=day_input(), required=False,
                                help_text=_("What was made in China needs the confidentiality review first "
                                            "(Patent Law, art. 19)."))  # fmt: skip
    review_asked_on = forms.DateField(label=_("Confidentiality review asked for on"), widget=day_input(), required=False)


class LapseForm(ActionForm):
    lapsed_on = forms.DateField(label=_("Lapsed on"), widget=day_input())


class MeritForm(ActionForm):
    """Who counts as what where the law measures."""

    person = forms.ModelChoiceField(None, label=_("Person"), to_field_name="uid", empty_label=_("Choose"))
    kind = forms.ChoiceField(label=_("Counts for the law as"), choices=Merit.Kind.choices)
    counts = forms.ChoiceField(label=_("This entry says"), choices=[("yes", _("so from this day on")), ("no", _("no longer so"))])
    since = forms.DateField(label=_("Since"), widget=day_input())
    grounds = forms.CharField(label=_("Grounds"), max_length=2000, widget=forms.Textarea({"rows": 3}),
                              help_text=_("What the person did; the meeting or paper that says so."))  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    @property
    def said(self) -> dict:
        return {**super().said, "counts": self.cleaned_data["counts"] == "yes"}
