"""Allocation studies on the pages of what they are about (a project's results, an asset), and what of them waits."""
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.waiting import Waiting
from ip import access
from ip.actions.studies import concerned
from ip.models import Asset, Study
from projects.models import Project
from record.registry import Section, add_sections

SHOWN = 5


def of_project(actor, project: Project) -> dict | None:
    return _listed(actor, project, Study.objects.visible_to(actor).filter(project=project), "ip:study_of_project")


def of_asset(actor, asset: Asset) -> dict | None:
    return _listed(actor, asset, Study.objects.visible_to(actor).filter(asset=asset), "ip:study_of_asset")


def _listed(actor, about: Project | Asset, rows, way: str) -> dict | None:
    """The studies that the reader sees, and the way to open one where there is somebody to share with."""
    studies = list(rows.order_by("-pk")[:SHOWN])
    opens = access.opens_study(actor, about) and len(concerned(about)) > 1
    if not studies and not opens:
        return None
    return {"studies": studies, "open": reverse(way, args=[about.uid]) if opens else ""}


def waits(actor, nothing=None) -> dict | None:
    """Open studies to which the own institution has said nothing yet, for those who may say it."""
    asked = Study.objects.visible_to(actor).unstated_by(actor).select_related("project__unit", "asset__project__unit", "owner")
    mine = [study for study in asked.order_by("pk")[:SHOWN] if access.states_values(actor, study)]
    kind = _("Allocation study")
    rows = [
        Waiting(one.purpose, reverse("ip:study", args=[one.uid]), f"{kind} · {one.owner.name}", act=_("State values")) for one in mine
    ]
    return {"rows": rows} if rows else None


add_sections(
    Section("waiting", "", waits, order=60),
    Section("project_results", "ip/sections/studies.html", of_project, order=30),
    Section("asset", "ip/sections/studies.html", of_asset, order=60),
)
