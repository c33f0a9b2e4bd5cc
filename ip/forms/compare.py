"""With what a formula is compared, and on which money."""
import re

from django import forms
from django.utils.translation import gettext as _

from ip.forms.origin import origin_fields
from ip.models import PolicyVersion
from ip.probing import latest
from ip.rules import Policy
from record.amounts import AmountField, read_amount
from record.currencies import exponent
from record.pages import day_input
from record.wording import figure

MOST = 6  # typed amounts
POSTED, BESIDE, ALL = "posted", "version", "all"
TYPED = (10_000, 100_000, 1_000_000, 5_000_000)  # major units with which every comparison begins


class AmountsField(forms.CharField):
    """A few amounts of one currency, separated by spaces, semicolons or new lines: minor units."""

    def __init__(self, *, currency: str, **kwargs):
        self.currency = currency
        super().__init__(max_length=200, **kwargs)

    def clean(self, value):
        typed = [part for part in re.split(r"[\s;；]+", super().clean(value)) if part]
        if len(typed) > MOST:
            raise forms.ValidationError(_("At most %(most)s amounts.") % {"most": MOST})
        return [read_amount(part, self.currency) for part in typed]


class CompareForm(forms.Form):
    """By GET, what is not said is as it begins; nothing is saved. `years` and `assets` are of the receipts that the actor
    may read; without years there is nothing to ask about them."""

    def __init__(self, data, *, others: list[PolicyVersion], beside: PolicyVersion, currency: str, years: list[int], assets):
        self.currency, unit = currency, 10 ** exponent(currency)
        begun = {"beside": str(beside.uid), "amounts": "  ".join(figure(n * unit, currency) for n in TYPED), "against": BESIDE}
        super().__init__(begun | data.dict())
        self.fields["beside"] = forms.ChoiceField(label=_("Compare with"), choices=[(str(v.uid), _called(v)) for v in others])
        self.fields["amounts"] = AmountsField(
            label=_("Receipts, %(currency)s") % {"currency": currency}, currency=currency, required=False,
            help_text=_("Several, separated by spaces."),
        )  # fmt: skip
        self.fields["before"] = AmountField(label=_("Shared before"), currency=currency, required=False)
        self.fields["pool"] = AmountField(label=_("Open costs"), currency=currency, required=False)
        if years:
            self._over(years, assets)

    def _over(self, years: list[int], assets) -> None:
        self.fields["year"] = forms.ChoiceField(
            label=_("Past receipts of"), required=False,
            choices=[("", _("no year")), *((str(year), str(year)) for year in years), (ALL, _("all years"))],
        )  # fmt: skip
        self.fields["asset"] = forms.ModelChoiceField(
            assets, label=_("Asset"), required=False, to_field_name="uid", empty_label=_("all")
        )
        self.fields["against"] = forms.ChoiceField(
            label=_("Beside them"), required=False,
            choices=[(BESIDE, _("what that version gives")), (POSTED, _("what was posted"))],
        )  # fmt: skip

    def ask(self, *formulas: Policy) -> None:
        """What the formulas must be told of the typed receipts: where they come from, the day where thresholds are indexed."""
        self.fields |= origin_fields(*formulas)
        if any(formula.indexation for formula in formulas):
            days = [day for formula in formulas if (day := latest(formula))]
            self.data = {"on": max(days).isoformat() if days else ""} | self.data
            widget = day_input()
            self.fields["on"] = forms.DateField(label=_("Day of receipt"), widget=widget)

    @property
    def over(self) -> dict | None:
        """By what the past receipts are narrowed; None where no year was asked for."""
        year, asset = self.cleaned_data.get("year"), self.cleaned_data.get("asset")
        if not year:
            return None
        return ({} if year == ALL else {"on__year": int(year)}) | ({"scope__asset": asset} if asset else {})


def _called(version: PolicyVersion) -> str:
    if version.number is None:
        return f"{version.title} ({version.get_state_display()})"
    return _("%(title)s, version %(number)s") % {"title": version.title, "number": version.number}
