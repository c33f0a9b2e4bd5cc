"""People of one's institution: who they are, which roles they hold, who is invited."""
from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions
from accounts.filters import InvitationFilter, PeopleFilter
from accounts.forms import PlaceForm
from accounts.models import Grant, Invitation, Membership, Person
from accounts.roles import named_roles
from record import clock, registry
from record.actions import require
from record.feed import feed
from record.lists import browse
from record.pages import ActionForm, find, perform
from record.texts import picked

HEADS = [gettext_lazy("Full name in English"), gettext_lazy("Full name in Chinese"), gettext_lazy("E-mail"), gettext_lazy("Unit"),
         gettext_lazy("Roles"), gettext_lazy("Since"), gettext_lazy("Until")]  # fmt: skip
SORTS = {"name": (picked("person__name"),), "since": ("since",), "email": ("person__email",)}


def people(request):
    """The members of the institution with the roles that they hold today."""
    actor = request.actor
    require(actor.may_all("people.read"))
    grants = Grant.objects.visible_to(actor).current(clock.today(actor.zone)).order_by("pk")
    rows = Membership.objects.visible_to(actor).select_related("person", "unit", "institution").prefetch_related(
        Prefetch("grants", grants), "person__totpdevice_set"
    )  # fmt: skip
    found = browse(request, rows, PeopleFilter, SORTS, first="name")
    if found.exported:
        return found.csv("people", HEADS, _cells)
    return found.shown("accounts/people", {"sections": registry.sections("people", actor)})


def _cells(row: Membership) -> list:
    roles = "; ".join(str(grant.get_role_display()) for grant in row.grants.all())
    unit = row.unit.name if row.unit else ""
    return [row.person.name_en, row.person.name_zh, row.person.email, unit, roles, row.since, row.until]


def invitations(request):
    """Whom the institution, or oneself, has invited."""
    rows = Invitation.objects.visible_to(request.actor).select_related("institution", "invited_by__person")
    found = browse(request, rows, InvitationFilter, {"sent": ("made_at",), "email": ("email",)}, first="-sent")
    return found.shown("accounts/invitations", {"sections": registry.sections("people", request.actor)})


def person(request, uid):
    """Roles with scope and dates, what other apps know, and what happened."""
    actor = request.actor
    row = find(Person.objects, actor, uid=uid)
    membership = Membership.objects.visible_to(actor).filter(person=row).select_related("unit", "institution", "person").first()
    grants = list(Grant.objects.visible_to(actor).filter(membership=membership).select_related(
        "granted_by__person", "confirmed_by__person").order_by("until", "-pk"))  # fmt: skip
    return render(request, "accounts/person/page.html", {
        "person": row, "membership": membership, "grants": named_roles(grants, actor),
        "sections": registry.sections("person", actor, row), "events": feed(actor, row.uid, limit=20),
        "may_manage": membership is not None and actor.may_all("people.manage"), "reads": actor.may_all("people.read"),
    })  # fmt: skip


def _page_of(row: Person) -> str:
    return reverse("accounts:person", args=[row.uid])


def end_role(request, uid):
    grant = find(Grant.objects.select_related("membership__person"), request.actor, uid=uid)
    require(request.actor.may_all("people.manage"))
    back = _page_of(grant.membership.person)

    def act():
        actions.end_role(actor=request.actor, grant=grant)
        return back

    return perform(request, ActionForm(request.POST or None), act, page="accounts/person/end_role.html",
                   context={"grant": grant, "submit": _("End the role"), "cancel": back}, done=_("The role has ended."))  # fmt: skip


def place_member(request, uid):
    """In which unit somebody works, and as what."""
    membership = find(Membership.objects.select_related("person", "unit"), request.actor, uid=uid)
    require(request.actor.may_all("people.manage"))
    back = _page_of(membership.person)
    form = PlaceForm(request.POST or None, actor=request.actor, initial=PlaceForm.said_by(membership))

    def act():
        actions.place_member(actor=request.actor, membership=membership, seen=form.cleaned_data["seen"], **form.said)
        return back

    return perform(request, form, act, page="accounts/person/place.html", context={"membership": membership, "cancel": back},
                   done=_("Saved."))  # fmt: skip


def end_membership(request, uid):
    membership = find(Membership.objects.select_related("person", "institution"), request.actor, uid=uid)
    require(request.actor.may_all("people.manage"))
    back = _page_of(membership.person)
    form = ActionForm(request.POST or None, initial={"seen": membership.version})

    def act():
        actions.end_membership(actor=request.actor, membership=membership, seen=form.cleaned_data["seen"])
        return back

    return perform(request, form, act, page="accounts/person/end_membership.html",
                   context={"membership": membership, "submit": _("End the membership"), "cancel": back},
                   done=_("The membership has ended, with all its roles and tokens."))  # fmt: skip
