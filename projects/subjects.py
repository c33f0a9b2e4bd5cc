"""How projects and their parts are named and linked."""
from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from projects.access import scopes_over
from projects.models import Amendment, Participation, Project
from record.registry import Subject, add_subjects


def parties(project):
    """Who takes part, and so may be asked about it and what belongs to it; of a draft its parties know nothing."""
    taking_part = Institution.objects.filter(participations__project=project)
    return taking_part.filter(pk=project.owner_id) if project.state == Project.State.DRAFT else taking_part


def to_hold_roles_in(actor, institution):
    """Those that the actor sees and of which the institution is, or is asked to become, a party."""
    concerned = Participation.objects.concerned().filter(project=OuterRef("pk"), institution=institution)
    return Project.objects.visible_to(actor).filter(Exists(concerned))


def spoken_of(project_of: Callable[[Any], Project]) -> dict:
    """Who may be asked about what belongs to a project, and by what roles."""
    return {"parties": lambda row: parties(project_of(row)), "scopes": lambda row: scopes_over(project_of(row))}


add_subjects(
    Subject(
        Project, _("a project"), lambda p: p.title, lambda p: reverse("projects:project", args=[p.uid]), holding=to_hold_roles_in,
        **spoken_of(lambda p: p),
    ),
    Subject(
        Amendment, _("an amendment"), lambda a: _("Amendment %(number)d of %(project)s") % {"number": a.number, "project": a.project.title},
        lambda a: reverse("projects:amendment", args=[a.project.uid, a.uid]), related=("project",),
        **spoken_of(lambda a: a.project),
    ),
)  # fmt: skip
