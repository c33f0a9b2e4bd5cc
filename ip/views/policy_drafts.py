"""Writing a formula, putting it before an approver, taking it back."""
import json

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import actions
from ip.forms.policies import FormulaForm, NewPolicyForm, ProposeForm
from ip.models import PolicyVersion, SharingPolicy
from ip.policies import published
from ip.rules import read_policy
from ip.wording import in_words
from record.actions import require
from record.pages import ActionForm, find, perform

FORM = "ip/policies/formula.html"


def new(request: HttpRequest):
    """A policy for kinds of deals that none covers yet, with its first formula."""
    require(request.actor.may_all("policy.write"))
    form = NewPolicyForm(request.POST or None, request.FILES or None, initial=_begun(request))

    def act():
        return _page(actions.open_policy(actor=request.actor, **form.said))

    context = {"title": _("New policy"), "submit": _("Save as draft"), "cancel": reverse("ip:policies"), "formulas": _formulas()}
    return perform(request, form, act, page=FORM, context=context, done=_("Saved as a draft."))


def following(request: HttpRequest, uid):
    """The next version of a policy, begun with the one that holds."""
    policy = find(SharingPolicy.objects, request.actor, uid=uid)
    require(request.actor.may_all("policy.write"))
    last = policy.published().last()
    form = FormulaForm(request.POST or None, request.FILES or None, initial=_begun(request, last))

    def act():
        return _page(actions.draft_version(actor=request.actor, policy=policy, **form.said))

    context = {"title": _("New version"), "lead": policy.name, "submit": _("Save as draft"), "cancel": reverse("ip:policies"),
               "formulas": _formulas()}  # fmt: skip
    return perform(request, form, act, page=FORM, context=context, done=_("Saved as a draft."))


def change(request: HttpRequest, uid):
    """Another text for a draft."""
    version = _version(request, uid)
    form = FormulaForm(request.POST or None, request.FILES or None, initial=_begun(request, version) | {"seen": version.fingerprint})

    def act():
        return _page(actions.change_draft(actor=request.actor, version=version, seen=form.cleaned_data["seen"], **form.said))

    context = {"title": version.title, "submit": _("Save"), "cancel": _page(version), "formulas": _formulas()}
    return perform(request, form, act, page=FORM, context=context, done=_("Saved."))


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


def _begun(request: HttpRequest, version: PolicyVersion | None = None) -> dict:
    """What the form begins with: the published formula that was chosen, else the version at hand."""
    document = published().get(request.GET.get("from", ""))
    if document is None and version is not None:
        document = version.document
    return {"document": json.dumps(document, ensure_ascii=False, indent=1)} if document else {}


def _formulas() -> list[dict]:
    """Published formulas to begin with, by the institution whose they are."""
    read = [read_policy(document) for document in published().values()]
    return [{"id": p.key, "name": in_words(p.name.data()), "of": in_words(p.institution.data())} for p in read]
