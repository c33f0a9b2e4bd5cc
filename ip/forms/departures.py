"""What staff type when somebody with a share left or died."""
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from ip.forms.rows import RowsForm
from ip.models import Departure, PolicyVersion, Share, ShareSet
from ip.people import called, offered_people
from record.pages import day_input


class DepartureForm(RowsForm):
    """Each row names one heir, of those one knows here or from outside. `version` is left open where only one can hold."""

    also = ("person", "name_en", "name_zh")

    person = forms.ModelChoiceField(None, label=_("Who"), to_field_name="uid", empty_label=_("Choose"))
    what = forms.ChoiceField(label=_("What happened"), choices=Departure.What.choices, widget=forms.RadioSelect, initial="left")
    on = forms.DateField(label=_("On which day"), widget=day_input(), help_text=_("The new shares hold from this day on."))
    version = forms.ModelChoiceField(None, label=_("By which policy"), to_field_name="uid", required=False,
                                     empty_label=_("the one that holds on the day"))  # fmt: skip
    reasons = forms.CharField(label=_("Why anew"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, actor, last: ShareSet, **kwargs):
        self.known = {str(person.uid): person for person in offered_people(actor)}
        self.people = [("", _("From outside, or nobody")), *((uid, called(person)) for uid, person in self.known.items())]
        super().__init__(*args, rows=(), **kwargs)
        theirs = Share.objects.visible_to(actor).filter(share_set=last, person=OuterRef("pk"))
        self.fields["person"].queryset = Person.objects.visible_to(actor).filter(Exists(theirs)).order_by("name_en", "pk")
        versions = PolicyVersion.objects.visible_to(actor).filter(policy__institution=last.institution, state="published")
        self.fields["version"].queryset = versions.select_related("policy").order_by("policy__code", "-number")

    def row_fields(self):
        def text(label, most=120):
            return forms.CharField(label=label, max_length=most, required=False)

        return {
            "person": forms.TypedChoiceField(choices=self.people, coerce=self.known.get, label=_("Heir"), required=False, empty_value=None),
            "part": forms.IntegerField(label=_("Part"), required=False, min_value=1, max_value=1_000_000_000),
            "name_en": text(_("Full name in English")), "name_zh": text(_("Full name in Chinese")),
            "email": forms.EmailField(label=_("E-mail"), max_length=254, required=False),
        }  # fmt: skip

    def clean(self):
        said = super().clean()
        for number in range(self.row_count):
            row = {name: said.get(f"row-{number}-{name}") for name in self.row_fields()}
            named = any(row[name] for name in self.also)
            if named != (row["part"] is not None) and not self.errors.get(f"row-{number}-part"):
                self.add_error(f"row-{number}-part", _("A name and its part belong together."))
        return said

    @property
    def with_heirs(self) -> bool:
        """For the page: whether there is something to see among the heirs."""
        return self["what"].value() == Departure.What.DIED or any(row["filled"] for row in self.laid_out)

    @property
    def asked(self) -> dict:
        """Of what the rule is asked."""
        return {name: self.cleaned_data[name] for name in ("person", "what", "on", "version")} | {"heirs": self.filled}

    @property
    def hidden(self) -> list:
        """For the page that shows what follows: all that was typed, but the reasons, which are written there."""
        return [bound for bound in self if bound.name not in ("reasons", "key", "seen", "version")]
