"""What lists of people are searched and filtered by; their API filters by the same."""
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from accounts.models import Grant, Invitation
from record import clock
from record.lists import FilterForm, any_of


class PeopleFilter(FilterForm):
    seeks = _("Name or e-mail")
    role = forms.ChoiceField(label=_("Role"), choices=any_of(Role.choices), required=False)
    standing = forms.ChoiceField(
        label=_("Membership"), choices=any_of([("current", _("Current")), ("ended", _("Ended"))]), required=False
    )

    def narrow(self, rows, said):
        day = clock.today(self.actor.zone)
        if q := said["q"].strip():
            rows = rows.filter(Q(person__name_en__icontains=q) | Q(person__name_zh__icontains=q) | Q(person__email__icontains=q))
        if said["role"]:
            held = Grant.objects.visible_to(self.actor).current(day).filter(membership=OuterRef("pk"), role=said["role"])
            rows = rows.filter(Exists(held))
        if said["standing"]:
            current = Q(until=None) | Q(until__gt=day)
            rows = rows.filter(current if said["standing"] == "current" else ~current)
        return rows


class InvitationFilter(FilterForm):
    seeks = _("E-mail")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Invitation.State.choices), required=False)

    def narrow(self, rows, said):
        rows = rows.filter(email__icontains=said["q"].strip()) if said["q"] else rows
        return rows.filter(state=said["state"]) if said["state"] else rows
