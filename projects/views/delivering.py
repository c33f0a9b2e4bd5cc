"""Putting files ready, handing in, taking back, downloading."""
from django.urls import reverse
from django.utils.translation import gettext as _

from projects import actions
from projects import milestone_access as access
from projects.actions.submissions import decide_within
from projects.forms.delivering import FilesForm, SubmitForm
from projects.models import Milestone, Submission, SubmittedFile, WorkFile
from projects.views.milestones import milestone_of, page_of
from record.actions import expect, require
from record.downloads import sent
from record.pages import ActionForm, find, perform

S = Milestone.State


def add_files(request, uid):
    """Files for one criterion, or for the whole; `?criterion=` chooses."""
    row = milestone_of(request, uid)
    require(access.prepares(request.actor, row))
    expect(row, *Milestone.IN_HAND)
    given = {"criterion": request.GET.get("criterion")}
    form = FilesForm(request.POST or None, request.FILES or None, actor=request.actor, milestone=row, initial=given)

    def act():
        actions.add_files(actor=request.actor, milestone=row, **form.said)
        return page_of(row)

    context = {"milestone": row, "project": row.project, "cancel": page_of(row), "submit": _("Add the files")}
    done = _("The files are ready. They are seen by nobody else before you submit.")
    return perform(request, form, act, page="projects/milestone/files.html", context=context, done=done)


def take_away(request, uid):
    file = find(WorkFile.objects.select_related("milestone__project", "milestone__responsible"), request.actor, uid=uid)
    require(access.prepares(request.actor, file.milestone))
    form = ActionForm(request.POST or None)

    def act():
        actions.take_file_away(actor=request.actor, file=file)
        return page_of(file.milestone)

    context = {"file": file, "milestone": file.milestone, "project": file.milestone.project, "cancel": page_of(file.milestone),
               "submit": _("Remove")}  # fmt: skip
    return perform(request, form, act, page="projects/milestone/take_away.html", context=context, done=_("Removed."))


def submit(request, uid):
    """What is at hand, a word on each criterion, and the button."""
    row = milestone_of(request, uid)
    require(access.submits(request.actor, row))
    expect(row, S.IN_WORK)
    last = Submission.objects.visible_to(request.actor).filter(milestone=row).order_by("-number").first()
    form = SubmitForm(request.POST or None, actor=request.actor, milestone=row, last=last)
    files = list(WorkFile.objects.visible_to(request.actor).filter(milestone=row).select_related("blob", "criterion"))

    def act():
        said = {name: form.cleaned_data[name] for name in ("seen", "note", "ai", "ai_note")}
        submission = actions.submit_milestone(actor=request.actor, milestone=row, assessments=form.assessments, **said)
        return reverse("projects:submission", args=[submission.uid])

    context = {
        "milestone": row, "project": row.project, "cancel": page_of(row), "last": last, "files": files,
        "rest": [f for f in files if f.criterion_id is None], "days": decide_within(row.project),
        "approvers": [a.institution for a in row.approvers.visible_to(request.actor).select_related("institution")],
    }  # fmt: skip
    done = _("Submitted. Whoever has to accept it is asked now.")
    return perform(request, form, act, page="projects/milestone/submit.html", context=context, done=done)


def withdraw(request, uid):
    submission = find(Submission.objects.select_related("milestone__project__owner", "milestone__responsible"), request.actor, uid=uid)
    row = submission.milestone
    require(access.submits(request.actor, row))
    form = ActionForm(request.POST or None)

    def act():
        actions.withdraw_submission(actor=request.actor, submission=submission)
        return page_of(row)

    context = {"submission": submission, "milestone": row, "project": row.project,
               "cancel": reverse("projects:submission", args=[submission.uid]), "submit": _("Take back")}  # fmt: skip
    done = _("Taken back; nobody decides on it any more.")
    return perform(request, form, act, page="projects/milestone/withdraw.html", context=context, done=done)


def download(request, uid):
    """A file by the row that owns it: submitted, or put ready by one's own party. Always an attachment, never run."""
    submitted = SubmittedFile.objects.visible_to(request.actor).filter(uid=uid).select_related("blob").first()
    file = submitted or find(WorkFile.objects.select_related("blob"), request.actor, uid=uid)
    return sent(file.blob, file.name)
