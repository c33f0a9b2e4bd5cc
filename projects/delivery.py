"""What was handed in: its fingerprint, and what is new in it against the last time."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Membership
from projects.fingerprint import digest
from projects.models import Milestone, Submission
from projects.plan import milestone_content


def submission_fingerprint(submission: Submission) -> str:
    """SHA-256 over exactly what is put before the approvers: the milestone as agreed, texts, files by name, order and
    content. No timestamps."""
    milestone = Milestone.objects.get(pk=submission.milestone_id)
    return digest({
        "milestone": str(milestone.uid), "agreed": milestone_content(milestone), "number": submission.number,
        "note": submission.note, "ai": [submission.ai, submission.ai_note],
        "assessments": [[a.criterion.position, a.met, a.text] for a in submission.assessments.select_related("criterion")],
        "files": [
            [file.name, file.blob.sha256, file.criterion.position if file.criterion else None]
            for file in submission.files.select_related("blob", "criterion")
        ],
    })  # fmt: skip


def hands_on(submission: Submission) -> set[int]:
    """Persons who submitted it or put a file of it there: none of them decides on it."""
    return set(
        Membership.objects.filter(pk__in=[submission.submitted_by_id, *submission.files.values_list("uploaded_by", flat=True)])
        .values_list("person", flat=True)
    )  # fmt: skip


@dataclass(frozen=True)
class FileChange:
    """A file against the last submission: "new", "changed" (same name, other content), "same"; "gone" where it is missing."""

    name: str
    how: str


def file_changes(submission: Submission, previous: Submission | None) -> list[FileChange]:
    """Each file of this submission in its order, then those that are gone. Nothing where there is no earlier one."""
    if previous is None:
        return []
    before = _files(previous)
    now = _files(submission)
    told = [FileChange(name, _how(key, sha, before)) for key, (name, sha) in now.items()]
    return told + [FileChange(name, "gone") for key, (name, _sha) in before.items() if key not in now]


def _files(submission: Submission) -> dict[tuple, tuple[str, str]]:
    return {(f.criterion_id, f.name): (f.name, f.blob.sha256) for f in submission.files.select_related("blob")}


def _how(key: tuple, sha: str, before: dict) -> str:
    if key not in before:
        return "new"
    return "same" if before[key][1] == sha else "changed"


def text_changes(submission: Submission, previous: Submission | None) -> list[tuple[str, str, str]]:
    """(what: the note or a criterion; old; new) of what was worded differently."""
    if previous is None:
        return []
    old, new = _texts(previous), _texts(submission)
    return [(label, old.get(key, ("", ""))[1], text) for key, (label, text) in new.items() if old.get(key, ("", ""))[1] != text]


def _texts(submission: Submission) -> dict:
    said = {0: (_("Note to the approvers"), submission.note)}
    for a in submission.assessments.select_related("criterion"):
        said[a.criterion_id] = (a.criterion.text, f"{a.get_met_display()}. {a.text}" if a.text else str(a.get_met_display()))
    return said
