"""Allocation studies: opened by a party, filled with values by all, put away without a result."""
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip import access
from ip.models import Asset, Study, StudyCriterion, StudyParty, StudyValue, Unstated, owned
from ip.models.study import sheet
from ip.refusals import told
from ip.rules import exact, exact_text
from ip.studying import Table, table_of
from partners.models import Institution
from projects.models import Project
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.amounts import MOST
from record.currencies import check_currency
from record.errors import Invalid

S, K = Study.State, StudyValue.Kind


@action
def open_study(
    *, actor, about: Project | Asset, purpose: str, amount: int, parties: Sequence[Institution], currency: str = ""
) -> Study:
    """A study of how `amount` (minor units; of a project in its currency) might be divided between parties of a project
    or owners of an asset, the own institution among them. 404, 403, 422."""
    see(actor, about)
    require(access.opens_study(actor, about), _("Only staff of a party open an allocation study."))
    project = about if isinstance(about, Project) else None
    currency = project.currency if project else currency
    check_currency(currency)
    _check(actor, about, purpose, amount, parties)
    study = Study.objects.create(
        owner_id=actor.institution, project=project, asset=None if project else about, purpose=purpose.strip(),
        language=get_language() or "en", currency=currency, amount=amount, opened_by_id=actor.membership,
    )  # fmt: skip
    StudyParty.objects.bulk_create(
        StudyParty(study=study, line=line, institution=institution) for line, institution in enumerate(parties, 1)
    )
    record("study.opened", study, about=about_study(study) | {"institution": list(parties)}, amount=amount, currency=currency)
    return study


def concerned(about: Project | Asset) -> list[Institution]:
    """Between whom a study can be: the parties of a project, the owners of an asset today."""
    if isinstance(about, Project):
        rows = about.participations.parties().select_related("institution").order_by("strand", "pk")
    else:
        version = owned(about, clock.today(about.manager.zone))
        rows = version.stakes.select_related("institution").order_by("line") if version else []
    return [row.institution for row in rows]


def _check(actor, about, purpose: str, amount: int, parties: Sequence[Institution]) -> None:
    if not purpose.strip() or len(purpose) > 200 or "\x00" in purpose:
        raise Invalid(_("Say in at most 200 characters what is divided."), field="purpose")
    if not 1 <= amount <= MOST:
        raise Invalid(_("Give an amount above zero."), field="amount")
    known = {institution.pk for institution in concerned(about)}
    if not {institution.pk for institution in parties} <= known:
        raise Invalid(_("Only those whom it concerns take part: parties of the project, owners of the asset."), field="parties")
    if not 2 <= len({institution.pk for institution in parties}) == len(parties) <= StudyParty.MOST:
        raise Invalid(_("Choose from 2 to %(most)d parties.") % {"most": StudyParty.MOST}, field="parties")
    if actor.institution not in {institution.pk for institution in parties}:
        raise Invalid(_("Your own institution takes part, too."), field="parties")


@action
def state_values(
    *, actor, study: Study, seen, kind: str, values: Mapping[int, str | int], evidence: str, criterion: int | None = None,
    evidences: Mapping[int, str] | None = None,
) -> Study:
    """State values of one kind, by group (bits of the parties; of criteria theirs): money in minor units, other numbers
    exact as text. `criterion`: the line of the criterion under which parties are compared. `evidences`: by group, for values
    that do not rest on the common `evidence`.

    A later value for the same group takes the place of the earlier one, which stays readable. 404, 403, 409, 422.
    """
    study = asked(actor, study, seen)
    if kind not in K.values:
        raise Invalid(_("There are no values of this kind."), field="kind")
    table = whole_table(study)
    under = next((one for one in table.criteria if one.line == criterion), None)
    of = sheet(kind, criterion or 0)
    if of not in table.sheets:
        raise Invalid(_("Parties are compared under one of the criteria, where there are some."), field="criterion")
    if not values or not set(values) <= set(table.groups(of)):
        raise Invalid(_("Give at least one value, each for a group of the parties."), field="values")
    read = {group: _amount(value) if kind in StudyValue.MONEY else _number(kind, value) for group, value in values.items()}
    keep_values(actor, study, kind, read, _evidences(values, evidence, evidences or {}), under)
    return study


