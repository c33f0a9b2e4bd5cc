"""What people type about themselves and each other."""
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from partners.models import Unit
from record.pages import ActionForm, WordedForm, day_input


def what_it_must_be() -> str:
    """The rules of a password (settings.AUTH_PASSWORD_VALIDATORS) in one line, as politely as all else in Chinese."""
    least = next(rule.min_length for rule in get_default_password_validators() if isinstance(rule, MinimumLengthValidator))
    said = _("At least %(least)d characters; not one that many use, not only digits, and nothing like your name or address.")
    return said % {"least": least}


CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class SignInForm(AuthenticationForm):
    username = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username"}))
    error_messages = {
        "invalid_login": _("The e-mail address or the password is wrong."),
        "inactive": _("This account was closed."),
    }

    def clean_username(self):
        return self.cleaned_data["username"].lower()


class CodeForm(forms.Form):
    """Six digits of the app, or a recovery code."""

    code = forms.CharField(label=_("Code"), max_length=16, widget=forms.TextInput(CODE))


class SetupForm(ActionForm):
    code = forms.CharField(label=_("Code that the app shows now"), max_length=6, widget=forms.TextInput(CODE))


class PasswordForm(ActionForm):
    """The password once more, of whoever is signed in. Wrong ones count as they do at sign-in, with the same pause."""

    password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(request.POST or None, *args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.email, password=password) != self.request.user:
            raise forms.ValidationError(_("This is not your password."))
        return password


class ResetAskForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username", "autofocus": True}))


class NewPasswordFields(forms.Form):
    """A new password, typed twice; what it must be is said by the action."""

    new_password1 = forms.CharField(
        label=_("New password"), strip=False, max_length=200, widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=lazy(what_it_must_be, str)(),
    )  # fmt: skip
    new_password2 = forms.CharField(
        label=_("New password again"), strip=False, max_length=200, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean(self):
        said = super().clean()
        if said.get("new_password1") != said.get("new_password2"):
            self.add_error("new_password2", _("The two passwords are not the same."))
        return said


class PasswordChangeForm(PasswordForm, NewPasswordFields):
    field_order = ("password", "new_password1", "new_password2")


class NameFields(WordedForm):
    name_en = forms.CharField(label=_("Full name in English"), max_length=120, required=False,
                              widget=forms.TextInput({"autocomplete": "name"}))  # fmt: skip
    name_zh = forms.CharField(label=_("Full name in Chinese"), max_length=120, required=False)


class JoinForm(NameFields, NewPasswordFields):
    field_order = ("name_en", "name_zh", "new_password1", "new_password2")


class ProfileForm(NameFields, ActionForm):
    orcid = forms.CharField(label="ORCID", max_length=40, required=False, help_text=_("Such as 0000-0002-1825-0097."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class TokenForm(ActionForm):
    name = forms.CharField(label=_("What it is for"), max_length=80)
    until = forms.DateField(label=_("Last day"), widget=day_input())


class RoleForm(ActionForm):
    """A role, in the whole institution or in one of its units."""

    role = forms.ChoiceField(label=_("Role"), choices=Role,
                             help_text=_("Roles that move money, and further administrators, are given by two administrators."))
    unit = forms.ModelChoiceField(
        None, label=_("Where"), required=False, to_field_name="uid", empty_label=_("In the whole institution"),
        help_text=_("A role in a unit holds for the projects, results and deals of the unit and of all below it. Money, "
                    "policies, people and the record are kept for the whole institution."),
    )  # fmt: skip

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(actor).offered()

    @property
    def said(self) -> dict:
        given = super().said
        unit = given.pop("unit")
        return {**given, "scope": unit.uid if unit else None}


class PlaceForm(ActionForm):
    """Where a member works: for this unit counts what they make, unless a share set says otherwise."""

    unit = forms.ModelChoiceField(None, label=_("Unit"), required=False, to_field_name="uid", empty_label=_("In no unit"))
    title = forms.CharField(label=_("Position"), max_length=120, required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(actor).offered(self.initial.get("unit"))


class InviteForm(RoleForm):
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    field_order = ("email", "role", "unit", "language")
