"""Writing clauses, and putting a project before its parties."""
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.actions import cast_vote
from governance.models import Decision
from projects import access, actions
from projects.actions.signing import KIND
from projects.fingerprint import fingerprint
from projects.forms import ClauseForm, ReasonsForm, VoteForm
from projects.models import Clause, Milestone, Project
from projects.readiness import lacks
from record import clock, registry
from record.actions import expect, require
from record.errors import NotVisible
from record.pages import ActionForm, find, perform

S = Project.State


def _page(project) -> str:
    return reverse("projects:agreement", args=[project.uid])


def _led(request, uid, *states) -> Project:
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    require(access.leads(request.actor, project))
    expect(project, *states)
    return project


def clause(request, uid, kind):
    """One clause of a draft, its text made from the rule unless it is written by hand."""
    project = _led(request, uid, S.DRAFT)
    if kind not in Clause.Kind.values:
        raise NotVisible
    last = Clause.objects.visible_to(request.actor).filter(project=project, kind=kind).order_by("-number").first()
    form = ClauseForm(request.POST or None, project=project, kind=kind, clause=last)

    def act():
        actions.write_clause(actor=request.actor, project=project, kind=kind, **form.wording)
        return _page(project)

    context = {"project": project, "title": Clause.Kind(kind).label, "cancel": _page(project),
               "sections": registry.sections("clause", request.actor, (project, kind))}  # fmt: skip
    return perform(request, form, act, page="projects/agreement/clause.html", context=context, done=_("Saved."))


def propose(request, uid):
    """Everything that is put before the parties, once more, and the button."""
    project = _led(request, uid, S.DRAFT)
    form = ActionForm(request.POST or None, initial={"seen": fingerprint(project)})

    def act():
        actions.propose_project(actor=request.actor, project=project, seen=form.cleaned_data["seen"])
        return _page(project)

    parties = project.participations.visible_to(request.actor).select_related("institution")
    context = {"project": project, "parties": parties, "lacks": lacks(project), "cancel": _page(project),
               "submit": _("Put before the parties")}  # fmt: skip
    done = _("The parties are asked now. You see here who has signed.")
    return perform(request, form, act, page="projects/agreement/propose.html", context=context, done=done)


def take_back(request, uid):
    """Take a proposal back into draft."""
    project = _led(request, uid, S.IN_APPROVAL)
    form = ReasonsForm(request.POST or None)

    def act():
        actions.withdraw_proposal(actor=request.actor, project=project, **form.said)
        return _page(project)

    context = {"project": project, "cancel": _page(project), "submit": _("Take back into draft")}
    return perform(request, form, act, page="projects/agreement/take_back.html", context=context, done=_("A draft again."))


def sign(request, uid):
    """The answer of the actor's institution."""
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    expect(project, S.IN_APPROVAL)
    decision = find(Decision.objects.open(), request.actor, kind=KIND, subject=project.uid)
    form = VoteForm(request.POST or None, initial={"seen": decision.fingerprint})

    def act():
        cast_vote(actor=request.actor, decision=decision, seen=form.cleaned_data["seen"], **form.said)
        seen = Project.objects.visible_to(request.actor).filter(pk=project.pk).exists()
        return _page(project) if seen else reverse("projects:projects")

    milestones = Milestone.objects.visible_to(request.actor).filter(project=project).order_by("position")
    clauses = Clause.objects.visible_to(request.actor).filter(project=project).holding(clock.today(request.actor.zone))
    context = {"project": project, "decision": decision, "cancel": _page(project), "clauses": clauses,
               "milestones": milestones.select_related("payer__institution", "payee__institution")}  # fmt: skip
    return perform(request, form, act, page="projects/agreement/sign.html", context=context, done=_("Your decision stands in the record."))
