"""Inventors' shares of one institution's people: proposed as a set over one whole, never edited, only followed."""
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access
from ip.actions.contributors import MOST
from ip.actions.ownership import check_parts
from ip.fingerprints import shares_content
from ip.models import Asset, Share, ShareSet, Stake, owned
from ip.rules import fingerprint
from record.actions import action, lock, record, require, see
from record.errors import Invalid, Stale
from record.models import new_uid


@action
def propose_shares(
    *, actor, asset: Asset, seen: int, since: date, whole: int, parts: Sequence[tuple[Person, int]], reasons: str = ""
) -> ShareSet:
    """How the people of the actor's institution share what it pays to inventors of this asset, from `since` on.

    `parts` are parts of `whole`; their order breaks ties between cents and is part of the fingerprint that each signs.
    `seen`: the number of the institution's last set, 0 for none. A later set needs reasons. 404, 403, 409, 422.
    """
    see(actor, asset)
    (asset,) = lock(asset)
    require(access.writes(actor, asset.project), _("Your role does not include proposing shares."))
    last = asset.share_sets.filter(institution=actor.institution).order_by("-number").first()
    if str(seen) != str(last.number if last else 0):
        raise Stale
    _check(actor, asset, since, whole, parts)
    if last and not reasons.strip():
        raise Invalid(_("Say why the shares are set anew."), field="reasons")
    uid, number = new_uid(), (last.number + 1 if last else 1)
    content = shares_content(asset, actor.institution_uid, number, since, whole, [(p.uid, part) for p, part in parts])
    Share.objects.bulk_create(
        Share(share_set_id=uid, line=line, person=person, part=part) for line, (person, part) in enumerate(parts, 1)
    )
    share_set = ShareSet.objects.create(
        uid=uid, asset=asset, institution_id=actor.institution, number=number, since=since, whole=whole,
        fingerprint=fingerprint(content), reasons=reasons.strip(), proposed_by_id=actor.membership,
    )  # fmt: skip
    record(
        "shares.proposed", share_set, about={"asset": asset, "person": [person for person, _part in parts]},
        number=number, since=since, whole=whole, parts=content["shares"], fingerprint=share_set.fingerprint,
    )  # fmt: skip
    return share_set


def _check(actor, asset: Asset, since: date, whole: int, parts) -> None:
    held = owned(asset, since)
    if held is None:
        raise Invalid(_("Nobody owned it on this day: the owners are confirmed first."), field="since")
    if not Stake.objects.filter(version=held, institution=actor.institution).exists():
        raise Invalid(_("Your institution did not own it on this day."), field="since")
    if not 1 <= len(parts) <= MOST:
        raise Invalid(_("Name from 1 to %(most)d people.") % {"most": MOST}, field="parts")
    for person, _part in parts:
        see(actor, person)
    people = [person.pk for person, _part in parts]
    if Person.objects.filter(access.own_inventors(actor.institution, asset), pk__in=people).count() < len(set(people)):
        raise Invalid(_("Somebody works for another institution: each owner shares among its own inventors."), field="parts")
    if len({person.pk for person, _part in parts}) < len(parts):
        raise Invalid(_("Somebody is named twice."), field="parts")
    check_parts(whole, [part for _person, part in parts], field="parts")
