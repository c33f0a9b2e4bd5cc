"""Parties, and what they plan to bring and have brought."""
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.models import ContributionKind, Participation
from record.amounts import AmountField
from record.pages import ActionForm, day_input

ROLES = [choice for choice in Participation.Role.choices if choice[0] != Participation.Role.LEAD]


class PartyForm(ActionForm):
    """An institution of the directory, by its uid; the page searches and names it."""

    institution = forms.ModelChoiceField(None, label=_("Institution"), to_field_name="uid", widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = Institution.objects.visible_to(actor)


class PlanForm(ActionForm):
    """A planned contribution of one party in one period."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContributionKind.choices)
    since = forms.DateField(label=_("From"), widget=day_input())
    until = forms.DateField(label=_("To"), widget=day_input())
    amount = AmountField(label=_("Amount"))
    what = forms.CharField(
        label=_("What"), max_length=200, required=False, help_text=_("Staff, instruments, samples, compute.")
    )

    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency
        self.fields["amount"].label = _("Amount in %(currency)s") % {"currency": currency}


class ContributeForm(PlanForm):
    """What a party has brought on a day."""

    since = until = None  # type: ignore[assignment]  # Django's way to leave out a field of the base form
    on = forms.DateField(label=_("On"), widget=day_input())
    field_order = ("kind", "on", "amount", "what")
