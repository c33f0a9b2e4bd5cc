"""What people type about owners, inventors' shares and signatures on paper."""
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from ip import access, units
from ip.forms.rows import RowsForm
from partners.models import Institution, Unit
from record.pages import ActionForm, day_input


class _PartsForm(RowsForm):
    whole = forms.IntegerField(
        label=_("The whole"), min_value=1, max_value=1_000_000_000, initial=100,
        help_text=_("100 for percent; for thirds write 3, and 1, 1, 1 below."),
    )  # fmt: skip
    since = forms.DateField(label=_("Holds from"), widget=day_input())
    needs = "who"

    def __init__(self, *args, choices, **kwargs):
        self.choices = choices
        super().__init__(*args, **kwargs)

    def row_fields(self):
        return {
            "who": self.who(),
            "part": forms.IntegerField(label=_("Part"), required=False, min_value=1, max_value=1_000_000_000),
        }  # fmt: skip

    def who(self) -> forms.Field:
        return forms.ModelChoiceField(self.choices, label=self.row_label, required=False, to_field_name="uid", empty_label="–")

    def clean(self):
        said = super().clean()
        for number in range(self.row_count):
            who, part = said.get(f"row-{number}-who"), said.get(f"row-{number}-part")
            if bool(who) != (part is not None) and not self.errors.get(f"row-{number}-part"):
                self.add_error(f"row-{number}-part", _("A name and its part belong together."))
        return said

    @property
    def pairs(self) -> list[tuple]:
        return [(row["who"], row["part"]) for row in self.filled]


class OwnersForm(_PartsForm):
    row_label = _("Owner")
    reasons = forms.CharField(
        label=_("Reasons"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed where this differs from what clause or law say."),
    )  # fmt: skip
    assigned = forms.BooleanField(label=_("It changed hands by an assignment"), required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, choices=Institution.objects.visible_to(actor).order_by("name_en", "pk"), **kwargs)


class SharesForm(_PartsForm):
    row_label = _("Inventor")
    reasons = forms.CharField(label=_("Why anew"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, actor, asset, first: bool, group: str = "", parties: Mapping[str, str], named: Iterable[Unit] = (), **kwargs):
        own = Person.objects.visible_to(actor).filter(access.own_inventors(actor.institution, asset))
        self.payees = {str(person.uid): person for person in own.order_by("name_en", "pk")} | {key: key for key in parties}
        names = [(key, parties.get(key) or payee.name) for key, payee in self.payees.items()]
        self.units = {} if group else units.choices(actor, named)
        self.row_label = _("Person") if group else self.row_label
        super().__init__(*args, choices=[("", "–"), *names], **kwargs)
        if first:
            del self.fields["reasons"]

    def row_fields(self):
        """With the unit for which the part counts, where the institution has units."""
        named = [(key, label) for key, (_unit, label) in self.units.items()]
        usual = [("", _("where they work")), ("none", _("no unit"))]
        unit = forms.ChoiceField(label=_("Counts for the unit"), choices=[*usual, *named], required=False)
        return super().row_fields() | ({"unit": unit} if named else {})

    @property
    def unit_of(self) -> dict:
        """What was said of units: by whose the part is, None for no unit."""
        said = {row["who"]: row.get("unit") for row in self.filled}
        return {who: None if key == "none" else self.units[key][0] for who, key in said.items() if key}

    def who(self):
        """Persons, and the parties to which a part has fallen."""
        return forms.TypedChoiceField(choices=self.choices, coerce=self.payees.get, label=self.row_label, required=False, empty_value=None)


class PaperForm(ActionForm):
    file = forms.FileField(label=_("Scan"), help_text=_("PDF or image. The fingerprint of the shares is printed on the paper."))
    signed_on = forms.DateField(label=_("Signed on"), widget=day_input())
