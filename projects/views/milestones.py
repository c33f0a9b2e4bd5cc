"""A milestone: what was agreed, what is at hand or was handed in, who decides, what came of it."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.models import Decision
from governance.panel import talk
from projects import access as project_access
from projects import actions
from projects import milestone_access as access
from projects.actions.acceptance import take_up_again
from projects.actions.submissions import KIND
from projects.forms import ReasonsForm
from projects.models import Condition, ExpectedIncome, Failure, Milestone, Project, Submission, WorkFile
from record import clock
from record.actions import expect, require
from record.feed import feed
from record.pages import ActionForm, find, perform

SIDES = ("project__owner", "project__unit", "responsible__institution", "payer__institution", "payee__institution")
S = Milestone.State


def milestone_of(request, uid) -> Milestone:
    """The milestone with its parties, or 404."""
    return find(Milestone.objects.select_related(*SIDES), request.actor, uid=uid)


def page_of(milestone: Milestone) -> str:
    return reverse("projects:milestone", args=[milestone.uid])


def milestone(request, uid):
    row, actor = milestone_of(request, uid), request.actor
    last = Submission.objects.visible_to(actor).filter(milestone=row).order_by("-number").first()
    context = {
        "milestone": row, "project": row.project, "today": clock.today(row.project.owner.zone),
        "criteria": _criteria(actor, row, last), "last": last, "tries": _tries(actor, row),
        "approvers": [a.institution for a in row.approvers.visible_to(actor).select_related("institution")],
        "conditions": _conditions(actor, row, last),
        "income": ExpectedIncome.objects.visible_to(actor).with_received().filter(milestone=row).first(),
        "failures": Failure.objects.visible_to(actor).filter(milestone=row).order_by("-uid"),
        "talk": talk(actor, row), "events": feed(actor, row.uid, limit=12),
        **_may(actor, row),
    }  # fmt: skip
    return render(request, "projects/milestone/page.html", context)


def _may(actor, row: Milestone) -> dict:
    """What the reader can do with it now: role, separation and state."""
    runs = row.project.state == Project.State.RUNNING
    prepares, submits = access.prepares(actor, row), access.submits(actor, row)
    takes_part = project_access.takes_part(actor, row.project)
    return {
        "prepares": runs and prepares and row.state in Milestone.IN_HAND,
        "may_submit": runs and submits and row.state == S.IN_WORK,
        "may_withdraw": submits and row.state == S.SUBMITTED,
        "may_take_up": row.state == S.REJECTED and access.decides(actor, row),
        "may_fail": row.project.state in Project.ALIVE and takes_part and row.state in Milestone.FAILABLE,
        "reports": submits and row.state == S.CONDITIONAL,
    }


def _criteria(actor, row: Milestone, last: Submission | None) -> list[dict]:
    """Each criterion with the files at hand for whoever prepares, and those of the last submission; the rest last."""
    work = list(WorkFile.objects.visible_to(actor).filter(milestone=row).select_related("blob"))
    sent = list(last.files.visible_to(actor).select_related("blob")) if last else []
    rows = [
        {"criterion": c, "work": [f for f in work if f.criterion_id == c.pk], "sent": [f for f in sent if f.criterion_id == c.pk]}
        for c in row.criteria.visible_to(actor)
    ]
    whole = {"criterion": None, "work": [f for f in work if not f.criterion_id], "sent": [f for f in sent if not f.criterion_id]}
    return [*rows, whole] if whole["work"] or whole["sent"] else rows


def _tries(actor, row: Milestone) -> list[tuple]:
    """(submission, its decision), the latest first."""
    sent = list(Submission.objects.visible_to(actor).filter(milestone=row).order_by("-number"))
    decisions = Decision.objects.visible_to(actor).filter(kind=KIND, subject__in=[s.uid for s in sent]).order_by("pk")
    known = {decision.subject: decision for decision in decisions}
    return [(submission, known.get(submission.uid)) for submission in sent]


def _conditions(actor, row: Milestone, last: Submission) -> list[tuple[Condition, bool]]:
    """(condition in force, whether the reader confirms it)."""
    if row.state not in (S.CONDITIONAL, S.ACCEPTED):
        return []
    found = Condition.objects.visible_to(actor).filter(submission=last).select_related("institution")
    decides = access.decides(actor, row) and row.state == S.CONDITIONAL
    return [(condition, decides and condition.institution_id == actor.institution) for condition in found]


@require_POST
def begin(request, uid):
    """Say that work has begun."""
    row = milestone_of(request, uid)
    form = ActionForm(request.POST)

    def act():
        actions.begin_work(actor=request.actor, milestone=row)
        return page_of(row)

    return perform(request, form, act, page="projects/milestone/page.html", context={"milestone": row, "project": row.project})


def take_up(request, uid):
    """Let a rejected milestone go on."""
    row = milestone_of(request, uid)
    require(access.decides(request.actor, row))
    expect(row, S.REJECTED)
    form = ReasonsForm(request.POST or None)

    def act():
        take_up_again(actor=request.actor, milestone=row, **form.said)
        return page_of(row)

    context = {"milestone": row, "project": row.project, "cancel": page_of(row)}
    return perform(request, form, act, page="projects/milestone/take_up.html", context=context, done=_("It can be worked on again."))
