"""Files put ready, and the form by which they are handed in."""
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Assessment, Criterion, Milestone, Submission
from record.errors import Invalid
from record.files import keep
from record.pages import ActionForm


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; gives a list."""

    widget = Files

    def clean(self, data, initial=None):
        files = data if isinstance(data, list) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files] or [super().clean(None, initial)]


class FilesForm(ActionForm):
    """For one criterion, or for the milestone as a whole."""

    criterion = forms.ModelChoiceField(None, label=_("Evidence for"), required=False, to_field_name="uid",
                                       empty_label=_("The milestone as a whole"))  # fmt: skip
    files = FilesField(label=_("Files"), allow_empty_file=True, max_length=255,  # type: ignore[assignment]  # a declared field is taken off the class
                       help_text=_("PDF, Office, image, text, CSV or ZIP. Only the parties ever see them."))  # fmt: skip

    def __init__(self, *args, actor, milestone: Milestone, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion"].queryset = Criterion.objects.visible_to(actor).filter(milestone=milestone)

    def clean(self):
        """The files become (name, blob) once all else is right: nothing is kept for a form that comes back."""
        said = super().clean()
        if not self.errors:
            said["files"] = [self._kept(file) for file in said["files"]]
        return said

    def _kept(self, file):
        try:
            return file.name, keep(file, file.name)
        except Invalid as error:
            self.add_error("files", f"{file.name}: {error.message}")


class SubmitForm(ActionForm):
    """A word on each criterion, what AI did, and a note. What was said the last time stands there already."""

    note = forms.CharField(label=_("Note to the approvers"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))
    ai = forms.ChoiceField(label=_("Use of AI"), choices=Submission.AI.choices, widget=forms.RadioSelect)
    ai_note = forms.CharField(label=_("Which AI, for what"), max_length=500, required=False)

    def __init__(self, *args, actor, milestone: Milestone, last: Submission | None, **kwargs):
        given = {"note": last.note, "ai": last.ai, "ai_note": last.ai_note} if last else {}
        super().__init__(*args, initial={"seen": milestone.version, **given}, **kwargs)
        said = {a.criterion_id: a for a in Assessment.objects.visible_to(actor).filter(submission=last)} if last else {}
        self.criteria = list(Criterion.objects.visible_to(actor).filter(milestone=milestone))
        for criterion in self.criteria:
            before = said.get(criterion.pk)
            self.fields[f"met-{criterion.uid}"] = forms.ChoiceField(
                label=_("Is it met?"), choices=Assessment.Met.choices, widget=forms.RadioSelect,
                initial=before.met if before else None,
            )  # fmt: skip
            self.fields[f"text-{criterion.uid}"] = forms.CharField(
                label=_("In words"), max_length=500, required=False, initial=before.text if before else ""
            )

    @property
    def rows(self) -> list:
        """(criterion, its two bound fields), for the page to lay out."""
        return [(c, self[f"met-{c.uid}"], self[f"text-{c.uid}"]) for c in self.criteria]

    @property
    def assessments(self) -> list:
        said = self.cleaned_data
        return [(c, said[f"met-{c.uid}"], said[f"text-{c.uid}"]) for c in self.criteria]