def _evidences(groups, common: str, own: Mapping[int, str]) -> dict[int, str]:
    found = {group: (own.get(group) or common).strip() for group in groups}
    if any(not text or len(text) > 300 or "\x00" in text for text in found.values()):
        raise Invalid(_("Say in at most 300 characters on which evidence: a document, a quotation, an own estimate."), field="evidence")
    return found


@action
def set_unstated(*, actor, study: Study, seen, rule: str) -> Study:
    """What a group counts as from now on whose worth nobody stated: by a rule of `Unstated`, or "" where it is not known.
    What follows is derived whenever it is read, and kept nowhere. 404, 403, 409, 422."""
    study = asked(actor, study, seen)
    if rule not in ("", *Unstated.values):
        raise Invalid(_("There is no such rule."), field="rule")
    if rule == study.unstated:
        raise Invalid(_("This rule holds already."), field="rule")
    change(study, unstated=rule)
    record("study.unstated_set", study, about=about_study(study), rule=rule)
    return study


def asked(actor, study: Study, seen) -> Study:
    """The study, locked, where the actor may state something in it. 404, 403, 409."""
    see(actor, study)
    (study,) = lock(study)
    require(access.states_values(actor, study), _("Only staff of a party state values."))
    expect(study, S.OPEN)
    fresh(study, seen)
    return study


def keep_values(actor, study: Study, kind: str, values: Mapping[int, int | str], evidences: Mapping[int, str], under=None) -> None:
    """Rows for values that were checked, each with its evidence, and their event."""
    StudyValue.objects.bulk_create(
        StudyValue(study=study, kind=kind, criterion=under, group=group, evidence=evidences[group], language=get_language() or "en",
                   stated_by_id=actor.membership, **{"amount" if kind in StudyValue.MONEY else "number": value})
        for group, value in values.items()
    )  # fmt: skip
    change(study)
    facts: dict = {"values": [[group, value] for group, value in values.items()]} | ({"criterion": under.line} if under else {})
    record("study.stated", study, about=about_study(study), of_kind=kind, **facts)


def _amount(value) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise Invalid(_("Amounts are whole numbers of the smallest unit, from zero on."), field="values")
    return value


def _number(kind: str, value) -> str:
    """The number in lowest terms. Saaty's scale for judgements, else from zero on."""
    with told("values"):
        found = exact(value, "values")
    low, high = (Fraction(1, 9), Fraction(9)) if kind in (K.JUDGEMENT, K.CRITERIA) else (Fraction(0), Fraction(10**9))
    if not low <= found <= high or len(text := exact_text(found)) > 40:
        raise Invalid(_("A number from %(low)s to %(high)s.") % {"low": exact_text(low), "high": exact_text(high)}, field="values")
    return text


@action
def withdraw_study(*, actor, study: Study, seen) -> Study:
    """Put a study away without a result; what was stated stays readable. 404, 403, 409."""
    see(actor, study)
    (study,) = lock(study)
    require(access.withdraws_study(actor, study), _("Only the institution that opened a study withdraws it."))
    expect(study, S.OPEN)
    fresh(study, seen)
    move(study, S.WITHDRAWN)
    record("study.withdrawn", study, about=about_study(study))
    return study


def whole_table(study: Study) -> Table:
    """All of a study that the actor was found to see."""
    return table_of(study, StudyParty.objects.all(), StudyValue.objects.all(), StudyCriterion.objects.all())


def about_study(study: Study) -> dict:
    """The rows that an event of a study names."""
    return {"project": study.project} if study.project else {"asset": study.asset}
