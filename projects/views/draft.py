"""Logging a project and writing its draft, kept while one types."""
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from projects import access, actions
from projects.forms import DraftForm, NewProjectForm
from projects.models import Project
from record.actions import expect, require
from record.errors import DomainError
from record.pages import find, perform
from record.wording import figure


def log(request: HttpRequest):
    """The little that a draft begins with; then its own pages."""
    require(bool(request.actor.scopes("project.write")))
    form = NewProjectForm(request.POST or None)
    return perform(
        request, form, lambda: _edit(actions.log_project(actor=request.actor, **form.said)),
        page="projects/draft/log.html", context={"cancel": reverse("projects:projects")},
        done=_("Logged as a draft. Only your institution sees it."),
    )  # fmt: skip


def edit(request: HttpRequest, uid):
    """What the project says of itself."""
    project = _writable(request, uid)
    form = DraftForm(request.POST or None, actor=request.actor, initial=_said(project))
    return perform(
        request, form, lambda: _page(_write(request, project, form)),
        page="projects/draft/edit.html", context={"project": project, "cancel": _page(project)},
        done=_("Saved."),
    )  # fmt: skip


def keep(request: HttpRequest, uid):
    """The same, while one types: what can be kept is, and the form learns what it has then seen."""
    project = _writable(request, uid)
    form = DraftForm(request.POST or None, actor=request.actor, initial=_said(project))
    if request.method == "POST" and form.is_valid():
        try:
            project = _write(request, project, form)
        except DomainError as error:
            field = getattr(error, "field", None)
            form.add_error(field if field in form.fields else None, str(error.message))
    return render(request, "projects/draft/kept.html", {"project": project, "form": form, "kept": form.is_valid()})


def _write(request, project: Project, form: DraftForm) -> Project:
    return actions.write_draft(actor=request.actor, project=project, seen=form.cleaned_data["seen"], **form.said)


def _writable(request, uid) -> Project:
    project = find(Project.objects, request.actor, uid=uid)
    require(access.leads(request.actor, project))
    expect(project, Project.State.DRAFT)
    return project


def _said(project: Project) -> dict:
    return {**DraftForm.said_by(project), "budget": figure(project.budget, project.currency) if project.budget else ""}


def _page(project: Project) -> str:
    return reverse("projects:project", args=[project.uid])


def _edit(project: Project) -> str:
    return reverse("projects:edit", args=[project.uid])
