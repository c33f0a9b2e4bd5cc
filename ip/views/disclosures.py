"""Disclosures: the list, one on its page, its draft, and what the office does with it."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip import access, actions
from ip.forms import AcceptForm, DisclosureFilter, DisclosureForm, ReasonsForm
from ip.models import AiField, Asset, Contributor, Disclosure
from ip.views.assets import offers
from projects.models import Project
from record.actions import expect, require
from record.feed import feed
from record.lists import browse
from record.pages import ActionForm, find, perform
from record.texts import picked

S = Disclosure.State
SORTS = {"title": (picked("title"),), "kind": ("kind",), "on": ("disclosed_on",), "state": ("state",), "newest": ("-pk",)}
DECISIONS = {
    "return": (actions.return_disclosure, gettext_lazy("Give back")),
    "decline": (actions.decline_disclosure, gettext_lazy("Decline")),
}


def _page(disclosure) -> str:
    return reverse("ip:disclosure", args=[disclosure.uid])


def disclosures(request):
    rows = Disclosure.objects.visible_to(request.actor)
    found = browse(request, rows, DisclosureFilter, SORTS, first="newest")
    if found.exported:
        return found.table("disclosures", _heads(), _cells)
    return found.shown("ip/disclosures", offers(request.actor))


def _heads() -> list[str]:
    return [_("Title in English"), _("Title in Chinese"), _("Kind"), _("Completed on"), _("Disclosed on"), _("State")]


def _cells(row: Disclosure) -> list:
    return [row.title_en, row.title_zh, row.get_kind_display(), row.completed_on, row.disclosed_on, row.get_state_display()]


def disclosure(request, uid):
    """One disclosure: who contributed, what AI did, where it stands."""
    row = find(Disclosure.objects.select_related("institution", "project", "disclosed_by__person"), request.actor, uid=uid)
    contributors = Contributor.objects.visible_to(request.actor).filter(disclosure=row).select_related("person", "institution")
    used = [label for value, label in AiField.choices if value in row.ai_fields]
    return render(request, "ip/disclosure/page.html", {
        "disclosure": row, "project": Project.objects.visible_to(request.actor).filter(pk=row.project_id).first(),
        "contributors": contributors, "used": used, "mine": row.disclosed_by_id == request.actor.membership,
        "asset": Asset.objects.visible_to(request.actor).filter(disclosure=row).first(),
        "office": Disclosure.objects.visible_to(request.actor).acceptable_by(request.actor).filter(pk=row.pk).exists(),
        "deciders": _deciders(row), "events": feed(request.actor, row.uid, limit=10),
    })  # fmt: skip


def draft(request):
    """A new disclosure, perhaps from a project (?project=uid)."""
    require(bool(request.actor.scopes("asset.write")), _("Your role does not include disclosing results."))
    form = DisclosureForm(request.POST or None, actor=request.actor, rows=[], initial={"project": request.GET.get("project")})

    def act():
        return _page(actions.draft_disclosure(actor=request.actor, contributors=form.filled, **form.said))

    context = {"cancel": reverse("ip:disclosures"), "heading": _("Disclose a result")}
    return perform(request, form, act, page="ip/disclosure/edit.html", context=context, done=_("Kept as a draft; submit it next."))


def edit(request, uid):
    row = _draft(request, uid)
    named = Contributor.objects.visible_to(request.actor).filter(disclosure=row).select_related("person")
    rows = [{"person": c.person.uid, "did": c.did, "inventor": c.inventor} for c in named.order_by("position")]
    given = DisclosureForm.said_by(row)
    form = DisclosureForm(request.POST or None, actor=request.actor, rows=rows, initial=given)

    def act():
        said = {**form.said, "seen": form.cleaned_data["seen"], "contributors": form.filled}
        return _page(actions.change_disclosure(actor=request.actor, disclosure=row, **said))

    context = {"disclosure": row, "cancel": _page(row), "heading": _("Change the disclosure")}
    return perform(request, form, act, page="ip/disclosure/edit.html", context=context, done=_("Saved."))


def submit(request, uid):
    row = _draft(request, uid)
    form = ActionForm(request.POST or None, initial={"seen": row.version})

    def act():
        return _page(actions.submit_disclosure(actor=request.actor, disclosure=row, seen=form.cleaned_data["seen"]))

    context = {"disclosure": row, "deciders": _deciders(row), "cancel": _page(row), "submit": _("Submit")}
    return perform(request, form, act, page="ip/disclosure/submit.html", context=context, done=_("The office is told."))


def withdraw(request, uid):
    row = _draft(request, uid)
    form = ActionForm(request.POST or None, initial={"seen": row.version})

    def act():
        return _page(actions.withdraw_disclosure(actor=request.actor, disclosure=row, seen=form.cleaned_data["seen"]))

    context = {"disclosure": row, "cancel": _page(row), "submit": _("Put away")}
    return perform(request, form, act, page="ip/disclosure/withdraw.html", context=context, done=_("Put away."))


def accept(request, uid):
    row = _submitted(request, uid)
    form = AcceptForm(request.POST or None, kind=row.kind, initial={"seen": row.version})

    def act():
        said = {**form.said, "seen": form.cleaned_data["seen"]}
        asset = actions.accept_disclosure(actor=request.actor, disclosure=row, **said)
        return reverse("ip:owners", args=[asset.uid])

    context = {"disclosure": row, "cancel": _page(row), "submit": _("Accept as an asset")}
    return perform(request, form, act, page="ip/disclosure/accept.html", context=context, done=_("Accepted. Confirm the owners next."))


def decide(request, uid, verb):
    """Give it back, or decline it, with reasons."""
    row = _submitted(request, uid)
    form = ReasonsForm(request.POST or None, initial={"seen": row.version})
    write, button = DECISIONS[verb]

    def act():
        return _page(write(actor=request.actor, disclosure=row, seen=form.cleaned_data["seen"], **form.said))

    context = {"disclosure": row, "cancel": _page(row), "submit": button}
    return perform(request, form, act, page="ip/disclosure/decide.html", context=context, done=_("Its author is told why."))


def _deciders(row: Disclosure) -> list[str]:
    return [member.person.name for member in access.receivers_of(row).select_related("person").order_by("pk")]


def _draft(request, uid) -> Disclosure:
    row = find(Disclosure.objects.select_related("institution", "project", "disclosed_by__person"), request.actor, uid=uid)
    require(row.disclosed_by_id == request.actor.membership, _("Only its author writes a disclosure."))
    expect(row, S.DRAFT)
    return row


def _submitted(request, uid) -> Disclosure:
    row = find(Disclosure.objects.select_related("project"), request.actor, uid=uid)
    require(access.manages(request.actor, row.institution_id, row.project), _("Only the office decides on a disclosure."))
    expect(row, S.SUBMITTED)
    return row
