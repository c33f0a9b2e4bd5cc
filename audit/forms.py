"""Filters of the desk."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.models import Distribution
from record.lists import FilterForm, any_of

STATES = [(s.value, s.label) for s in (Distribution.State.POSTED, Distribution.State.REVERSED)]


class ReplayFilter(FilterForm):
    """A year of distributions."""

    seeks = _("Number")
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200, required=False)

    def narrow(self, rows, said):
        rows = rows.filter(number__icontains=said["q"]) if said["q"] else rows
        return rows.filter(on__year=said["year"]) if said["year"] else rows


class DistributionFilter(FilterForm):
    seeks = _("Number of the distribution or the deal")
    state = forms.ChoiceField(label=_("State"), choices=any_of(STATES), required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200, required=False)

    def narrow(self, rows, said):
        if said["q"]:
            rows = rows.filter(number__icontains=said["q"]) | rows.filter(deal__number__icontains=said["q"])
        if said["state"]:
            rows = rows.filter(state=said["state"])
        return rows.filter(on__year=said["year"]) if said["year"] else rows
