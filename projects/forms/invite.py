"""Whom a project invites at a party that has nobody here."""
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from record.pages import ActionForm


class InviteForm(ActionForm):
    ROLES = [(role.value, role.label) for role in (Role.PARTNER_APPROVER, Role.LEAD, Role.VIEWER)]

    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role in this project"), choices=ROLES,
                             help_text=_("A partner approver signs and accepts; a lead writes; a viewer reads."))  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
