"""One milestone of a draft: what is due, what is paid for it, what must hold, and who must accept."""
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.models import Milestone, Participation, Project
from record.amounts import AmountField
from record.pages import ActionForm, day_input

FEWEST, SPARE, MOST = 4, 2, 20  # rows for criteria: at least, empty ones after what is there, at most


class MilestoneForm(ActionForm):
    """Criteria are rows of two fields; a row that is left empty does not count, saving gives more rows."""

    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200, required=False)
    due = forms.DateField(label=_("Due"), widget=day_input())
    weight = forms.IntegerField(label=_("Weight in %"), min_value=1, max_value=100,
                                help_text=_("Part of the project; all milestones sum to 100."))  # fmt: skip
    responsible = forms.ModelChoiceField(None, label=_("Delivered by"), empty_label=None)
    payment = AmountField(label=_("Payment on acceptance"), required=False)
    payer = forms.ModelChoiceField(None, label=_("Paid by"), required=False, empty_label=_("Nobody"))
    payee = forms.ModelChoiceField(None, label=_("Paid to"), required=False, empty_label=_("Nobody"))
    pay_within = forms.IntegerField(label=_("Days to pay"), min_value=0, max_value=365, initial=30)
    approvers = forms.ModelMultipleChoiceField(
        None, label=_("Must accept"), required=False, to_field_name="uid", widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them has to accept; without all of them the milestone is not accepted."),
    )  # fmt: skip

    def __init__(self, *args, actor, project: Project, milestone: Milestone | None = None, **kwargs):
        super().__init__(*args, initial=_initial(actor, milestone), **kwargs)
        parties = Participation.objects.visible_to(actor).filter(project=project).parties().select_related("institution")
        for name in ("responsible", "payer", "payee"):
            field = self.fields[name]
            field.to_field_name, field.queryset = "uid", parties
            field.label_from_instance = lambda party: party.institution.name
        self.fields["payment"].currency = project.currency
        self.fields["payment"].help_text = project.currency
        self.fields["approvers"].queryset = Institution.objects.visible_to(actor).filter(pk__in=parties.values("institution"))
        self.fields["approvers"].label_from_instance = lambda institution: institution.name
        there = list(milestone.criteria.visible_to(actor)) if milestone else []
        for n in range(min(max(FEWEST, len(there) + SPARE), MOST)):
            given = there[n] if n < len(there) else None
            self.fields[f"criterion_{n}"] = forms.CharField(
                label=_("Criterion"), max_length=500, required=False, initial=given.text if given else ""
            )
            self.fields[f"evidence_{n}"] = forms.CharField(
                label=_("Evidence asked for"), max_length=300, required=False, initial=given.evidence if given else ""
            )

    @property
    def criteria_rows(self) -> list:
        """Pairs of bound fields, for the page to lay out."""
        numbers = [name.removeprefix("criterion_") for name in self.fields if name.startswith("criterion_")]
        return [(self[f"criterion_{n}"], self[f"evidence_{n}"]) for n in numbers]

    def clean(self):
        said = super().clean()
        rows = [(said.pop(a.name, ""), said.pop(b.name, "")) for a, b in self.criteria_rows]
        said["criteria"] = [row for row in rows if any(row)]
        for (first, _second), (text, evidence) in zip(self.criteria_rows, rows, strict=True):
            if evidence and not text and first.name not in self.errors:
                self.add_error(first.name, _("Evidence is asked for, but the criterion is missing."))
        said["payment"] = said.get("payment") or 0
        if not said["payment"]:
            said["payer"] = said["payee"] = None
        return said


def _initial(actor, milestone: Milestone | None) -> dict:
    if milestone is None:
        return {}
    sides = {name: getattr(milestone, name).uid if getattr(milestone, name) else None for name in ("responsible", "payer", "payee")}
    plain = {name: getattr(milestone, name) for name in ("title_en", "title_zh", "due", "weight", "pay_within")}
    asked = milestone.approvers.visible_to(actor).select_related("institution")
    approvers = [str(approver.institution.uid) for approver in asked]
    return {"seen": milestone.version, "payment": milestone.payment or None, "approvers": approvers, **sides, **plain}
