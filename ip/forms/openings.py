"""What finance types about the time before these books."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.money import day_field
from ip.forms.rows import RowsForm
from ip.models import Deal
from ip.people import called, offered_people
from record.amounts import AmountField, AmountsForm


class OpeningForm(AmountsForm, RowsForm):
    """An opening balance of an asset; each row is what a person or a party of the policy had been paid."""

    needs, also = "person", ("party",)

    deal = forms.ModelChoiceField(None, label=_("Of one deal only"), required=False, to_field_name="uid", empty_label=_("all of the asset"),
                                  help_text=_("Where thresholds count each licence by itself."))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"))
    on = day_field(_("As of"))
    life_to_date = AmountField(label=_("Net shared so far"), currency_field="currency", required=False,
                               help_text=_("What had run through the tiers: after deductions, before it was divided."))  # fmt: skip
    pool = AmountField(label=_("Costs still to be recovered"), currency_field="currency", required=False)
    gross = AmountField(label=_("Received so far"), currency_field="currency", required=False,
                        help_text=_("Only where the policy counts gross income."))  # fmt: skip
    first_income = day_field(_("First income of the asset on"), required=False,
                             help_text=_("Only where a policy counts years from it."))  # fmt: skip
    evidence = forms.FileField(label=_("Evidence"), help_text=_("The old books, a statement, an audit report. 50 MB at most."))
    note = forms.CharField(label=_("Where the figures are from"), max_length=2000, widget=forms.Textarea({"rows": 2}))

    schedule = forms.ChoiceField(label=_("Counted as"), required=False,
                                 help_text=_("A policy with several formulas counts the money of each by itself."))  # fmt: skip

    def __init__(self, *args, actor, asset, currencies, parties, pools=(), schedules=(), **kwargs):
        self.parties = parties
        self.people = {str(person.uid): person for person in offered_people(actor)}
        super().__init__(*args, rows=[], **kwargs)
        self.fields["deal"].queryset = Deal.objects.visible_to(actor).over(asset).filter(owner=actor.institution).exclude(number="")
        self.fields["currency"].choices = [(code, code) for code in currencies]
        self.fields["schedule"].choices = [("", _("all other money")), *schedules]
        if not schedules:
            del self.fields["schedule"]
        self.pools = {f"pool-{place}": name for place, name in enumerate(pools)}
        for field, name in self.pools.items():
            label = _("Costs still to be recovered, pool “%(name)s”") % {"name": name}
            self.fields[field] = AmountField(label=label, currency_field="currency", required=False)

    @property
    def pool_fields(self) -> list:
        return [self[field] for field in self.pools]

    def row_fields(self):
        return {
            "person": forms.TypedChoiceField(choices=[("", "–"), *((uid, called(person)) for uid, person in self.people.items())],
                                             coerce=self.people.get, label=_("Person"), required=False, empty_value=None),
            "party": forms.ChoiceField(label=_("or party of the policy"), choices=[("", "–"), *self.parties], required=False),
            "paid": AmountField(label=_("Paid before"), currency_field="currency", required=False),
        }  # fmt: skip

    def clean(self):
        said = super().clean()
        for number in range(self.row_count):
            person, party, paid = (said.get(f"row-{number}-{name}") for name in ("person", "party", "paid"))
            if bool(person) + bool(party) != (paid is not None) and not self.errors.get(f"row-{number}-paid"):
                self.add_error(f"row-{number}-paid", _("One person or one party, and what was paid, belong together."))
        return said

    @property
    def given(self) -> dict:
        """As the action takes it, without the file."""
        said = {name: value for name, value in self.said.items() if name != "evidence" and name not in self.pools}
        amounts = {name: said.get(name) or 0 for name in ("life_to_date", "pool", "gross")}
        pools = [(name, self.said[field]) for field, name in self.pools.items() if self.said.get(field)]
        return said | amounts | {"pools": pools, "paid": [(row["person"] or row["party"], row["paid"]) for row in self.filled]}
