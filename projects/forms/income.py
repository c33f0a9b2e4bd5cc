"""Money that came in for an accepted milestone."""
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import ExpectedIncome
from record import clock
from record.amounts import AmountField
from record.lists import FilterForm, any_of
from record.pages import ActionForm, day_input


class ReceiveForm(ActionForm):
    """A line of the bank statement; the currency is that of the project."""

    banked = AmountField(label=_("Amount on the bank line"))
    withheld = AmountField(label=_("Tax withheld at source"), required=False)
    vat = AmountField(label=_("Value-added tax contained"), required=False)
    received_on = forms.DateField(label=_("Received on"), widget=day_input())
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=100, required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("banked", "withheld", "vat"):
            self.fields[name].currency, self.fields[name].help_text = currency, currency

    def clean(self):
        said = super().clean()
        for name in ("withheld", "vat"):
            said[name] = said.get(name) or 0
        return said


class MatchForm(ActionForm):
    """A receipt that is recorded already, in full or in part."""

    receipt = forms.ModelChoiceField(None, label=_("Receipt"), to_field_name="uid", empty_label=None)
    amount = AmountField(label=_("Of it, for this milestone"))

    def __init__(self, *args, receipts, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receipt"].queryset = receipts
        self.fields["amount"].currency, self.fields["amount"].help_text = currency, currency


class IncomeFilter(FilterForm):
    seeks = _("Milestone, project, number, payer")
    state = forms.ChoiceField(label=_("State"), choices=any_of(ExpectedIncome.State.choices), required=False)

    def narrow(self, rows, said):
        if said["q"]:
            rows = rows.named(said["q"])
        return rows.in_state(said["state"], clock.today(self.actor.zone)) if said["state"] else rows
