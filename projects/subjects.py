"""How projects and their parts are named and linked."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.models import Amendment, Project
from record.registry import Subject, add_subjects


def parties(project):
    """Who takes part, and so may be asked about it and what belongs to it."""
    return Institution.objects.filter(participations__project=project)


add_subjects(
    Subject(
        Project, _("a project"), lambda p: p.title, lambda p: reverse("projects:project", args=[p.uid]), parties=parties,
    ),
    Subject(
        Amendment, _("an amendment"), lambda a: _("amendment %(number)d") % {"number": a.number},
        lambda a: reverse("projects:amendment", args=[a.project.uid, a.uid]), related=("project",),
        parties=lambda a: parties(a.project),
    ),
)  # fmt: skip
