"""The course of a signed project: it starts on its day, may pause, closes. What ends it early is an amendment."""
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects import access
from projects.models import Amendment, Milestone, Project, Turn
from record import clock
from record.actions import action, expect, fresh, lock, move, record, require, see
from record.errors import Invalid
from record.wording import day

S = Project.State


@action
def start_project(*, actor, project: Project, on: date) -> None:
    """The house begins a signed project on its first day; a row come due for another day than today's plan does nothing."""
    see(actor, project)
    (project,) = lock(project)
    require(actor.system, _("A project starts by itself on its first day."))
    if project.state == S.SIGNED and project.start == on:
        begin(project)


def begin(project: Project) -> None:
    """Signed → running; the project is locked."""
    move(project, S.RUNNING)
    record("project.started", project)


@action
def suspend_project(*, actor, project: Project, seen: str, reasons: str) -> Project:
    """Pause a running project; its dates go on until an amendment changes them."""
    return _turned(actor, project, seen, S.SUSPENDED, reasons, expected=[S.RUNNING])


@action
def resume_project(*, actor, project: Project, seen: str, reasons: str) -> Project:
    """Take up a suspended project, or one whose closing was begun too early."""
    return _turned(actor, project, seen, S.RUNNING, reasons, expected=[S.SUSPENDED, S.CLOSING])


@action
def begin_closing(*, actor, project: Project, seen: str, reasons: str) -> Project:
    """All work is decided on; what remains is reports and accounts."""
    return _turned(actor, project, seen, S.CLOSING, reasons, expected=[S.RUNNING], check=_nothing_open)


@action
def close_project(*, actor, project: Project, seen: str, reasons: str, lessons: str) -> Project:
    """The end of a project that ran its course, with what was learnt."""

    def ready(project: Project) -> None:
        waits = project.amendments.filter(state=Amendment.State.WAITING)
        if waiting := next((amendment for amendment in waits if not amendment.lasting), None):
            words = {"amendment": waiting, "day": day(waiting.since)}
            raise Invalid(_("%(amendment)s was agreed by all and holds from %(day)s: close after that day, or let all parties agree "
                            "to take it back.") % words)  # fmt: skip
        if not lessons.strip():
            raise Invalid(_("Say what was learnt; the next project begins with it."), field="lessons")
        _nothing_open(project)

    return _turned(actor, project, seen, S.CLOSED, reasons, lessons, expected=[S.CLOSING], check=ready)


@action
def drop_draft(*, actor, project: Project, seen: str, reasons: str) -> Project:
    """Give up a draft; only the own institution ever sees it."""
    return _turned(actor, project, seen, S.ENDED_EARLY, reasons, expected=[S.DRAFT])


def _turned(actor, project, seen, to, reasons, lessons="", *, expected, check=lambda project: None) -> Project:
    see(actor, project)
    (project,) = lock(project)
    require(access.leads(actor, project), _("Only project staff of the institution that leads a project move it."))
    expect(project, *expected)
    fresh(project, seen)
    check(project)
    turn(actor, project, to, reasons, lessons)
    record("project.moved", project, state=to)
    return project


def turn(actor, project: Project, to: str, reasons: str, lessons: str = "") -> None:
    """Move a locked project and keep why."""
    if not reasons.strip():
        raise Invalid(_("Say why, so that the others understand it."), field="reasons")
    move(project, to)
    Turn.objects.create(
        project=project, to=to, on=clock.today(project.owner.zone), reasons=reasons.strip(), lessons=lessons.strip(),
        language=get_language() or "en", membership_id=actor.membership,
    )  # fmt: skip


def _nothing_open(project: Project) -> None:
    if project.amendments.filter(state=Amendment.State.PROPOSED).exists():
        raise Invalid(_("An amendment is still before the parties; let them decide, or withdraw it."))
    if project.milestones.filter(state__in=Milestone.OPEN).exists():
        raise Invalid(_("Milestones are still open: accept them, or close them as failed."))
