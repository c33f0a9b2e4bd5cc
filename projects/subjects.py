"""How projects and their parts are named and linked."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.models import Amendment, Project
from record.registry import Subject, add_subjects


def parties(project):
    """Who takes part, and so may be asked about it and what belongs to it; of a draft its parties know nothing."""
    taking_part = Institution.objects.filter(participations__project=project)
    return taking_part.filter(pk=project.owner_id) if project.state == Project.State.DRAFT else taking_part


add_subjects(
    Subject(
        Project, _("a project"), lambda p: p.title, lambda p: reverse("projects:project", args=[p.uid]), parties=parties,
    ),
    Subject(
        Amendment, _("an amendment"), lambda a: _("Amendment %(number)d of %(project)s") % {"number": a.number, "project": a.project.title},
        lambda a: reverse("projects:amendment", args=[a.project.uid, a.uid]), related=("project",),
        parties=lambda a: parties(a.project),
    ),
)  # fmt: skip
