"""The plan of a project: what is agreed of its milestones, and what a plan lacks to be agreed."""
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from projects.models import Milestone, Project
from record.wording import money

FIELDS = ("position", "title_en", "title_zh", "due", "weight", "payment", "pay_within")


def plan_content(project: Project) -> list[dict]:
    """The milestones as the parties sign them, in their order; part of the project's fingerprint."""
    rows = project.milestones.select_related("responsible__institution", "payer__institution", "payee__institution")
    return [milestone_content(row) for row in rows.prefetch_related("criteria", "approvers__institution")]


def milestone_content(row: Milestone) -> dict:
    """One milestone as agreed: dates, parts, money, criteria, and who must accept. No state, no timestamps."""
    said: dict = {name: getattr(row, name) for name in FIELDS}
    said["due"] = row.due.isoformat()
    for side in ("responsible", "payer", "payee"):
        party = getattr(row, side)
        said[side] = str(party.institution.uid) if party else None
    said["criteria"] = [[criterion.text, criterion.evidence] for criterion in row.criteria.all()]
    said["approvers"] = sorted(str(approver.institution.uid) for approver in row.approvers.all())
    return said


def plan_lacks(project: Project) -> Iterable[str]:
    """Sentences about what keeps the plan of a draft from being proposed."""
    rows = list(project.milestones.prefetch_related("criteria", "approvers").select_related("responsible"))
    if not rows:
        yield _("Plan at least one milestone.")
        return
    yield from sums(project, [(row.due, row.weight, row.payment) for row in rows], project.start, project.end, project.budget)
    for row in rows:
        if not row.criteria.all():
            yield _("“%(milestone)s” has no criterion for its acceptance.") % {"milestone": row.title}
        if not [a for a in row.approvers.all() if a.institution_id != row.responsible.institution_id]:
            yield _("“%(milestone)s” needs an approver other than the party that delivers it.") % {"milestone": row.title}


def sums(project: Project, rows: Iterable[tuple[date, int, int]], start, end, budget: int) -> Iterable[str]:
    """What is wrong with (due, weight, payment) of all milestones as a whole; also asked of a plan as it would be."""
    rows = list(rows)
    if rows and (total := sum(weight for _due, weight, _payment in rows)) != Milestone.WHOLE:
        yield _("The weights of the milestones sum to %(total)d %%, not to 100 %%.") % {"total": total}
    if start and end and not all(start <= due <= end for due, _weight, _payment in rows):
        yield _("A milestone is due outside of the project’s period.")
    if (paid := sum(payment for _due, _weight, payment in rows)) > budget:
        words = {"paid": money(paid, project.currency), "budget": money(budget, project.currency)}
        yield _("The payments sum to %(paid)s, more than the budget of %(budget)s.") % words
