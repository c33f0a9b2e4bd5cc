"""How assets, disclosures, deals and allocation studies are searched and filtered."""
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ip.models import Asset, AssetKind, Deal, Disclosure, Method, Study, StudyParty
from partners.models import Institution
from record.lists import FilterForm, any_of


def _titled(text: str, path: str = "") -> Q:
    return Q(**{f"{path}title_en__icontains": text}) | Q(**{f"{path}title_zh__icontains": text})


class AssetFilter(FilterForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(AssetKind.choices), required=False)
    state = forms.ChoiceField(label=_("State"), choices=any_of(Asset.State.choices), required=False)

    seeks = _("Title, number")

    def narrow(self, rows, said):
        if text := said["q"].strip():
            numbered = Q(number__icontains=text) | Q(application_number__icontains=text)
            rows = rows.filter(_titled(text) | numbered)
        for name in ("kind", "state"):
            rows = rows.filter(**{name: said[name]}) if said[name] else rows
        return rows


class DisclosureFilter(FilterForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(AssetKind.choices), required=False)
    state = forms.ChoiceField(label=_("State"), choices=any_of(Disclosure.State.choices), required=False)

    seeks = _("Title")

    def narrow(self, rows, said):
        rows = rows.filter(_titled(said["q"].strip())) if said["q"] else rows
        for name in ("kind", "state"):
            rows = rows.filter(**{name: said[name]}) if said[name] else rows
        return rows


class DealFilter(FilterForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Deal.Kind.choices), required=False)
    state = forms.ChoiceField(label=_("State"), choices=any_of(Deal.State.choices), required=False)

    seeks = _("Number, asset, counterparty")

    def narrow(self, rows, said):
        if text := said["q"].strip():
            named = Institution.objects.visible_to(self.actor).named(text)
            rows = rows.filter(Q(number__icontains=text) | _titled(text, "asset__") | Q(counterparty__in=named))
        for name in ("kind", "state"):
            rows = rows.filter(**{name: said[name]}) if said[name] else rows
        return rows


class StudyFilter(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(Study.State.choices), required=False)
    method = forms.ChoiceField(label=_("Chosen method"), choices=any_of(Method.choices), required=False)
    mine = forms.ChoiceField(label=_("For whom"), choices=any_of([("me", _("Waiting for our values"))]), required=False)

    seeks = _("What is divided, project, asset, party")

    def narrow(self, rows, said):
        if text := said["q"].strip():
            named = Institution.objects.visible_to(self.actor).named(text)
            party = StudyParty.objects.visible_to(self.actor).filter(study=OuterRef("pk"), institution__in=named)
            rows = rows.filter(Q(purpose__icontains=text) | _titled(text, "project__") | _titled(text, "asset__") | Q(Exists(party)))
        if said["mine"]:
            rows = rows.unstated_by(self.actor)
        return rows.filter(**{name: said[name] for name in ("state", "method") if said[name]})
