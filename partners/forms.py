"""What people type about institutions, partners and units."""
from zoneinfo import available_timezones

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners import identifiers, matching, places
from partners.actions.institutions import ENTRY, IDENTIFIERS
from partners.models import Contact, Institution, Kind, Relation, Unit
from record.currencies import CODES
from record.lists import FilterForm, any_of
from record.pages import ActionForm, day_input


def countries() -> list[tuple[str, str]]:
    """ISO 3166 codes with names in the reader's language, by name."""
    return sorted(places.countries().items(), key=lambda pair: pair[1])


class InstitutionForm(ActionForm):
    """An entry of the directory; its fields and their limits are the model's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(Institution, ENTRY)
        self.fields["kind"].choices = [("", _("Choose")), *Kind.choices]
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=countries(), initial="CN")
        zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
        self.fields["zone"] = forms.ChoiceField(label=_("Time zone"), choices=zones, initial="Asia/Shanghai")
        currencies = [(code, code) for code in CODES]
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=currencies, initial="CNY")
        for name in IDENTIFIERS:
            self.fields[name].validators.append(getattr(identifiers, name))
        self.fields["uscc"].help_text = _("18 characters, the last of which checks the others.")
        self.fields["ror"].help_text = _("Nine characters, such as 02jx3x895.")
        self.fields["lei"].help_text = _("20 characters.")


class RegisterForm(InstitutionForm):
    """A new entry: while names are typed, those that it might be are looked up."""

    another = forms.BooleanField(label=_("This is another institution of the same name"), required=False)
    looked_up = ("name_en", "name_zh", *IDENTIFIERS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.looked_up:
            self.fields[name].widget.attrs |= {
                "hx-get": reverse_lazy("partners:candidates"), "hx-target": "#candidates", "hx-include": "closest form",
                "hx-trigger": "input changed delay:300ms",
            }  # fmt: skip
        if not self.is_bound:
            self.fields["another"].widget = forms.HiddenInput()
        self.order_last("another")


class RelationForm(ActionForm):
    standing = forms.ChoiceField(label=_("Standing"), choices=Relation.Standing)
    since = forms.DateField(label=_("Since"), widget=day_input())
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=_("Seen by the staff of your institution only."),
    )  # fmt: skip


class ContactForm(ActionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(Contact, ["name", "role", "email", "phone"])


class UnitForm(ActionForm):
    """Where a unit hangs is chosen from the own tree."""

    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    parent = forms.ModelChoiceField(None, label=_("Below"), required=False, to_field_name="uid", empty_label=_("The top"))
    since = forms.DateField(label=_("Since"), widget=day_input())

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.visible_to(actor).offered(self.initial.get("parent"))


class CloseForm(ActionForm):
    until = forms.DateField(label=_("Last day"), widget=day_input())


class BookFilter(FilterForm):
    seeks = _("Name or identifier")
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Kind.choices), required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=any_of(Relation.Standing.choices), required=False)

    def narrow(self, rows, said):
        if said["q"]:
            rows = rows.filter(partner__in=Institution.objects.visible_to(self.actor).named(said["q"]))
        if said["kind"]:
            rows = rows.filter(partner__kind=said["kind"])
        return rows.filter(standing=said["standing"]) if said["standing"] else rows


class DirectoryFilter(FilterForm):
    seeks = _("Name or identifier")
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Kind.choices), required=False)

    def narrow(self, rows, said):
        rows = rows.named(said["q"]) if matching.words(said["q"]) else rows
        return rows.filter(kind=said["kind"]) if said["kind"] else rows
