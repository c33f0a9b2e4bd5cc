"""What people type about deals."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.rows import RowsForm
from ip.models import Asset, Deal
from partners.models import Institution
from record.amounts import AmountField, AmountsForm
from record.currencies import CODES
from record.pages import ActionForm, day_input


def _asset_fields(assets) -> dict[str, forms.Field]:
    return {
        "asset": forms.ModelChoiceField(assets, label=_("Asset"), required=False, to_field_name="uid", empty_label="–"),
        "part": forms.IntegerField(label=_("Part of the income"), required=False, min_value=1, max_value=10**9),
    }


class _AssetRows(RowsForm):
    """Rows of assets with their parts of the income: whole numbers, of which their sum is the whole."""

    needs = "asset"

    def __init__(self, *args, actor, besides: Asset | None = None, **kwargs):
        self.assets = Asset.objects.visible_to(actor).exclude(pk=besides and besides.pk).order_by("-pk")
        super().__init__(*args, **kwargs)

    def row_fields(self):
        return _asset_fields(self.assets)

    def clean(self):
        said = super().clean()
        for number in range(self.row_count):
            asset, part = said.get(f"row-{number}-asset"), said.get(f"row-{number}-part")
            if bool(asset) != (part is not None) and not self.errors.get(f"row-{number}-part"):
                self.add_error(f"row-{number}-part", _("An asset and its part belong together."))
        return said

    @property
    def pairs(self) -> list[tuple[Asset, int]]:
        return [(row["asset"], row["part"]) for row in self.filled]


class AllocationForm(_AssetRows):
    """How the income of a signed deal is to be allocated from a day on."""

    since = forms.DateField(label=_("Holds from"), widget=day_input(), help_text=_("For what comes in on this day or later."))
    reasons = forms.CharField(label=_("Reasons"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class DealForm(AmountsForm, _AssetRows):
    """A draft as a whole. The rows are for other assets in the same deal; most deals have none."""

    first_part = forms.IntegerField(
        label=_("Part of this asset"), required=False, min_value=1, max_value=10**9,
        help_text=_("Only where the deal is over several assets: 65 here and 35 below, for instance."),
    )  # fmt: skip
    counterparty = forms.ModelChoiceField(
        None, label=_("With"), to_field_name="uid", empty_label="–", required=False,
        help_text=_("Of own implementation it stays empty."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=Deal.Kind.choices)
    scope = forms.ChoiceField(
        label=_("Licence"), choices=[("", _("none: another deal")), *Deal.Scope.choices], required=False,
        help_text=_("Exclusive: nobody else, not even the owner. Sole: nobody but the owner and the licensee."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CODES], initial="CNY",
        help_text=_("Of its price. What comes in another one is recorded with its rate."),
    )  # fmt: skip
    price_mode = forms.ChoiceField(
        label=_("How the price is paid"), choices=[pair for pair in Deal.Price.choices if pair[0] not in Deal.ONLY_PRICE.values()],
        help_text=_("Equity brings shares, own and joint implementation a part of the profit, whatever stands here."), required=False,
    )  # fmt: skip
    amount = AmountField(label=_("Fixed amount"), required=False, currency_field="currency",
                         help_text=_("Price or entry fee, of equity its agreed value; of a mere royalty or a profit nothing."))  # fmt: skip
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=day_input(),
                                help_text=_("Empty: when it is signed. Of own implementation: when production began."))  # fmt: skip
    ends_on = forms.DateField(label=_("Ends on"), required=False, widget=day_input())
    terms_en = forms.CharField(label=_("Terms in English"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    terms_zh = forms.CharField(label=_("Terms in Chinese"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}))
    consent = forms.CharField(
        label=_("Consent of the other owners"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("When and how they agreed. An ordinary licence of a patent needs none (Patent Law, art. 14)."),
    )  # fmt: skip

    def __init__(self, *args, actor, asset, **kwargs):
        super().__init__(*args, actor=actor, besides=asset, **kwargs)
        self.first = asset
        known = Institution.objects.visible_to(actor)
        self.own, others = known.get(pk=actor.institution), known.exclude(pk=actor.institution)
        self.fields["counterparty"].queryset = others.order_by("name_en", "pk")

    def clean(self):
        said = super().clean()
        if any(said.get(f"row-{number}-asset") for number in range(self.row_count)) and not said.get("first_part"):
            self.add_error("first_part", _("Say which part of the income is this asset's."))
        kind = said.get("kind")
        if kind == Deal.Kind.OWN:
            said["counterparty"] = said.get("counterparty") or self.own  # else the action says that it is with nobody
        elif not said.get("counterparty") and "counterparty" not in self.errors:
            self.add_error("counterparty", _("Say with whom."))
        said["price_mode"] = Deal.ONLY_PRICE.get(kind) or said.get("price_mode")
        return said

    @property
    def parts(self) -> list[tuple[Asset, int]]:
        return [(self.first, self.cleaned_data["first_part"] or 1), *self.pairs]

    @property
    def said(self) -> dict:
        return {name: value for name, value in super().said.items() if name != "first_part"}


class EndForm(ActionForm):
    ends_on = forms.DateField(label=_("Ended on"), widget=day_input())
