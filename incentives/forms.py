"""What may be typed about rewards."""
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from incentives.models import Reward
from record import clock
from record.amounts import AmountField, AmountsForm
from record.currencies import CODES
from record.lists import FilterForm, any_of
from record.pages import ActionForm, day_input


class RewardFilter(FilterForm):
    seeks = _("Person, what for, number of a distribution")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Reward.State.choices), required=False)
    basis = forms.ChoiceField(label=_("Basis"), choices=any_of(Reward.Basis.choices), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Reward.Kind.choices), required=False)
    late = forms.ChoiceField(label=_("Payment"), choices=any_of([("yes", _("Late"))]), required=False)

    def narrow(self, rows, said):
        if q := said["q"]:
            named = Q(person__name_en__icontains=q) | Q(person__name_zh__icontains=q)
            rows = rows.filter(named | Q(title_en__icontains=q) | Q(title_zh__icontains=q) | Q(line__distribution__number__icontains=q))
        for name in ("state", "basis", "kind"):
            if said[name]:
                rows = rows.filter(**{name: said[name]})
        return rows.late(clock.today(self.actor.zone)) if said["late"] else rows


class ProposeForm(AmountsForm, ActionForm):
    """A reward that rests on the law, an agreement or an honour; one out of income comes by its distribution."""

    person = forms.ModelChoiceField(None, label=_("Person"), to_field_name="uid", empty_label=_("Choose"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Reward.Kind.choices)
    basis = forms.ChoiceField(label=_("Basis"), choices=Reward.Basis.choices)
    citation = forms.CharField(label=_("Article, clause or agreement"), max_length=200,
                               help_text=_("Such as “Implementing Regulations of the Patent Law (2023), art. 93”, or the "
                                           "number of an agreement."))  # fmt: skip
    title_en = forms.CharField(label=_("For what, in English"), max_length=200, required=False)
    title_zh = forms.CharField(label=_("For what, in Chinese"), max_length=200, required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CODES], initial="CNY", required=False)
    amount = AmountField(label=_("Amount"), currency_field="currency", required=False,
                         help_text=_("None for an honour."))  # fmt: skip
    owed_since = forms.DateField(label=_("Owed since"), widget=day_input())
    due = forms.DateField(label=_("Due"), widget=day_input(), required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Person.objects.visible_to(actor).filter(memberships__institution=actor.institution)
        self.fields["person"].queryset = mine


class GroundsForm(ActionForm):
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea({"rows": 4}), max_length=2000,
                              help_text=_("The person reads them."))  # fmt: skip


class PaidForm(ActionForm):
    paid_on = forms.DateField(label=_("Paid on"), widget=day_input())
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=100, required=False)
