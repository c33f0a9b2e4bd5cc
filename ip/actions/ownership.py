"""Who owns an asset: confirmed as clause or law propose it, or corrected with reasons; from a day on, never ended."""
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from ip.actions.assets import managed
from ip.models import Asset, OwnershipVersion, Stake
from ip.owners import Proposed, income_of, proposed
from partners.models import Institution
from record import clock
from record.actions import action, record
from record.errors import Invalid, Stale
from record.models import new_uid

B = OwnershipVersion.Basis
WHOLE = 1_000_000_000


@action
def set_owners(
    *, actor, asset: Asset, seen: int, since: date, whole: int, stakes: Sequence[tuple[Institution, int]],
    reasons: str = "", assigned: bool = False,
) -> OwnershipVersion:  # fmt: skip
    """A new version of who owns an asset, from `since` on: `stakes` are parts of `whole`, in this order.

    `seen` is the number of the last version that was read, 0 for none. What equals the proposal rests on the clause or
    article; anything else needs reasons (`assigned`: it changed hands). 404, 403, 409, 422.
    """
    (asset,) = managed(actor, asset)
    last = asset.ownership_versions.order_by("-number").first()
    if str(seen) != str(last.number if last else 0):
        raise Stale
    stakes = _checked(actor, asset, since, whole, stakes)
    basis, citation, reasons = _basis(proposed(asset), whole, stakes, reasons.strip(), assigned)
    rule, parts, source, _words, _articles = income_of(asset, len(stakes))
    number, uid = (last.number + 1 if last else 1), new_uid()
    Stake.objects.bulk_create(
        Stake(version_id=uid, line=line, institution=of, part=part) for line, (of, part) in enumerate(stakes, 1)
    )
    version = OwnershipVersion.objects.create(
        uid=uid, asset=asset, number=number, since=since, whole=whole, basis=basis, citation=citation,
        income_rule=rule, income_parts=parts, income_citation=source, reasons=reasons, set_by_id=actor.membership,
    )  # fmt: skip
    record(
        "ownership.set", version, about={"asset": asset, "project": asset.project, "owner": [of for of, _ in stakes]},
        number=number, since=since, whole=whole, parts=[[str(of.uid), part] for of, part in stakes], basis=basis,
    )  # fmt: skip
    return version


def _basis(found: Proposed, whole: int, stakes, reasons: str, assigned: bool) -> tuple[str, str, str]:
    same = [(of.pk, part * whole) for of, part in found.stakes] == [(of.pk, part * found.whole) for of, part in stakes]
    if same and not assigned and found.basis != B.DECISION:
        return found.basis, found.citation, reasons
    if not reasons:
        raise Invalid(_("This differs from what clause or law say: give the reasons."), field="reasons")
    return (B.ASSIGNMENT if assigned else B.DECISION), "", reasons


def _checked(actor, asset: Asset, since: date, whole: int, stakes) -> list[tuple[Institution, int]]:
    stakes = list(stakes)
    if since < asset.completed_on:
        raise Invalid(_("Nobody owned it before it was completed on %(day)s.") % {"day": asset.completed_on}, field="since")
    if since > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="since")
    if not stakes:
        raise Invalid(_("Name at least one owner."), field="stakes")
    if len({of.pk for of, _part in stakes}) < len(stakes):
        raise Invalid(_("An owner is named twice."), field="stakes")
    check_parts(whole, [part for _of, part in stakes], field="stakes")
    return stakes


def check_parts(whole: int, parts: Sequence[int], *, field: str) -> None:
    """Whole numbers from 1 on that sum to the whole exactly. Invalid with the sum; nothing is ever normalised."""
    for number in (whole, *parts):
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= WHOLE:
            raise Invalid(_("Parts and their whole are whole numbers from 1 on. For thirds: 1, 1 and 1 of 3."), field=field)
    if (total := sum(parts)) != whole:
        text = _("The parts sum to %(total)d, the whole is %(whole)d.")
        raise Invalid(text % {"total": total, "whole": whole}, field=field)
