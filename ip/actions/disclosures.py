"""From the first word about a result to its acceptance: draft, submit, and what the office does with it."""
from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip import access
from ip.actions.assets import open_asset
from ip.actions.contributors import name_contributors
from ip.models import AiField, Asset, AssetKind, Disclosure
from projects.models import Project
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, refuse, require, see
from record.errors import Invalid

S = Disclosure.State
TEXTS = ("title_en", "title_zh", "description", "ai_use")


@action
def draft_disclosure(*, actor, contributors: Iterable[Mapping] = (), project: Project | None = None, **said) -> Disclosure:
    """Begin a disclosure to the own institution, perhaps from a project. `said`: kind, titles, description,
    completed_on, ai_used, ai_fields, ai_use. 404 (project), 403, 422."""
    _project(actor, project)
    require(access.writes(actor, project), _("Your role does not include disclosing results."))
    said = _checked(actor, said)
    disclosure = Disclosure.objects.create(
        institution_id=actor.institution, project=project, disclosed_by_id=actor.membership,
        language=get_language() or "en", **said,
    )  # fmt: skip
    name_contributors(actor=actor, disclosure=disclosure, given=contributors)
    record("disclosure.drafted", disclosure, about={"project": project}, of_kind=disclosure.kind)
    return disclosure


@action
def change_disclosure(*, actor, disclosure: Disclosure, seen, contributors: Iterable[Mapping], project=None, **said) -> Disclosure:
    """Rewrite a draft, all of it at once."""
    _project(actor, project)
    disclosure = _own_draft(actor, disclosure, seen)
    change(disclosure, project=project, **_checked(actor, said))
    name_contributors(actor=actor, disclosure=disclosure, given=contributors)
    record("disclosure.changed", disclosure, about={"project": project}, of_kind=disclosure.kind,
           completed_on=disclosure.completed_on, ai_used=disclosure.ai_used)  # fmt: skip
    return disclosure


@action
def submit_disclosure(*, actor, disclosure: Disclosure, seen) -> Disclosure:
    """Hand it to the office of the own institution."""
    disclosure = _own_draft(actor, disclosure, seen)
    if not disclosure.contributors.filter(inventor=True).exists():
        raise Invalid(_("Name at least one person who invented or made it."), field="contributors")
    if not disclosure.description.strip():
        raise Invalid(_("Say what is new about it."), field="description")
    change(disclosure, disclosed_on=clock.today(actor.zone), reasons="", decided_by=None)
    move(disclosure, S.SUBMITTED)
    record("disclosure.submitted", disclosure, about={"project": disclosure.project}, on=disclosure.disclosed_on,
           ai_used=disclosure.ai_used)  # fmt: skip
    return disclosure


@action
def withdraw_disclosure(*, actor, disclosure: Disclosure, seen) -> Disclosure:
    """Put a draft away."""
    disclosure = _own_draft(actor, disclosure, seen)
    move(disclosure, S.WITHDRAWN)
    record("disclosure.withdrawn", disclosure)
    return disclosure


@action
def accept_disclosure(*, actor, disclosure: Disclosure, seen, patent_type: str = "", country: str = "CN") -> Asset:
    """Take a disclosure on as an asset of the institution that received it; its owners are confirmed next."""
    disclosure = _for_office(actor, disclosure, seen)
    change(disclosure, decided_by_id=actor.membership)
    move(disclosure, S.ACCEPTED)
    asset = open_asset(actor=actor, disclosure=disclosure, patent_type=patent_type, country=country)
    record("disclosure.accepted", disclosure, about={"asset": asset, "project": disclosure.project})
    return asset


@action
def return_disclosure(*, actor, disclosure: Disclosure, seen, reasons: str) -> Disclosure:
    """Back to its author, with what is missing."""
    disclosure = _for_office(actor, disclosure, seen)
    _decide(actor, disclosure, S.DRAFT, reasons)
    record("disclosure.returned", disclosure)
    return disclosure


@action
def decline_disclosure(*, actor, disclosure: Disclosure, seen, reasons: str) -> Disclosure:
    """Not taken on, with reasons."""
    disclosure = _for_office(actor, disclosure, seen)
    _decide(actor, disclosure, S.DECLINED, reasons)
    record("disclosure.declined", disclosure)
    return disclosure


def _decide(actor, disclosure: Disclosure, to: str, reasons: str) -> None:
    if not reasons.strip():
        raise Invalid(_("Say why, so that its author can act on it."), field="reasons")
    change(disclosure, decided_by_id=actor.membership, reasons=reasons.strip())
    move(disclosure, to)


def _own_draft(actor, disclosure: Disclosure, seen) -> Disclosure:
    see(actor, disclosure)
    (disclosure,) = lock(disclosure)
    author = disclosure.disclosed_by_id == actor.membership
    require(author and access.writes(actor, disclosure.project), _("Only its author writes a disclosure."))
    expect(disclosure, S.DRAFT)
    fresh(disclosure, seen)
    return disclosure


def _for_office(actor, disclosure: Disclosure, seen) -> Disclosure:
    see(actor, disclosure)
    (disclosure,) = lock(disclosure)
    office = access.manages(actor, disclosure.institution_id, disclosure.project)
    require(office, _("Only the office that receives disclosures decides on them."))
    own = disclosure.disclosed_by.person_id in actor.same_person or access.contributes(actor, disclosure)
    refuse(own, _("Whoever submitted a disclosure or is named in it does not decide on it."))
    expect(disclosure, S.SUBMITTED)
    fresh(disclosure, seen)
    return disclosure


def _project(actor, project: Project | None) -> None:
    if project and not see(actor, project).number:
        raise Invalid(_("Results come from a project that was signed."), field="project")


def _checked(actor, said: dict) -> dict:
    said = {name: value.strip() if name in TEXTS else value for name, value in said.items()}
    if said.get("kind") not in AssetKind.values:
        raise Invalid(_("Choose one of the eight kinds."), field="kind")
    if not said.get("title_en") and not said.get("title_zh"):
        raise Invalid(_("Give it a title, in English or in Chinese."), field="title_en")
    if said["completed_on"] > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="completed_on")
    if set(said.get("ai_fields", ())) - set(AiField.values):
        raise Invalid(_("Choose from the list."), field="ai_fields")
    fields = [value for value in AiField.values if value in said.get("ai_fields", ())]
    if said.get("ai_used") and not (fields and said.get("ai_use")):
        raise Invalid(_("Say what AI was used for, and how."), field="ai_use")
    if not said.get("ai_used") and (fields or said.get("ai_use")):
        raise Invalid(_("Say that AI was used, or leave this empty."), field="ai_used")
    return said | {"ai_fields": fields}
