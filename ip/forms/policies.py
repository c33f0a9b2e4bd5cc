"""Formulas as they come in, and the example on which one tries them."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.origin import origin_fields, origin_of
from ip.forms.sharers import SharersField
from ip.models import Deal
from ip.probing import counts_each, latest
from ip.rules import Policy
from ip.rules.formula import ChosenAmount
from ip.trying import Example
from ip.wording import in_words
from record.amounts import AmountField
from record.currencies import exponent
from record.pages import ActionForm, day_input

LIMIT = 200_000  # bytes of a formula; the longest published one has 3,000
DATES = {
    "reported": _("the day on which the result was disclosed"),
    "licence_signed": _("the day on which the deal was signed"),
    "received": _("the day of receipt"),
    "reported_and_received": _("both the days of disclosure and of receipt"),
}


class ProposeForm(ActionForm):
    since = forms.DateField(
        label=_("Holds from"), widget=day_input(),
        help_text=_("Until a later version begins. What is published is never changed."),
    )  # fmt: skip


class EditorForm(ActionForm):
    """What goes with the editor besides its step: acts once, and on the draft that was read."""


class NewEditorForm(EditorForm):
    """A policy that is opened with the formula: which income it shares."""

    deal_kinds = forms.MultipleChoiceField(
        label=_("Shares the income of"), choices=Deal.Kind.choices, widget=forms.CheckboxSelectMultiple
    )


class ExampleForm(forms.Form):
    """An example; nothing is saved. What the policy leaves to each receipt is chosen here, too."""

    def __init__(self, data, policy: Policy, currency: str):
        self.currency, self.policy = currency, policy
        unit = 10 ** exponent(currency)
        self.given = {"gross": 1_000_000 * unit, "before": 0, "pool": 80_000 * unit}
        super().__init__(data if "gross" in data else None, initial=self.given)
        labels = {"gross": _("Receipt"), "before": _("Received before"), "pool": _("Open costs")}
        for name, label in labels.items():
            self.fields[name] = AmountField(label=label, currency=currency, required=name == "gross")
        self.fields |= origin_fields(policy)
        if policy.persons:
            self.fields["sharers"] = SharersField(one=any(counts_each(formula) for formula in policy.formulas))
        if policy.indexation:
            self.fields["on"] = forms.DateField(label=_("Day of receipt"), required=False, initial=latest(policy),
                                                widget=day_input())  # fmt: skip
        for step in policy.optional:
            self._chosen(step)

    def _chosen(self, step) -> None:
        named = in_words(step.name.data())
        if isinstance(step, ChosenAmount):
            self.fields[f"choice.{step.key}"] = AmountField(label=named, currency=self.currency, required=False)
        else:
            widget = forms.TextInput({"class": "money", "inputmode": "decimal"})
            label = _("%(name)s, %%") % {"name": named}
            self.fields[f"choice.{step.key}"] = forms.CharField(label=label, max_length=20, required=False, widget=widget)

    @property
    def example(self) -> Example:
        """What was typed, else the example that every policy begins with."""
        said = self.cleaned_data if self.is_bound else self.given
        chosen = {name.removeprefix("choice."): value for name, value in said.items() if name.startswith("choice.") and value}
        on = said.get("on") or ("on" in self.fields and self.fields["on"].initial) or None
        shares, named = said.get("sharers") or (None, {})
        return Example(self.currency, said["gross"], said["before"] or 0, said["pool"] or 0, chosen,
                       origin_of(self.policy, said).among(shares), on, shares, named)  # fmt: skip
