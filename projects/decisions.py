"""What the parties of a project decide together: signing it, and amending it."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from projects.actions import amendments, holding, signing
from projects.actions.amending import check_standing
from projects.changes import amendment_fingerprint, changed_rows
from projects.fingerprint import fingerprint
from projects.models import Amendment, Project
from projects.readiness import lacks
from record.errors import Invalid


def _ready(project: Project) -> None:
    if lacking := lacks(project):
        raise Invalid(" ".join(str(lack.text) for lack in lacking))


add_decision_kinds(
    DecisionKind(
        code=signing.KIND,
        model=Project,
        name=_("signature of a project"),
        rows=lambda project: [project],
        fingerprint=fingerprint,
        outcome=signing.settle_signing,
        title=lambda project: project.title,
        url=lambda project: reverse("projects:agreement", args=[project.uid]),
        check=_ready,
        conditions=False,
    ),
    DecisionKind(
        code=amendments.KIND,
        model=Amendment,
        name=_("amendment of a project"),
        related=("project",),
        rows=changed_rows,
        fingerprint=amendment_fingerprint,
        outcome=holding.settle_amendment,
        title=lambda amendment: amendment.project.title,
        url=lambda amendment: reverse("projects:amendment", args=[amendment.project.uid, amendment.uid]),
        check=check_standing,
        conditions=False,
    ),
)
