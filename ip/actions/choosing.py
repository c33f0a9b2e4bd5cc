"""One method's division becomes what holds: the clause of a draft, an amendment, or the owners' parts."""
from datetime import date

from django.utils.translation import gettext as _

from ip import access
from ip.actions.ownership import WHOLE, set_owners
from ip.actions.studies import about_study, whole_table
from ip.models import Method, Study
from ip.rules.fair import to_parts
from partners.models import Institution
from projects.actions import propose_amendment, write_clause
from projects.models import Clause, Project
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.errors import Invalid, WrongState

S = Study.State


@action
def choose_allocation(*, actor, study: Study, seen, method: str, reasons: str, since: date | None = None) -> Study:
    """Put one method's division where it belongs, by the action that stands for it: the income clause of a draft, an
    amendment of a signed project (all parties decide on it), or the owners' parts of an asset. 404, 403, 409, 422."""
    see(actor, study)
    study, project, asset = lock(study, study.project, study.asset)
    require(access.chooses_study(actor, study), _("Only who may write the clause or the owners’ parts chooses."))
    expect(study, S.OPEN)
    fresh(study, seen)
    if not reasons.strip():
        raise Invalid(_("Say why this one."), field="reasons")
    whole, parts = _chosen(study, method)
    day = since or clock.today(actor.zone)
    if project:
        _agree(actor, project, whole, parts, reasons, day)
    else:
        last = asset.ownership_versions.order_by("-number").first()
        set_owners(actor=actor, asset=asset, seen=last.number if last else 0, since=day, whole=whole, stakes=parts, reasons=reasons)
    change(study, method=method, chosen_by_id=actor.membership)
    move(study, S.CHOSEN)
    record("study.chosen", study, about=about_study(study), method=method, whole=whole, parts=[[str(of.uid), n] for of, n in parts])
    return study


def _chosen(study: Study, method: str) -> tuple[int, list[tuple[Institution, int]]]:
    if method not in Method.values:
        raise Invalid(_("There is no such method."), field="method")
    table = whole_table(study)
    option = table.option(method)
    if option.exact is None:
        raise WrongState(option.why)
    whole, parts = to_parts(option.exact, most=WHOLE)
    by_key = {str(party.institution.uid): party.institution for party in table.parties}
    return whole, [(by_key[key], part) for key, part in parts.items()]


def _agree(actor, project: Project, whole: int, parts, reasons: str, day: date) -> None:
    terms = {"rule": "shares", "whole": whole, "parts": [{"institution": str(of.uid), "part": part} for of, part in parts]}
    if project.state == Project.State.DRAFT:
        write_clause(actor=actor, project=project, kind=Clause.Kind.INCOME, terms=terms)
        return
    changes = [{"of": "clause", "field": Clause.Kind.INCOME, "new": {"terms": terms}}]
    propose_amendment(actor=actor, project=project, seen=project.version, reason=reasons, since=day, changes=changes)
