"""Handing in: files put ready while work goes on, then one submission that is put before the approvers."""
from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from projects import milestone_access as access
from projects.access import asked_of
from projects.delivery import hands_on
from projects.models import (
    Assessment,
    Criterion,
    Failure,
    Milestone,
    Project,
    Submission,
    SubmittedFile,
    WorkFile,
)
from projects.models.submission import NAME
from record import clock
from record.actions import action, change, commit_to, expect, fresh, lock, move, record, require, see
from record.errors import Invalid, NotVisible, WrongState
from record.models import Blob

KIND, FAIL = "milestone.accept", "milestone.fail"
S = Milestone.State
MOST_FILES = 50
DECIDE_WITHIN = 14  # days, where the acceptance clause names none


@action
def begin_work(*, actor, milestone: Milestone) -> Milestone:
    """Say that work on a planned milestone has begun."""
    milestone = _in_hand(actor, milestone, S.PLANNED)
    _begin(milestone)
    return milestone


@action
def add_files(
    *, actor, milestone: Milestone, files: list[tuple[str, Blob]], criterion: Criterion | None = None
) -> list[WorkFile]:
    """Put files (name, content) ready for the next submission, for one criterion or for the whole. 403, 409, 422."""
    milestone = _in_hand(actor, milestone, *Milestone.IN_HAND)
    if criterion is not None and criterion.milestone_id != milestone.pk:
        raise NotVisible
    if not files:
        raise Invalid(_("Choose a file."), field="files")
    there = set(milestone.work_files.filter(criterion=criterion).values_list("name", flat=True))
    if milestone.work_files.count() + len(files) > MOST_FILES:
        raise Invalid(_("At most %(most)d files; put them into a ZIP.") % {"most": MOST_FILES}, field="files")
    for name, _blob in files:
        _check_name(name, there)
        there.add(name)
    if milestone.state == S.PLANNED:
        _begin(milestone)
    rows = [
        WorkFile.objects.create(
            milestone=milestone, criterion=criterion, blob=blob, name=name, uploaded_by_id=actor.membership
        )
        for name, blob in files
    ]
    change(milestone)
    record("milestone.files_added", milestone, about={"project": milestone.project, "file": rows}, sha256=[b.sha256 for _n, b in files])
    return rows


def _check_name(name: str, there: set[str]) -> None:
    if not name or len(name) > NAME:
        raise Invalid(_("A file’s name has 1 to %(most)d characters.") % {"most": NAME}, field="files")
    if not name.isprintable() or "/" in name or "\\" in name or name in (".", ".."):
        raise Invalid(_("A file’s name has no line breaks, no slashes and no folders."), field="files")
    if name in there:
        raise Invalid(_("“%(name)s” is there already; take it away first.") % {"name": name}, field="files")


@action
def take_file_away(*, actor, file: WorkFile) -> None:
    """Remove a file that was not submitted yet; what was submitted before keeps its own."""
    see(actor, file)
    milestone = _in_hand(actor, file.milestone, S.IN_WORK)
    record("milestone.file_taken", milestone, about={"project": milestone.project, "file": file}, sha256=file.blob.sha256)
    file.delete()
    change(milestone)


def _in_hand(actor, milestone: Milestone, *states: str) -> Milestone:
    """The milestone, locked, for those who prepare it, while the project runs."""
    see(actor, milestone)
    milestone, project = lock(milestone, milestone.project)
    require(access.prepares(actor, milestone), _("Only the people of the party that delivers this work on it."))
    expect(project, Project.State.RUNNING)
    expect(milestone, *states)
    return milestone


def _begin(milestone: Milestone) -> None:
    move(milestone, S.IN_WORK)
    record("milestone.begun", milestone, about={"project": milestone.project})


