"""The second factor: shown at sign-in, set up, taken away."""
from base64 import b32encode
from binascii import unhexlify

import django_otp
import segno
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from accounts import actions
from accounts.access import factor_of
from accounts.forms import CodeForm, PasswordForm, SetupForm
from accounts.gate import AWAITS_CODE
from record.actors import System
from record.errors import Invalid
from record.pages import perform

SECRET = "accounts.secret"


def next_of(request) -> str:
    """Where a form leads back to: an address of this house, else the first page."""
    to = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def factor(request):
    """Whoever has an app shows its code; whoever has none and needs one sets it up."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("accounts:sign_in"))
    if request.user.is_verified():
        return HttpResponseRedirect(next_of(request))
    actor, request.actor = request.actor or System(), None  # the frame shows nothing of the house yet
    return _verify(request, actor) if factor_of(request.user) else _set_up(request, actor)


def _verify(request, actor):
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"].replace(" ", "").lower()
        device = actions.show_code(actor=actor, person=request.user, code=code)
        if device:
            return _passed(request, device)
        form.add_error("code", _("This code is wrong or was used already. After several wrong ones, wait a little before the next."))
    return render(request, "accounts/factor/code.html", {"form": form, "next": next_of(request)}, status=422 if form.errors else 200)


def _passed(request, device):
    django_otp.login(request, device)
    request.session.pop(AWAITS_CODE, None)
    return HttpResponseRedirect(next_of(request))


def _set_up(request, actor):
    """The secret stays in the session until the app's first code proves that it was taken over."""
    secret = request.session.setdefault(SECRET, random_hex(20))
    form = SetupForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            codes = actions.add_factor(actor=actor, person=request.user, secret=unhexlify(secret), code=code)
        except Invalid as error:
            form.add_error(error.field, str(error.message))
        else:
            request.session.pop(SECRET)
            _passed(request, factor_of(request.user))
            return render(request, "accounts/factor/recovery.html", {"codes": codes, "next": next_of(request)})
    device = TOTPDevice(user=request.user, key=secret)
    code, title = segno.make(device.config_url, error="m"), _("Secret of the second factor")
    drawing = code.svg_inline(scale=5, border=2, dark="#000", light="#fff", title=title)
    given = {"form": form, "drawing": mark_safe(drawing), "next": next_of(request), "typed": b32encode(unhexlify(secret)).decode()}
    return render(request, "accounts/factor/set_up.html", given, status=422 if form.errors else 200)


def remove(request):
    """Behind the gate: the session has shown a code already; the password is asked once more."""
    form = PasswordForm(request)

    def act():
        actions.remove_factor(actor=request.actor, person=request.user)
        return reverse("accounts:account")

    context, done = {"cancel": reverse("accounts:account"), "submit": _("Remove")}, _("The second factor was removed.")
    return perform(request, form, act, page="accounts/factor/remove.html", context=context, done=done)
