"""What every tab of a project's page shows around it: title, facts, tabs, and what the reader may do."""
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import Decision
from projects import access
from projects.actions.signing import KIND
from projects.models import Amendment, Contribution, ContributionMade, Participation, Project
from projects.readiness import lacks
from projects.standing import standings
from projects.telling import coming, open_amendments
from projects.views.course import moves_of
from record import clock
from record.pages import find

S = Project.State


def shell(request, uid, tab: str) -> dict:
    """404 unless the project is seen; the parties with their strands, read once for the page."""
    actor = request.actor
    project = find(Project.objects.select_related("owner", "unit", "investigator"), actor, uid=uid)
    rows = Participation.objects.visible_to(actor).filter(project=project).select_related("institution")
    parties = [party for party in rows if party.joined and not party.until]
    alive = project.state in Project.ALIVE
    amendments = open_amendments(actor, project) if alive else []
    return {
        "project": project,
        "parties": parties,
        "everybody": list(rows),
        "strands": {party.institution_id: party.strand for party in rows},
        "today": clock.today(project.owner.zone),
        "tabs": _tabs(project, tab),
        "leads": access.leads(actor, project),
        "takes_part": access.takes_part(actor, project),
        "draft": project.state == S.DRAFT,
        "lacks": lacks(project) if project.state == S.DRAFT else [],
        "asked": project.state == S.IN_APPROVAL and _asked(actor, project),
        "alive": alive,
        "amending": any(amendment.state == Amendment.State.PROPOSED for amendment in amendments),
        "coming": coming(amendments),
        "money": _money(actor, project),
        "moves": moves_of(project),
        "standing": standings([project])[project.pk],
    }


def _tabs(project: Project, current: str) -> list[dict]:
    names = [
        ("project", _("Plan")), ("parties", _("Parties and money")), ("team", _("Team")),
        ("results", _("Results and ownership")), ("agreement", _("Agreement")), ("history", _("Record")),
    ]  # fmt: skip
    return [
        {"label": label, "url": reverse(f"projects:{name}", args=[project.uid]), "current": name == current}
        for name, label in names
    ]


def _asked(actor, project: Project) -> bool:
    """Whether the signature waits for the reader."""
    return Decision.objects.visible_to(actor).decidable_by(actor).filter(kind=KIND, subject=project.uid).exists()


def _money(actor, project: Project) -> dict:
    """What is planned and what has come, in the project's currency."""
    planned = Contribution.objects.visible_to(actor).filter(participation__project=project)
    made = ContributionMade.objects.visible_to(actor).filter(participation__project=project)
    return {
        "planned": planned.aggregate(sum=Sum("amount"))["sum"] or 0,
        "made": made.aggregate(sum=Sum("amount"))["sum"] or 0,
    }
