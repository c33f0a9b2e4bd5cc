"""A forgotten password: a link by mail, and a new one."""
import time

from axes.utils import reset
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy

from accounts import actions
from accounts.actors import current_membership
from accounts.forms import ResetAskForm
from record.actors import System
from record.errors import Invalid

ANSWERED_IN = 0.3  # seconds: writing a mail takes longer than writing none, and would tell


def ask(request):
    """Whether there is such a person is not told, nor by the time that the answer takes."""
    begun, form = time.monotonic(), ResetAskForm(request.POST or None)
    if form.is_valid():
        actions.post_reset(actor=System(), email=form.cleaned_data["email"])
        time.sleep(max(0.0, begun + ANSWERED_IN - time.monotonic()))
        return HttpResponseRedirect(reverse("accounts:reset_asked"))
    return render(request, "accounts/reset/ask.html", {"form": form}, status=422 if form.errors else 200)


def asked(request):
    return render(request, "accounts/reset/asked.html")


class Reset(PasswordResetConfirmView):
    """The link works once, and until the password changes or three days are over."""

    template_name = "accounts/reset/page.html"
    success_url = reverse_lazy("accounts:sign_in")

    def form_valid(self, form):
        membership = current_membership(form.user)
        house = System(membership.institution.uid) if membership else System()
        try:
            actions.set_password(actor=house, person=form.user, password=form.cleaned_data["new_password1"])
        except Invalid as error:
            form.add_error(error.field, str(error.message))
            return self.form_invalid(form)
        reset(username=form.user.email)  # whoever proved that the address is theirs need not wait after wrong passwords
        self.request.session.pop("_password_reset_token", None)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response
