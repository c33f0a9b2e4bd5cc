"""Planning milestones in a draft. After signing only an amendment changes dates, weights and payments."""
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partners.models import Institution
from projects.actions.draft import amount, own_draft
from projects.models import Criterion, Milestone, Participation, Project, RequiredApprover
from record.actions import action, change, fresh, record
from record.errors import Invalid

FIELDS = ("title_en", "title_zh", "due", "weight", "responsible", "payment", "payer", "payee", "pay_within")
MOST_CRITERIA, MOST_MILESTONES, MOST_DAYS = 20, 60, 365


@action
def plan_milestone(
    *, actor, project: Project, criteria: Sequence[tuple[str, str]] = (), approvers: Iterable[Institution] = (), **said
) -> Milestone:
    """Add a milestone at the end of a draft's plan. `criteria`: (text, evidence asked for); money in minor units. 403, 409, 422."""
    project = own_draft(actor, project)
    if project.milestones.count() >= MOST_MILESTONES:
        raise Invalid(_("A plan has at most %(most)d milestones.") % {"most": MOST_MILESTONES})
    said.setdefault("responsible", project.participations.get(role=Participation.Role.LEAD))
    said = _checked(project, said)
    milestone = Milestone.objects.create(project=project, position=project.milestones.count() + 1, **said)
    _write_around(milestone, criteria, approvers)
    change(project)
    record("milestone.planned", milestone, about={"project": project}, **_facts(milestone))
    return milestone


@action
def change_milestone(
    *, actor, milestone: Milestone, seen: str, criteria: list[tuple[str, str]], approvers: Iterable[Institution], **said
) -> Milestone:
    """Write a milestone of a draft anew; `criteria` and `approvers` replace those that stood there."""
    project, milestone = own_draft(actor, milestone.project, milestone)
    fresh(milestone, seen)
    before = {name: getattr(milestone, name) for name in FIELDS}
    change(milestone, **_checked(project, before | said))
    milestone.criteria.all().delete()
    milestone.approvers.all().delete()
    _write_around(milestone, criteria, approvers)
    change(project)
    record("milestone.changed", milestone, about={"project": project}, **_facts(milestone))
    return milestone


@action
def move_milestone(*, actor, milestone: Milestone, to: int) -> Milestone:
    """Give a milestone of a draft another place, counted from 1; the others close up."""
    project, *rows = own_draft(actor, milestone.project, *milestone.project.milestones.all())
    (milestone,) = (row for row in rows if row.pk == milestone.pk)
    if not 1 <= to <= len(rows):
        raise Invalid(_("There is no such place in the plan."), field="to")
    rows.remove(milestone)
    rows.insert(to - 1, milestone)
    _number(rows)
    change(project)
    record("milestone.moved", milestone, about={"project": project}, position=to)
    return milestone


@action
def drop_milestone(*, actor, milestone: Milestone) -> None:
    """Take a milestone out of a draft."""
    project, *rows = own_draft(actor, milestone.project, *milestone.project.milestones.all())
    (milestone,) = (row for row in rows if row.pk == milestone.pk)
    record("milestone.dropped", project, about={"milestone": milestone}, position=milestone.position)
    for part in (milestone.criteria, milestone.approvers):
        part.all().delete()
    Milestone.objects.filter(pk=milestone.pk).delete()
    _number([row for row in rows if row.pk != milestone.pk])
    change(project)


def _number(rows: list[Milestone]) -> None:
    """1, 2, 3 …, by way of free places, since no two rows ever share one."""
    moved = [(place, row) for place, row in enumerate(rows, 1) if row.position != place]
    for _place, row in moved:
        change(row, position=row.position + 1000)
    for place, row in moved:
        change(row, position=place)


def _checked(project: Project, said: dict) -> dict:
    """The fields, complete. Invalid at the field that is wrong."""
    if not (said.get("title_en") or said.get("title_zh")):
        raise Invalid(_("Give the milestone a title, in English or in Chinese."), field="title_en")
    if not _between(said.get("weight"), 1, Milestone.WHOLE):
        raise Invalid(_("A whole number of percent, from 1 to 100."), field="weight")
    if not _between(said.get("pay_within", 30), 0, MOST_DAYS):
        raise Invalid(_("A number of days from 0 to %(most)d.") % {"most": MOST_DAYS}, field="pay_within")
    if (project.start and said["due"] < project.start) or (project.end and said["due"] > project.end):
        raise Invalid(_("The day lies within the project’s period."), field="due")
    for side in ("responsible", "payer", "payee"):
        party = said.get(side)
        if party is not None and (party.project_id != project.pk or not party.joined or party.until):
            raise Invalid(_("Choose one of the parties."), field=side)
    amount(said.get("payment", 0), field="payment", least=0)
    if said.get("payment") and not (said.get("payer") and said.get("payee")):
        raise Invalid(_("Say who pays whom."), field="payer")
    if said.get("payment") and said["payer"] == said["payee"]:
        raise Invalid(_("A party does not pay itself."), field="payee")
    return said


def _between(value, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _write_around(milestone: Milestone, criteria, approvers) -> None:
    written = [(text.strip(), evidence.strip()) for text, evidence in criteria if text.strip() or evidence.strip()]
    if not all(text for text, _evidence in written):
        raise Invalid(_("Evidence is asked for, but the criterion is missing."), field="criteria")
    if len(written) > MOST_CRITERIA:
        raise Invalid(_("At most %(most)d criteria.") % {"most": MOST_CRITERIA}, field="criteria")
    language = get_language() or "en"
    Criterion.objects.bulk_create(
        Criterion(milestone=milestone, position=n, text=text, evidence=evidence, language=language)
        for n, (text, evidence) in enumerate(written, 1)
    )
    parties = set(milestone.project.participations.parties().values_list("institution", flat=True))
    asked = {institution.pk: institution for institution in approvers}
    if not set(asked) <= parties:
        raise Invalid(_("Only a party of the project can be an approver."), field="approvers")
    RequiredApprover.objects.bulk_create(RequiredApprover(milestone=milestone, institution=i) for i in asked.values())


def _facts(milestone: Milestone) -> dict:
    facts = {name: getattr(milestone, name) for name in ("position", "due", "weight", "payment", "pay_within")}
    for side in ("responsible", "payer", "payee"):
        party = getattr(milestone, side)
        facts[side] = party.institution.uid if party else None
    approvers = milestone.approvers.order_by("pk").values_list("institution__uid", flat=True)
    return {**facts, "currency": milestone.project.currency, "criteria": milestone.criteria.count(), "approvers": list(approvers)}
