"""By what the lists of money are narrowed."""
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ip.income import Stage
from ip.models import Distribution, Hold, Opening
from record.lists import FilterForm, any_of


def _named(path: str, text: str) -> Q:
    return Q(**{f"{path}__name_en__icontains": text}) | Q(**{f"{path}__name_zh__icontains": text})


class CurrencyFilter(FilterForm):
    """Currencies are those that stand in the rows."""

    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    path = "currency"

    def narrow(self, rows, said):
        return rows.filter(**{self.path: said["currency"].upper()}) if said["currency"] else rows


class IncomeFilter(CurrencyFilter):
    seeks = _("Number, bank reference, deal, payer")
    stage = forms.ChoiceField(label=_("State"), choices=any_of(Stage.choices), required=False)

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        if said["q"]:
            found = Q(number__icontains=said["q"]) | Q(bank_reference__icontains=said["q"])
            rows = rows.filter(found | Q(for_deal__deal__number__icontains=said["q"]) | _named("payer", said["q"]))
        return rows.filter(stage=said["stage"]) if said["stage"] else rows


class DistributionFilter(CurrencyFilter):
    seeks = _("Number, asset, deal")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Distribution.State.choices), required=False)

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        if said["q"]:
            asset = Q(scope__asset__title_en__icontains=said["q"]) | Q(scope__asset__title_zh__icontains=said["q"])
            rows = rows.filter(asset | Q(number__icontains=said["q"]) | Q(deal__number__icontains=said["q"]))
        return rows.filter(state=said["state"]) if said["state"] else rows


class PartFilter(CurrencyFilter):
    seeks = _("Institution")
    path = "settlement__currency"

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        return rows.filter(_named("institution", said["q"]) | _named("settlement__institution", said["q"])) if said["q"] else rows


class OpeningFilter(CurrencyFilter):
    seeks = _("Asset, deal")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Opening.State.choices), required=False)
    path = "scope__currency"

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        if said["q"]:
            asset = Q(scope__asset__title_en__icontains=said["q"]) | Q(scope__asset__title_zh__icontains=said["q"])
            rows = rows.filter(asset | Q(deal__number__icontains=said["q"]))
        return rows.filter(state=said["state"]) if said["state"] else rows


class HoldFilter(CurrencyFilter):
    seeks = _("Person")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Hold.State.choices), required=False)
    path = "line__distribution__currency"

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        rows = rows.filter(_named("line__person", said["q"])) if said["q"] else rows
        return rows.filter(state=said["state"]) if said["state"] else rows


class CostFilter(CurrencyFilter):
    seeks = _("What for, asset")

    def narrow(self, rows, said):
        rows = super().narrow(rows, said)
        if said["q"]:
            asset = Q(asset__title_en__icontains=said["q"]) | Q(asset__title_zh__icontains=said["q"])
            rows = rows.filter(asset | Q(what__icontains=said["q"]))
        return rows