@action
def submit_milestone(
    *, actor, milestone: Milestone, seen: str, assessments: list[tuple[Criterion, str, str]], ai: str, ai_note: str = "",
    note: str = "",
) -> Submission:  # fmt: skip
    """Put all files at hand before the required approvers. `assessments`: (criterion, met, in words) for each criterion.

    `seen` is the milestone's version: exactly the files that were read are submitted. 403, 409 (also where nobody runs
    the project now), 422.
    """
    see(actor, milestone)
    milestone, project = lock(milestone, milestone.project)
    require(access.submits(actor, milestone), _("Only staff or the investigator of the party that delivers it submit it."))
    expect(project, Project.State.RUNNING)
    expect(milestone, S.IN_WORK)
    fresh(milestone, seen)
    _check_submission(milestone, assessments, ai, ai_note)
    submission = Submission.objects.create(
        milestone=milestone, number=milestone.submissions.count() + 1, submitted_by_id=actor.membership,
        note=note.strip(), language=get_language() or "en", ai=ai, ai_note=ai_note.strip(),
    )  # fmt: skip
    commit_to(submission)
    Assessment.objects.bulk_create(
        Assessment(submission=submission, criterion=c, met=met, text=text.strip()) for c, met, text in assessments
    )
    SubmittedFile.objects.bulk_create(
        SubmittedFile(submission=submission, position=n, criterion=file.criterion, blob=file.blob, name=file.name,
                      uploaded_by_id=file.uploaded_by_id)
        for n, file in enumerate(milestone.work_files.select_related("criterion", "blob"), 1)
    )  # fmt: skip
    move(milestone, S.SUBMITTED)
    decision = open_decision(
        actor=actor, kind=KIND, subject=submission, owner=milestone.responsible.institution, seats=_seats(milestone),
        excluded=[(person, Excluded.Why.PREPARED) for person in sorted(hands_on(submission))],
        due=clock.today(project.owner.zone) + timedelta(days=decide_within(project)),
    )  # fmt: skip
    record("milestone.submitted", milestone, about={"project": project, "submission": submission},
           number=submission.number, fingerprint=decision.fingerprint,
           files=list(submission.files.values_list("blob__sha256", flat=True)))  # fmt: skip
    return submission


def decide_within(project: Project) -> int:
    """Days that the approvers are given before they count as late. Nothing is ever accepted by silence here."""
    clause = project.clause("acceptance", clock.today(project.owner.zone))
    return clause.terms.get("days", DECIDE_WITHIN) if clause else DECIDE_WITHIN


def _check_submission(milestone: Milestone, assessments, ai: str, ai_note: str) -> None:
    if not milestone.work_files.exists():
        raise Invalid(_("Nothing is handed in: add at least one file."), field="files")
    if Decision.objects.open().filter(kind=FAIL, subject__in=Failure.objects.filter(milestone=milestone).values("uid")).exists():
        raise Invalid(_("A proposal to close this milestone as failed is before the parties."))
    said = [criterion.pk for criterion, _met, _text in assessments]
    if sorted(said) != sorted(milestone.criteria.values_list("pk", flat=True)):
        raise Invalid(_("Say of each criterion, once, whether it is met."), field="assessments")
    if not {met for _criterion, met, _text in assessments} <= set(Assessment.Met.values):
        raise Invalid(_("A criterion is met, partly met or not met."), field="assessments")
    if ai not in Submission.AI.values:
        raise Invalid(_("Say whether AI was used."), field="ai")
    if ai != Submission.AI.NONE and not ai_note.strip():
        raise Invalid(_("Say which AI was used, and for what."), field="ai_note")


def _seats(milestone: Milestone) -> list[dict]:
    approvers = milestone.approvers.select_related("institution")
    return [asked_of(approver.institution, "milestone.decide", milestone.project) for approver in approvers]


@action
def withdraw_submission(*, actor, submission: Submission) -> Milestone:
    """Take a submission back before it is decided; what was said on it stays in the record."""
    see(actor, submission)
    decision = Decision.objects.open().filter(kind=KIND, subject=submission.uid).first()
    milestone, submission, decision = lock(submission.milestone, submission, decision)
    require(access.submits(actor, milestone), _("Only staff or the investigator of the party that delivers it take it back."))
    expect(milestone, S.SUBMITTED)
    if decision is None:
        raise WrongState
    void_decision(actor=actor, decision=decision, why="withdrawn")
    move(milestone, S.IN_WORK)
    record("milestone.withdrawn", milestone, about={"project": milestone.project, "submission": submission}, number=submission.number)
    return milestone
