"""What people type into an allocation study: who takes part, values of one kind, and which division they choose."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.forms.rows import day_input
from ip.models import StudyValue
from ip.rules import exact_text
from ip.studying import Table
from partners.models import Institution
from record.amounts import AmountField, AmountsForm
from record.currencies import EXPONENTS
from record.pages import ActionForm

K = StudyValue.Kind


class OpenStudyForm(AmountsForm, ActionForm):
    purpose = forms.CharField(label=_("What is divided"), max_length=200,
                              help_text=_("Such as: the income from the results in the first five years."))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in sorted(EXPONENTS)], initial="CNY")
    amount = AmountField(label=_("Amount"), currency_field="currency", help_text=_("What all parties have together."))
    parties = forms.MultipleChoiceField(label=_("Who takes part"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, institutions: list[Institution], currency: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(institution.uid): institution for institution in institutions}
        self.fields["parties"].choices = [(uid, institution.name) for uid, institution in self.known.items()]
        self.fields["parties"].initial = list(self.known)
        if currency:  # a project's own
            self.fields["currency"].choices = [(currency, currency)]
            self.fields["currency"].initial = currency

    @property
    def said(self) -> dict:
        said = super().said
        return said | {"parties": [self.known[uid] for uid in self.known if uid in said["parties"]]}


class ValuesForm(ActionForm):
    """One field for each party, group or pair; what is left as it stands is not stated again."""

    evidence = forms.CharField(label=_("Evidence for what you state now"), max_length=300,
                               help_text=_("A document, a quotation, an own estimate: others read it beside the values."))  # fmt: skip

    def __init__(self, *args, table: Table, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {f"value-{group}": group for group in table.groups(kind)}
        self.before = {}
        for name, group in self.groups.items():
            row = table.stated.get((kind, group))
            self.fields[name] = _field(table, kind, group)
            if row:
                self.before[group] = row.amount if kind in StudyValue.MONEY else exact_text(row.exact)
                self.fields[name].initial = self.before[group]
        self.order_last("evidence")

    @property
    def values(self) -> dict:
        """By group, what was typed and differs from what stands."""
        typed = {group: self.cleaned_data.get(name) for name, group in self.groups.items()}
        return {group: value for group, value in typed.items() if value not in (None, "") and value != self.before.get(group)}

    @property
    def bound(self) -> list:
        """The fields of values, for the page."""
        return [self[name] for name in self.groups]


def _field(table: Table, kind: str, group: int) -> forms.Field:
    names = [institution.name for institution in table.institutions(group)]
    if kind == K.JUDGEMENT:
        label = _("%(first)s compared with %(second)s") % {"first": names[0], "second": names[1]}
        return forms.RegexField(r"^([1-9]|1/[1-9])$", label=label, required=False, max_length=3,
                                help_text=_("9: counts far more; 1: as much; 1/9: far less."))  # fmt: skip
    label = " + ".join(names)
    if kind in StudyValue.MONEY:
        return AmountField(label=label, currency=table.study.currency, required=False)
    return forms.RegexField(r"^\d{1,9}(\.\d{1,6}|/\d{1,9})?$", label=label, required=False, max_length=20)


class ChooseForm(ActionForm):
    since = forms.DateField(label=_("Holds from"), widget=day_input())
    reasons = forms.CharField(label=_("Why this one"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, dated: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not dated:  # a draft's clause holds from its signing on
            del self.fields["since"]
