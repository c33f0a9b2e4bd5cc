"""What milestones and their money show elsewhere: the plan of a project, what waits for somebody, income by partner."""
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.waiting import Waiting
from projects import access
from projects.models import Condition, ExpectedIncome, Milestone, Project
from record import clock
from record.registry import Section, add_sections

S = Milestone.State
PATH = {S.ACCEPTED: "done", S.CONDITIONAL: "now", S.IN_WORK: "now", S.SUBMITTED: "now", S.REJECTED: "failed", S.FAILED: "failed"}
SHOWN, NEAR = 8, 30  # rows of a section; days ahead in which a milestone waits for whoever submits it


def plan(actor, project: Project) -> dict:
    """The milestones of a project, as a path of their weights and as a table."""
    rows = list(Milestone.objects.visible_to(actor).filter(project=project))
    return {
        "project": project, "milestones": rows, "today": clock.today(project.owner.zone),
        "weight": sum(row.weight for row in rows), "paid": sum(row.payment for row in rows),
        "draft": project.state == Project.State.DRAFT, "leads": access.leads(actor, project),
        "path": [{"number": m.position, "weight": m.weight, "state": PATH.get(m.state, ""), "done": 50} for m in rows],
    }  # fmt: skip


def waiting(actor, subject=None) -> dict:
    """Milestones to hand in soon, conditions to meet, conditions to confirm."""
    return {"rows": [*_to_submit(actor), *_conditions(actor)]}


def _to_submit(actor):
    soon = clock.today(actor.zone) + timedelta(days=NEAR)
    rows = Milestone.objects.visible_to(actor).submittable_by(actor).select_related("project")
    rows = rows.filter(state__in=Milestone.IN_HAND, project__state=Project.State.RUNNING, due__lte=soon)
    for row in rows.order_by("due")[:SHOWN]:
        name = _("Milestone %(number)d: %(title)s") % {"number": row.position, "title": row.title}
        yield Waiting(name, reverse("projects:milestone", args=[row.uid]), row.project.title, row.due, _("Hand in"))


def _conditions(actor):
    mine = Milestone.objects.visible_to(actor).submittable_by(actor)
    own = Q(institution=actor.institution, state="met") if actor.scopes("milestone.decide") else Q(pk__in=[])
    rows = Condition.objects.visible_to(actor).filter(submission__milestone__state=S.CONDITIONAL)
    rows = rows.filter(own | Q(submission__milestone__in=mine, state="open")).select_related("submission__milestone__project")
    for row in rows.order_by("due")[:SHOWN]:
        milestone = row.submission.milestone
        act = _("Confirm") if row.state == Condition.State.MET else _("Report it as met")
        yield Waiting(row.text, reverse("projects:milestone", args=[milestone.uid]) + "#conditions", milestone.title, row.due, act)


def _listed(actor, rows) -> dict | None:
    count = rows.count()
    if not count:
        return None
    today = clock.today(actor.zone)
    found = list(rows.select_related("milestone", "project", "payer", "payee").order_by("due", "pk")[:SHOWN])
    shown = [(row, row.word(row.received, today), row.payee_id == actor.institution) for row in found]
    return {"rows": shown, "count": count, "url": reverse("projects:income")}


def income(actor, subject=None) -> dict | None:
    """For finance: what is open and should have come, or comes within a month."""
    if not actor.may_all("receipt.record"):
        return None
    soon = clock.today(actor.zone) + timedelta(days=NEAR)
    return _listed(actor, ExpectedIncome.objects.visible_to(actor).receivable_by(actor).with_received().open().filter(due__lte=soon))


def with_partner(actor, institution) -> dict | None:
    """Project income between us."""
    either = Q(payer=institution) | Q(payee=institution)
    return _listed(actor, ExpectedIncome.objects.visible_to(actor).with_received().filter(either))


add_sections(
    Section("project", "projects/plan/section.html", plan, order=10),
    Section("waiting", "", waiting),
    Section("inbox", "projects/income/section.html", income, order=20),
    Section("partner", "projects/income/section.html", with_partner, order=30),
)
