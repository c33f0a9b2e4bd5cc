"""Amendments: proposed by a party, shown old beside new, agreed by all."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.actions import cast_vote
from governance.models import Decision
from governance.panel import latest, panel, talk
from projects import access, actions
from projects.actions.amending import check_standing, checked
from projects.actions.amendments import KIND
from projects.forms import AmendClauseForm, AmendForm, TakeBackForm, VoteForm
from projects.models import Amendment, Clause, Project
from projects.telling import coming, open_amendments, told
from projects.views.invite import invite_url
from projects.views.shell import shell
from record import clock
from record.actions import expect, require
from record.errors import Invalid, NotVisible
from record.feed import feed
from record.pages import ActionForm, find, perform

ASKED = gettext_lazy("Proposed. All parties are asked now.")


def _project(request, uid) -> Project:
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    require(access.takes_part(request.actor, project))
    expect(project, *Project.ALIVE)
    return project


def _amendment(request, uid, amendment) -> Amendment:
    rows = Amendment.objects.select_related("project__owner", "proposed_by__person", "proposed_by__institution")
    return find(rows, request.actor, uid=amendment, project__uid=uid)


def _page(amendment) -> str:
    return reverse("projects:amendment", args=[amendment.project.uid, amendment.uid])


def _agreement(project) -> str:
    return reverse("projects:agreement", args=[project.uid])


def amend(request, uid):
    """Dates, weights, amounts and parties, each with what stands there now."""
    project = _project(request, uid)
    initial = {"seen": project.version, "since": clock.today(project.owner.zone)}
    form = AmendForm(request.POST or None, actor=request.actor, project=project, initial=initial)
    return _propose(request, project, form, lambda: form.changes, "projects/amendment/amend.html")


def amend_clause(request, uid, kind):
    """Another wording of one clause."""
    project = _project(request, uid)
    if kind not in Clause.Kind.values:
        raise NotVisible
    last = Clause.objects.visible_to(request.actor).filter(project=project, kind=kind).order_by("-number").first()
    initial = {"seen": project.version, "since": clock.today(project.owner.zone)}
    form = AmendClauseForm(request.POST or None, project=project, kind=kind, clause=last, initial=initial)

    def changes():
        return [{"of": "clause", "uid": None, "field": kind, "new": form.wording}]

    return _propose(request, project, form, changes, "projects/amendment/clause.html", title=Clause.Kind(kind).label)


def _propose(request, project, form, changes, page, **context):
    def act():
        said = {name: form.cleaned_data[name] for name in ("seen", "reason", "since")}
        return _page(actions.propose_amendment(actor=request.actor, project=project, changes=changes(), **said))

    context = {"project": project, "cancel": _agreement(project), "coming": coming(open_amendments(request.actor, project))} | context
    return perform(request, form, act, page=page, context=context, done=ASKED)


def amendment(request, uid, amendment):
    """Old beside new, why, and who has agreed."""
    found = _amendment(request, uid, amendment)
    context = shell(request, uid, "agreement")
    context |= {
        "amendment": found,
        "rows": told(found),
        "panel": panel(latest(request.actor, found, KIND), request.actor, invite_url(request.actor, found.project)),
        "talk": talk(request.actor, found),
        "hindrance": _hindrance(found),
        "events": feed(request.actor, found.uid, limit=6),
        "own": found.proposed_by.institution_id == request.actor.institution and context["takes_part"],
    }
    return render(request, "projects/amendment/page.html", context)


def _hindrance(amendment) -> str:
    """Why one that waits could not be applied as things stand today."""
    if amendment.state == Amendment.State.WAITING:
        try:
            check_standing(amendment)
        except Invalid as why:
            return str(why)
    return ""


def take_back(request, uid, amendment):
    """Let all parties agree that one which waits for its day never holds."""
    found, project = _amendment(request, uid, amendment), _project(request, uid)
    expect(found, Amendment.State.WAITING)
    form = TakeBackForm(request.POST or None, initial={"seen": project.version})

    def act():
        said, today = {name: form.cleaned_data[name] for name in ("seen", "reason")}, clock.today(project.owner.zone)
        changes = [{"of": "amendment", "uid": str(found.uid), "field": "state", "new": Amendment.State.WITHDRAWN}]
        return _page(actions.propose_amendment(actor=request.actor, project=project, since=today, changes=changes, **said))

    context = {"project": project, "amendment": found, "rows": told(found), "cancel": _page(found), "submit": _("Propose to all parties")}
    return perform(request, form, act, page="projects/amendment/take_back.html", context=context, done=ASKED)


def again(request, uid, amendment):
    """Put one that was not applied before the parties anew, over what stands there now."""
    found, project = _amendment(request, uid, amendment), _project(request, uid)
    expect(found, Amendment.State.LAPSED)
    form = ActionForm(request.POST or None, initial={"seen": project.version})
    why, rows = "", []
    try:
        rows = told(Amendment(project=project, changes=checked(project, found.changes)))
    except Invalid as refused:
        why = str(refused)

    def act():
        return _page(actions.ask_again(actor=request.actor, amendment=found, seen=form.cleaned_data["seen"]))

    context = {"project": project, "amendment": found, "rows": rows, "why": why, "cancel": _page(found)}
    context["submit"] = _("Ask all parties again")
    return perform(request, form, act, page="projects/amendment/again.html", context=context, done=ASKED)


def vote(request, uid, amendment):
    found = _amendment(request, uid, amendment)
    expect(found, Amendment.State.PROPOSED)
    decision = find(Decision.objects.open(), request.actor, kind=KIND, subject=found.uid)
    form = VoteForm(request.POST or None, initial={"seen": decision.fingerprint})

    def act():
        cast_vote(actor=request.actor, decision=decision, seen=form.cleaned_data["seen"], **form.said)
        seen = Amendment.objects.visible_to(request.actor).filter(pk=found.pk).exists()
        return _page(found) if seen else reverse("projects:projects")

    context = {"project": found.project, "amendment": found, "rows": told(found), "cancel": _page(found),
               "coming": coming(open_amendments(request.actor, found.project))}  # fmt: skip
    return perform(request, form, act, page="projects/amendment/vote.html", context=context, done=_("Your decision stands in the record."))


def withdraw(request, uid, amendment):
    found = _amendment(request, uid, amendment)
    own = found.proposed_by.institution_id == request.actor.institution
    require(own and access.takes_part(request.actor, found.project))
    expect(found, Amendment.State.PROPOSED)
    form = ActionForm(request.POST or None)

    def act():
        actions.withdraw_amendment(actor=request.actor, amendment=found)
        return _page(found)

    context = {"project": found.project, "amendment": found, "cancel": _page(found), "submit": _("Withdraw the amendment")}
    return perform(request, form, act, page="projects/amendment/withdraw.html", context=context, done=_("Withdrawn."))
