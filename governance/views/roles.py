"""Inviting people and giving roles: one page each, whether the role takes one administrator or two."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import actions as accounts
from accounts.forms import InviteForm, RoleForm
from accounts.models import Membership, Person
from accounts.roles import takes_two
from governance import actions
from governance.actions.roles import KIND
from governance.models import RoleRequest
from governance.panel import latest, panel
from partners.models import Institution, Unit
from record.actions import require
from record.feed import feed
from record.pages import ActionForm, find, perform


def _done(request, institution: Institution, alone: str) -> str:
    """What is said afterwards depends on whether a second administrator is asked."""
    by_two = request.method == "POST" and takes_two(request.POST.get("role", ""), institution)
    return _("A second administrator is asked to confirm.") if by_two else alone


def _people(request) -> str:
    require(request.actor.may_all("people.manage"))
    return reverse("accounts:people")


def invite(request):
    """A link by mail; for a role that takes two only after a second administrator has confirmed."""
    actor, back = request.actor, _people(request)
    own = find(Institution.objects, actor, pk=actor.institution)
    form = InviteForm(request.POST or None, actor=actor, initial={"language": actor.language})

    def act():
        if takes_two(form.cleaned_data["role"], own):
            actions.request_invitation(actor=actor, **form.said)
        else:
            accounts.invite(actor=actor, institution=own, **form.said)
        return reverse("accounts:invitations")

    return perform(request, form, act, page="governance/people/invite.html", context={"cancel": back},
                   done=_done(request, own, _("The invitation is on its way.")))  # fmt: skip


def give(request, uid):
    """A role for a member of the own institution."""
    actor = request.actor
    person = find(Person.objects, actor, uid=uid)
    _people(request)
    membership = find(Membership.objects.select_related("person", "institution"), actor, person=person, institution=actor.institution)
    form = RoleForm(request.POST or None, actor=actor)
    back = reverse("accounts:person", args=[uid])

    def act():
        give_it = actions.request_role if takes_two(form.cleaned_data["role"], membership.institution) else accounts.grant_role
        give_it(actor=actor, membership=membership, **form.said)
        return back

    return perform(request, form, act, page="governance/people/give.html", context={"person": person, "cancel": back},
                   done=_done(request, membership.institution, _("The role was given.")))  # fmt: skip


def role_request(request, uid):
    """Who asks for which role, for whom; who confirms it."""
    asked = find(RoleRequest.objects.select_related("membership__person", "invitation", "asked_by__person"), request.actor, uid=uid)
    around = panel(latest(request.actor, asked, KIND), request.actor, invite=lambda seat: reverse("governance:invite"))
    return render(request, "governance/people/role_request.html", {
        "asked": asked, "panel": around, "events": feed(request.actor, asked.uid),
        "unit": Unit.objects.visible_to(request.actor).filter(uid=asked.scope).first() if asked.scope else None,
        "may_withdraw": asked.state == RoleRequest.State.ASKED and request.actor.may_all("people.manage"),
    })  # fmt: skip


def withdraw(request, uid):
    asked = find(RoleRequest.objects.select_related("invitation", "membership__person"), request.actor, uid=uid)
    _people(request)
    back = reverse("governance:role_request", args=[uid])

    def act():
        actions.withdraw_request(actor=request.actor, request=asked)
        return back

    return perform(request, ActionForm(request.POST or None), act, page="governance/people/withdraw.html",
                   context={"asked": asked, "submit": _("Withdraw"), "cancel": back}, done=_("The request was withdrawn."))  # fmt: skip
