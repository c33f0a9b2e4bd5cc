"""How milestones and what belongs to them are named and linked."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models import Condition, ExpectedIncome, Failure, Milestone, Submission, WorkFile
from projects.subjects import spoken_of
from record.registry import Subject, add_subjects


def _milestone_url(milestone: Milestone) -> str:
    return reverse("projects:milestone", args=[milestone.uid])


add_subjects(
    Subject(
        Milestone, _("a milestone"), lambda m: m.title, _milestone_url, related=("project",),
        **spoken_of(lambda m: m.project),
    ),
    Subject(
        Submission, _("a submission"),
        lambda s: _("%(project)s: %(milestone)s, submission %(number)d") % {
            "project": s.milestone.project.title, "milestone": s.milestone.title, "number": s.number,
        },
        lambda s: reverse("projects:submission", args=[s.uid]), related=("milestone__project",),
        **spoken_of(lambda s: s.milestone.project),
    ),
    Subject(WorkFile, _("a file"), lambda file: file.name),
    Subject(
        Condition, _("a condition"), lambda c: c.text, lambda c: _milestone_url(c.submission.milestone) + "#conditions",
        related=("submission__milestone",),
    ),
    Subject(
        Failure, _("the closing of a milestone"), lambda f: f.milestone.title,
        lambda f: reverse("projects:failure", args=[f.uid]), related=("milestone",),
    ),
    Subject(
        ExpectedIncome, _("an expected income"), lambda e: e.milestone.title,
        lambda e: reverse("projects:income_of", args=[e.uid]), related=("milestone",),
    ),
)  # fmt: skip
