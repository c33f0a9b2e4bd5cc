"""The plan of a draft: its milestones in their order, added, changed, moved, taken out."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects import access, actions
from projects.forms.plan import MilestoneForm
from projects.models import Milestone, Project
from projects.plan import plan_lacks
from projects.views.shell import shell
from record.actions import expect, require
from record.errors import Invalid
from record.pages import ActionForm, find, perform


def plan(request, uid):
    """All milestones with their sums against the whole and the budget."""
    context = shell(request, uid, "project")
    rows = Milestone.objects.visible_to(request.actor).filter(project=context["project"])
    rows = list(rows.select_related("responsible__institution", "payer__institution", "payee__institution").prefetch_related(
        "criteria", "approvers__institution"))  # fmt: skip
    context |= {
        "milestones": rows, "weight": sum(row.weight for row in rows), "paid": sum(row.payment for row in rows),
        "plan_lacks": list(plan_lacks(context["project"])), "whole": Milestone.WHOLE,
    }  # fmt: skip
    return render(request, "projects/plan/page.html", context)


def _url(project: Project) -> str:
    return reverse("projects:plan", args=[project.uid])


def _draft(request, project: Project) -> Project:
    require(access.leads(request.actor, project))
    expect(project, Project.State.DRAFT)
    return project


def add(request, uid):
    """A milestone at the end of the plan."""
    project = _draft(request, find(Project.objects.select_related("owner"), request.actor, uid=uid))
    form = MilestoneForm(request.POST or None, actor=request.actor, project=project)

    def act():
        actions.plan_milestone(actor=request.actor, project=project, **form.said)
        return _url(project)

    context = {"project": project, "title": _("Add a milestone"), "cancel": _url(project)}
    return perform(request, form, act, page="projects/plan/milestone.html", context=context, done=_("Added."))


def _milestone(request, uid) -> Milestone:
    row = find(Milestone.objects.select_related("project__owner"), request.actor, uid=uid)
    _draft(request, row.project)
    return row


def edit(request, uid):
    milestone = _milestone(request, uid)
    form = MilestoneForm(request.POST or None, actor=request.actor, project=milestone.project, milestone=milestone)

    def act():
        actions.change_milestone(actor=request.actor, milestone=milestone, seen=form.cleaned_data["seen"], **form.said)
        return _url(milestone.project)

    context = {"project": milestone.project, "title": milestone.title, "cancel": _url(milestone.project), "milestone": milestone}
    return perform(request, form, act, page="projects/plan/milestone.html", context=context, done=_("Saved."))


@require_POST
def move(request, uid):
    """Up or down in the plan: `to` is the new place."""
    milestone = _milestone(request, uid)
    to = request.POST.get("to", "")
    form = ActionForm(request.POST)

    def act():
        if not (to.isascii() and to.isdigit() and len(to) < 4):
            raise Invalid(_("There is no such place in the plan."))
        actions.move_milestone(actor=request.actor, milestone=milestone, to=int(to))
        return _url(milestone.project)

    context = {"project": milestone.project, "milestone": milestone, "cancel": _url(milestone.project), "submit": _("Move")}
    return perform(request, form, act, page="projects/plan/move.html", context=context)


def drop(request, uid):
    milestone = _milestone(request, uid)
    form = ActionForm(request.POST or None)

    def act():
        actions.drop_milestone(actor=request.actor, milestone=milestone)
        return _url(milestone.project)

    context = {"project": milestone.project, "milestone": milestone, "cancel": _url(milestone.project), "submit": _("Remove")}
    return perform(request, form, act, page="projects/plan/drop.html", context=context, done=_("Removed."))
