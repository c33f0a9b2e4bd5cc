"""The team: each party names its own people."""
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from projects import access, actions
from projects.forms import JoinForm, LeaveForm, RolesForm
from projects.models import Project, TeamMember
from record import clock
from record.actions import require
from record.pages import find, perform


def _page(project) -> str:
    return reverse("projects:team", args=[project.uid])


def _project(request, uid) -> Project:
    project = find(Project.objects, request.actor, uid=uid)
    require(access.takes_part(request.actor, project))
    return project


def _member(request, project, uid) -> TeamMember:
    member = find(TeamMember.objects.select_related("person"), request.actor, uid=uid, project=project)
    require(member.institution_id == request.actor.institution)
    return member


def join(request, uid):
    project = _project(request, uid)
    initial = {"since": max(clock.today(request.actor.zone), project.start or date.min)}
    form = JoinForm(request.POST or None, actor=request.actor, initial=initial)

    def act():
        actions.join_team(actor=request.actor, project=project, **form.said)
        return _page(project)

    context = {"project": project, "cancel": _page(project)}
    return perform(request, form, act, page="projects/team/join.html", context=context, done=_("In the team."))


def roles(request, uid, member):
    project = _project(request, uid)
    member = _member(request, project, member)
    form = RolesForm(request.POST or None, initial={"roles": member.roles})

    def act():
        actions.change_roles(actor=request.actor, member=member, **form.said)
        return _page(project)

    context = {"project": project, "member": member, "cancel": _page(project)}
    return perform(request, form, act, page="projects/team/roles.html", context=context, done=_("Saved."))


def leave(request, uid, member):
    project = _project(request, uid)
    member = _member(request, project, member)
    form = LeaveForm(request.POST or None, initial={"until": clock.today(request.actor.zone)})

    def act():
        actions.leave_team(actor=request.actor, member=member, **form.said)
        return _page(project)

    context = {"project": project, "member": member, "cancel": _page(project)}
    return perform(request, form, act, page="projects/team/leave.html", context=context, done=_("Saved."))
