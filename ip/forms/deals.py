"""What people type about deals."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.rows import day_input
from ip.models import Deal
from partners.models import Institution
from record.amounts import AmountField, AmountsForm
from record.currencies import EXPONENTS
from record.pages import ActionForm


class DealForm(AmountsForm, ActionForm):
    counterparty = forms.ModelChoiceField(None, label=_("With"), to_field_name="uid", empty_label="–")
    kind = forms.ChoiceField(label=_("Kind"), choices=Deal.Kind.choices)
    scope = forms.ChoiceField(
        label=_("Licence"), choices=[("", _("none: an assignment")), *Deal.Scope.choices], required=False,
        help_text=_("Exclusive: nobody else, not even the owner. Sole: nobody but the owner and the licensee."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in sorted(EXPONENTS)], initial="CNY",
        help_text=_("All receipts and costs of the deal are in it."),
    )  # fmt: skip
    price_mode = forms.ChoiceField(label=_("How the price is paid"), choices=Deal.Price.choices)
    amount = AmountField(label=_("Fixed amount"), required=False, currency_field="currency",
                         help_text=_("Price or entry fee; nothing where there is only a royalty."))  # fmt: skip
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=day_input(), help_text=_("Empty: when it is signed."))
    ends_on = forms.DateField(label=_("Ends on"), required=False, widget=day_input())
    terms_en = forms.CharField(label=_("Terms in English"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    terms_zh = forms.CharField(label=_("Terms in Chinese"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    consent = forms.CharField(
        label=_("Consent of the other owners"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("When and how they agreed. An ordinary licence of a patent needs none (专利法 art. 14)."),
    )  # fmt: skip

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        others = Institution.objects.visible_to(actor).exclude(pk=actor.institution)
        self.fields["counterparty"].queryset = others.order_by("name_en", "pk")


class EndForm(ActionForm):
    ends_on = forms.DateField(label=_("Ended on"), widget=day_input())
