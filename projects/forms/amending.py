"""An amendment as one form: every date, weight and amount with what stands there now, only differences count."""
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.changes import FIELDS, plain
from projects.forms.clauses import ClauseForm
from projects.forms.parties import ROLES
from projects.models import Contribution, ContributionKind, Milestone, Project
from record.amounts import AmountField
from record.pages import ActionForm, day_input


class TakeBackForm(ActionForm):
    """Why an amendment that was agreed for a later day should never hold."""

    reason = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea({"rows": 3}),
                             help_text=_("All parties read this before they decide."))  # fmt: skip


class WhyForm(TakeBackForm):
    """Why something signed should change, and from when."""

    since = forms.DateField(label=_("Holds from"), widget=day_input(),
                            help_text=_("Today or earlier: as soon as all parties agree. A later day: once agreed it waits, and holds "
                                        "from that day on."))  # fmt: skip


class AmendClauseForm(ClauseForm, WhyForm):
    """Another wording of one clause, with its reason."""


class AmendForm(WhyForm):
    """`rows`: (of, row, label, {field name of the row: bound field name}) for the page to lay out."""

    over = forms.BooleanField(
        label=_("End the project early"), required=False,
        help_text=_("It ends when all parties have agreed, or on the later day; what was accepted stays accepted."),
    )  # fmt: skip
    joins = forms.ModelChoiceField(None, label=_("A party that joins"), required=False, to_field_name="uid",
                                   empty_label=_("None"))  # fmt: skip
    joins_as = forms.ChoiceField(label=_("Joins as"), choices=ROLES, required=False)
    leaves = forms.ModelChoiceField(None, label=_("A party that leaves"), required=False, to_field_name="uid",
                                    empty_label=_("None"))  # fmt: skip

    brings = forms.ModelChoiceField(None, label=_("A party that brings something more"), required=False, to_field_name="uid",
                                    empty_label=_("None"))  # fmt: skip
    brings_kind = forms.ChoiceField(label=_("Kind"), choices=ContributionKind.choices, required=False)
    brings_since = forms.DateField(label=_("From"), required=False, widget=day_input())
    brings_until = forms.DateField(label=_("To"), required=False, widget=day_input())
    brings_amount = AmountField(label=_("Amount"), required=False)
    brings_what = forms.CharField(label=_("What"), max_length=200, required=False)

    def __init__(self, *args, actor, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.project, self.rows = project, []
        self.fields["brings_amount"].currency = project.currency
        self._offer("project", project, _("Project"))
        for row in Contribution.objects.visible_to(actor).filter(participation__project=project, participation__until=None).select_related(
            "participation__institution"
        ):
            self._offer("contribution", row, row.participation.institution.name)
        for row in Milestone.objects.visible_to(actor).filter(project=project).changeable().order_by("position"):
            self._offer("milestone", row, _("Milestone %(position)d: %(title)s") % {"position": row.position, "title": row.title})
        parties = Institution.objects.visible_to(actor)
        taking_part = project.participations.parties()
        self.fields["joins"].queryset = parties.exclude(pk__in=taking_part.values("institution")).order_by("name_en", "pk")
        self.fields["brings"].queryset = parties.order_by("name_en", "pk")
        self.fields["leaves"].queryset = parties.filter(pk__in=taking_part.exclude(role="lead").values("institution"))

    def _offer(self, of: str, row, label) -> None:
        names = {}
        for kind, field in (key for key in FIELDS if key[0] == of and key[1] != "state"):
            name = f"{kind}-{row.uid}-{field}"
            if (kind, field) == ("milestone", "payment") and row.payer_id is None:
                continue  # nobody was agreed who would pay it
            names[field] = name
            self.fields[name] = self._field(field, FIELDS[kind, field].label, getattr(row, field))
        self.rows.append((of, row, label, names))

    def _field(self, name: str, label, value) -> forms.Field:
        if hasattr(value, "isoformat"):
            return forms.DateField(label=label, initial=value, widget=day_input())
        if name == "weight":
            return forms.IntegerField(label=_("Weight in %"), initial=value, min_value=1, max_value=Milestone.WHOLE)
        return AmountField(label=label, initial=value, currency=self.project.currency)

    def clean(self):
        said = super().clean()
        if said.get("brings"):
            for name in ("brings_since", "brings_until", "brings_amount"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Say in which period, and how much."))
        return said

    def laid_out(self) -> list[tuple]:
        """(title, bound fields) of each row, for the page."""
        return [(label, [self[name] for name in names.values()]) for _of, _row, label, names in self.rows]

    @property
    def changes(self) -> list[dict]:
        """What differs from what stands there now, as propose_amendment takes it."""
        said, found = self.cleaned_data, []
        for of, row, _label, names in self.rows:
            for field, name in names.items():
                if said[name] != getattr(row, field):
                    found.append({"of": of, "uid": str(row.uid), "field": field, "new": plain(said[name])})
        if said["over"]:
            over = Project.State.ENDED_EARLY
            found.append({"of": "project", "uid": str(self.project.uid), "field": "state", "new": over})
        if said["joins"]:
            found.append({"of": "party", "uid": str(said["joins"].uid), "field": "joins", "new": said["joins_as"]})
        if said["brings"]:
            new = {name: plain(said[f"brings_{name}"]) for name in ("kind", "since", "until", "amount", "what")}
            found.append({"of": "party", "uid": str(said["brings"].uid), "field": "brings", "new": new})
        if said["leaves"]:
            found.append({"of": "party", "uid": str(said["leaves"].uid), "field": "leaves", "new": None})
        return found
