"""Moving a project along its course: one page for each move that needs reasons."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects import access, actions
from projects.forms import LessonsForm, ReasonsForm
from projects.models import Project
from record.actions import expect, require
from record.errors import NotVisible
from record.pages import ActionForm, find, perform

S = Project.State


@dataclass(frozen=True)
class Move:
    """`label` is what the button says, `what` what follows."""

    label: Any
    what: Any
    act: Callable
    allowed: tuple[str, ...]
    form: type[ActionForm] = ReasonsForm


MOVES = {
    "suspend": Move(_("Suspend the project"), _("Work pauses. Dates stay as signed until an amendment changes them."),
                    actions.suspend_project, (S.RUNNING,)),
    "resume": Move(_("Resume the project"), _("The project runs again from today on."),
                   actions.resume_project, (S.SUSPENDED, S.CLOSING)),
    "closing": Move(_("Begin closing"), _("All work is decided on; reports and accounts remain."),
                    actions.begin_closing, (S.RUNNING,)),
    "close": Move(_("Close the project"), _("The project is over. Results, shares and income go on."),
                  actions.close_project, (S.CLOSING,), LessonsForm),
    "drop": Move(_("Give up the draft"), _("The draft ends here. No other institution has it before it."),
                 actions.drop_draft, (S.DRAFT,)),
}  # fmt: skip


def moves_of(project: Project) -> list[tuple[str, Any]]:
    """(address part, label) of what may be done in this state."""
    return [(name, move.label) for name, move in MOVES.items() if project.state in move.allowed]


def move(request, uid, to):
    """Show what follows, ask why, and do it."""
    project = find(Project.objects, request.actor, uid=uid)
    if to not in MOVES:
        raise NotVisible
    wanted = MOVES[to]
    require(access.leads(request.actor, project))
    expect(project, *wanted.allowed)
    form = wanted.form(request.POST or None, initial={"seen": project.version})
    page = reverse("projects:project", args=[project.uid])

    def act():
        wanted.act(actor=request.actor, project=project, seen=form.cleaned_data["seen"], **form.said)
        return page

    context = {"project": project, "move": wanted, "cancel": page, "submit": wanted.label}
    return perform(request, form, act, page="projects/course/move.html", context=context)
