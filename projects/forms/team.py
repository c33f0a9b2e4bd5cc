"""Who works in a project."""
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from projects.models import Credit
from record.pages import ActionForm, day_input


class RolesForm(ActionForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Credit.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("What the person does, by the CRediT taxonomy. Inventorship is apart."),
    )  # fmt: skip


class JoinForm(RolesForm):
    person = forms.ModelChoiceField(None, label=_("Person"), to_field_name="uid", empty_label=_("Choose"))
    since = forms.DateField(label=_("Since"), widget=day_input())
    field_order = ("person", "since", "roles")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        own = Person.objects.visible_to(actor).filter(memberships__institution=actor.institution)
        self.fields["person"].queryset = own.order_by("name_en", "pk")


class LeaveForm(ActionForm):
    until = forms.DateField(label=_("Last day"), widget=day_input())
