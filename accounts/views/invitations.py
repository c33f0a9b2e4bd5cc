"""Joining by a link, and what becomes of links that were sent."""
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import actions
from accounts.access import has_account
from accounts.actions.invitations import by_token
from accounts.forms import JoinForm
from accounts.models import Invitation
from accounts.roles import offered
from accounts.views.sign_in import BACKEND, remember
from record.actors import System
from record.errors import Invalid
from record.pages import ActionForm, find, perform


def accept(request, token):
    """Opening the link decides nothing. Whoever has an account signs in first; a new person says name and password."""
    invitation = by_token(token)
    here = request.user if request.user.is_authenticated else None
    given = {"invitation": invitation, "offered": offered(invitation), "here": here, "next": request.path}
    if here is None and has_account(invitation.email):
        return render(request, "accounts/join/sign_in.html", given)
    if here is not None and here.email != invitation.email:
        return render(request, "accounts/join/another.html", given, status=403)
    said = request.POST if request.method == "POST" else None
    form = ActionForm(said) if here else JoinForm(said)
    if form.is_valid():
        try:
            membership = _join(invitation, token, here, form.cleaned_data)
        except Invalid as error:
            form.add_error(_place(error.field, form), str(error.message))
        else:
            return _in(request, membership, here)
    return render(request, "accounts/join/page.html", {**given, "form": form}, status=422 if form.errors else 200)


def _place(field, form):
    """Where the form shows what the action said."""
    field = "new_password1" if field == "password" else field
    return field if field in form.fields else None


def _join(invitation, token, here, said):
    house = System(invitation.institution.uid, invitation.institution.zone)
    new = {} if here else {"name_en": said["name_en"], "name_zh": said["name_zh"], "password": said["new_password1"],
                            "language": get_language()}  # fmt: skip
    return actions.accept_invitation(actor=house, token=token, person=here, **new)


def _in(request, membership, here):
    """Signed in, and acting where one was invited to."""
    if here is None:
        login(request, membership.person, backend=BACKEND)
    response = HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return remember(response, settings.LANGUAGE_COOKIE_NAME, membership.person.language)


def _own(request, uid, do, page: str, submit, done):
    invitation = find(Invitation.objects, request.actor, uid=uid)
    form = ActionForm(request.POST or None, initial={"seen": invitation.version})

    def act():
        do(actor=request.actor, invitation=invitation, seen=form.cleaned_data["seen"])
        return reverse("accounts:invitations")

    context = {"invitation": invitation, "submit": submit, "cancel": reverse("accounts:invitations")}
    return perform(request, form, act, page=page, context=context, done=done)


def withdraw(request, uid):
    done = _("The invitation was withdrawn; its link no longer works.")
    return _own(request, uid, actions.withdraw_invitation, "accounts/invitations/withdraw.html", _("Withdraw"), done)


def renew(request, uid):
    done = _("The invitation was sent again; the earlier link no longer works.")
    return _own(request, uid, actions.renew_invitation, "accounts/invitations/renew.html", _("Send again"), done)
