"""Putting a drafted formula before an approver, taking it back, laying it aside."""
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import actions
from ip.forms.policies import ProposeForm
from ip.models import PolicyVersion
from record.actions import require
from record.pages import ActionForm, find, perform


def propose(request: HttpRequest, uid):
    """Say from which day it is to hold, and ask an approver."""
    version = _version(request, uid)
    form = ProposeForm(request.POST or None, initial={"seen": version.fingerprint, "since": version.since})

    def act():
        actions.propose_version(actor=request.actor, version=version, seen=form.cleaned_data["seen"], **form.said)
        return _page(version)

    context = {"version": version, "submit": _("Propose for decision"), "cancel": _page(version)}
    return perform(request, form, act, page="ip/policy/propose.html", context=context, done=_("An approver is asked now."))


def take_back(request: HttpRequest, uid):
    version = _version(request, uid)
    form = ActionForm(request.POST or None)

    def act():
        return _page(actions.take_back_version(actor=request.actor, version=version))

    context = {"version": version, "submit": _("Take back"), "cancel": _page(version)}
    return perform(request, form, act, page="ip/policy/take_back.html", context=context, done=_("It is a draft again."))


def withdraw(request: HttpRequest, uid):
    version = _version(request, uid)
    form = ActionForm(request.POST or None, initial={"seen": version.fingerprint})

    def act():
        actions.withdraw_draft(actor=request.actor, version=version, seen=form.cleaned_data["seen"])
        return reverse("ip:policies")

    context = {"version": version, "submit": _("Lay the draft aside"), "cancel": _page(version)}
    return perform(request, form, act, page="ip/policy/withdraw.html", context=context, done=_("The draft was laid aside."))


def _version(request: HttpRequest, uid) -> PolicyVersion:
    """A version that the actor may write."""
    version = find(PolicyVersion.objects.select_related("policy"), request.actor, uid=uid)
    require(request.actor.may_all("policy.write"))
    return version


def _page(version: PolicyVersion) -> str:
    return reverse("ip:policy", args=[version.uid])
