"""Logging a project and writing its draft."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import works_for
from accounts.models import Person
from partners.models import Unit
from projects import access
from projects.models import Contribution, Kind, Participation, Project
from record.actions import action, change, expect, fresh, lock, record, require, see
from record.currencies import check_currency
from record.errors import Invalid

MOST = 10**15  # minor units: more than any project, and far from the end of int64
CODES = ("kind", "start", "end", "currency", "budget")  # the fields that the record may name in full


def own_draft(actor, project: Project, *rows, seen=None):
    """The first half of every action on a draft: seen, locked, led by the actor's institution, a draft, and fresh."""
    see(actor, project)
    project, *rows = lock(project, *rows)
    require(access.leads(actor, project), _("Only project staff of the institution that leads a project write its draft."))
    expect(project, Project.State.DRAFT)
    if seen is not None:
        fresh(project, seen)
    return [project, *rows] if rows else project


@action
def log_project(*, actor, kind: str, title_en: str = "", title_zh: str = "", unit=None, **said) -> Project:
    """Open a draft led by the actor's institution, be it a university or a company; whoever writes for one unit only logs it
    there. 403, 422."""
    require(bool(actor.scopes("project.write")), _("Only project staff can log a project."))
    unit = unit or _own_unit(actor)
    _check_unit(actor, unit)
    _check(title_en=title_en, title_zh=title_zh, kind=kind, **said)
    _check_investigator(actor, said.get("investigator"))
    project = Project.objects.create(
        owner_id=actor.institution, unit=unit, kind=kind, title_en=title_en, title_zh=title_zh,
        language=get_language() or "en", **said,
    )  # fmt: skip
    lead = Participation.Role.LEAD
    Participation.objects.create(project=project, institution_id=actor.institution, role=lead, strand=1)
    record("project.logged", project, about={"lead": project.owner}, of_kind=kind, currency=project.currency)
    return project


@action
def write_draft(*, actor, project: Project, seen: str, **said) -> Project:
    """Change what the draft says of itself. Amounts are in the project's currency, so it is fixed once one is planned."""
    project = own_draft(actor, project, seen=seen)
    now = {name: said.get(name, getattr(project, name)) for name in ("title_en", "title_zh", *CODES)}
    _check(**now)
    if now["currency"] != project.currency and _has_amounts(project):
        raise Invalid(_("Contributions or payments are planned in %(currency)s; take them out first.")
                      % {"currency": project.currency}, field="currency")  # fmt: skip
    changed = {name: value for name, value in said.items() if value != getattr(project, name)}
    if not changed:
        return project
    _check_investigator(actor, changed.get("investigator"))
    if "unit" in changed:
        _check_unit(actor, changed["unit"], project.uid)
    if "summary" in changed:
        changed["language"] = get_language() or "en"
    change(project, **changed)
    facts = {name: changed[name] for name in CODES if name in changed}
    record("project.changed", project, fields=sorted(changed), values=facts)
    return project


def _check(*, title_en, title_zh, kind, start=None, end=None, currency="CNY", budget=0, **_said) -> None:
    if kind not in Kind.values:
        raise Invalid(_("Choose one of the four kinds."), field="kind")
    if not (title_en or title_zh):
        raise Invalid(_("Give the project a title, in English or in Chinese."), field="title_en")
    check_currency(currency)
    if start and end and end < start:
        raise Invalid(_("The project ends before it starts."), field="end")
    amount(budget, field="budget", least=0)


def _check_investigator(actor, person: Person | None) -> None:
    if person and not works_for(person, actor.institution):
        raise Invalid(_("This person works for another institution."), field="investigator")


def _own_unit(actor) -> Unit | None:
    return None if actor.may_all("project.write") else access.units_to_write(actor).first()


def _check_unit(actor, unit: Unit | None, *scopes) -> None:
    """Nobody puts a project where they could not go on writing it."""
    if not actor.may("project.write", *scopes, *([unit.uid] if unit else [])):
        raise Invalid(_("Your role holds in some units only: choose one of these."), field="unit")


def amount(value: int, *, field: str = "amount", least: int = 1) -> int:
    """An amount in minor units, within reason. Invalid at the field."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST:
        raise Invalid(_("An amount from %(least)d to %(most)d in the smallest unit of the currency.")
                      % {"least": least, "most": MOST}, field=field)  # fmt: skip
    return value


def _has_amounts(project: Project) -> bool:
    planned = Contribution.objects.filter(participation__project=project)
    return planned.exists() or project.milestones.filter(payment__gt=0).exists()
