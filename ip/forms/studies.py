"""What people type into an allocation study: who takes part, values of one kind, and which division they choose."""
from django import forms
from django.utils.translation import gettext_lazy as _

from ip.models import StudyCriterion, StudyParty, StudyValue
from ip.rules import exact_text
from ip.studying import Table
from partners.models import Institution
from record.amounts import AmountField, AmountsForm
from record.currencies import CODES
from record.pages import ActionForm, day_input
from record.wording import between

K = StudyValue.Kind


class OpenStudyForm(AmountsForm, ActionForm):
    purpose = forms.CharField(label=_("What is divided"), max_length=200,
                              help_text=_("Such as: the income from the results in the first five years."))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CODES], initial="CNY")
    amount = AmountField(label=_("Amount"), currency_field="currency", help_text=_("What all parties have together."))
    parties = forms.MultipleChoiceField(label=_("Who takes part"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, institutions: list[Institution], currency: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(institution.uid): institution for institution in institutions}
        self.fields["parties"].choices = [(uid, institution.name) for uid, institution in self.known.items()]
        self.fields["parties"].initial = list(self.known)
        self.fields["parties"].help_text = _("From 2 to %(most)d, your own institution among them.") % {"most": StudyParty.MOST}
        if currency:  # a project's own
            self.fields["currency"].choices = [(currency, currency)]
            self.fields["currency"].initial = currency

    @property
    def said(self) -> dict:
        said = super().said
        return said | {"parties": [self.known[uid] for uid in self.known if uid in said["parties"]]}


class ValuesForm(ActionForm):
    """One field for each party, group or pair of a sheet; what is left as it stands is not stated again."""

    evidence = forms.CharField(label=_("Evidence for what you state now"), max_length=300,
                               help_text=_("A document, a quotation, an own estimate: others read it beside the values."))  # fmt: skip

    def __init__(self, *args, table: Table, sheet: str, **kwargs):
        super().__init__(*args, **kwargs)
        kind = sheet.partition(".")[0]
        self.groups = {f"value-{group}": group for group in table.typed(sheet)}
        self.before = {}
        for name, group in self.groups.items():
            row = table.stated.get((sheet, group))
            self.fields[name] = _field(table, sheet, group)
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


# Saaty's scale in words; what lies between two of them lies between their words.
DEGREES = {1: _("as much"), 3: _("somewhat more"), 5: _("clearly more"), 7: _("much more"), 9: _("far more")}


def _scale(first: str, second: str) -> list[tuple[str, str]]:
    """From far more for the first to far more for the second, nine steps each way."""
    def step(number: int, name: str) -> str:
        word = DEGREES.get(number)
        return f"{number} · {name}{between(':')}{word}" if word else f"{number} · {name}"

    ups = [(str(number), step(number, first)) for number in range(9, 1, -1)]
    downs = [(f"1/{number}", step(number, second)) for number in range(2, 10)]
    return [("", "–"), *ups, ("1", f"1 · {DEGREES[1]}"), *downs]


def _field(table: Table, sheet: str, group: int) -> forms.Field:
    names, kind = table.named(sheet, group), sheet.partition(".")[0]
    if kind in (K.JUDGEMENT, K.CRITERIA):
        label = _("%(first)s compared with %(second)s") % {"first": names[0], "second": names[1]}
        return forms.ChoiceField(label=label, choices=_scale(*names), required=False)
    label = " + ".join(names)
    if kind in StudyValue.MONEY:
        return AmountField(label=label, currency=table.study.currency, required=False)
    return forms.RegexField(r"^\d{1,9}(\.\d{1,18}|/\d{1,9})?$", label=label, required=False, max_length=30)


class CriteriaForm(ActionForm):
    """One field for each criterion; an empty one is none."""

    def __init__(self, *args, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        for place in range(StudyCriterion.MOST):
            before = table.criteria[place].name if place < len(table.criteria) else ""
            self.fields[f"name-{place}"] = forms.CharField(
                label=_("Criterion %(number)d") % {"number": place + 1}, max_length=60, required=False, initial=before
            )

    @property
    def names(self) -> list[str]:
        return [self.cleaned_data[f"name-{place}"] for place in range(StudyCriterion.MOST)]


class ChooseForm(ActionForm):
    since = forms.DateField(label=_("Holds from"), widget=day_input())
    reasons = forms.CharField(label=_("Why this one"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, dated: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not dated:  # a draft's clause holds from its signing on
            del self.fields["since"]
