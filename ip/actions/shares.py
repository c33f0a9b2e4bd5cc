"""Shares of one institution's people, inventors or another group: proposed as a set over one whole, never edited, only followed."""
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access
from ip.actions.contributors import MOST
from ip.actions.ownership import check_parts
from ip.fingerprints import shares_content
from ip.groups import groups_of
from ip.models import Asset, Share, ShareSet, Stake, owned
from ip.rules import fingerprint
from ip.rules.shares import TO_PARTY
from ip.units import above, usual
from partners.models import Unit
from record.actions import action, lock, record, require, see
from record.errors import Invalid, Stale
from record.models import new_uid

Part = tuple[Person | str, int]
Units = Mapping[Person | str, Unit | None]
Path = Sequence[str]


@action
def propose_shares(
    *, actor, asset: Asset, seen: int, since: date, whole: int, parts: Sequence[Part], units: Units | None = None, reasons: str = "",
    group: str = "",
) -> ShareSet:  # fmt: skip
    """How the people of the actor's institution share what it pays to inventors of this asset, from `since` on; or to another
    `group` of persons whom its policies name (its key).

    `parts` are parts of `whole`, of persons, and of parties to which a part of the last set fell (`party:KEY`); their order
    breaks ties between cents and is part of the fingerprint that each signs. `units`: for which unit whose part counts, None
    for no unit; where nothing is said, for the one in the last set, else the one in which the person works; of inventors only.
    `seen`: the number of the last set of these people, 0 for none. A later set needs reasons. 404, 403, 409, 422.
    """
    asset, last = read(actor, asset, seen, group)
    _check_group(actor, last, group, units or {})
    check_owned(actor, asset, since)
    _check(actor, asset, last, whole, parts)
    if last and not reasons.strip():
        raise Invalid(_("Say why the shares are set anew."), field="reasons")
    paths = {} if group else _paths(actor, last, parts, units or {})
    return write_set(actor, asset, last, since, whole, parts, reasons, paths, group=group)


def read(actor, asset: Asset, seen: int, group: str = "") -> tuple[Asset, ShareSet | None]:
    """The locked asset and the last set of these people of the institution, as whoever proposes the next one has read it. 404, 403, 409."""
    see(actor, asset)
    (asset,) = lock(asset)
    require(access.writes(actor, asset.project), _("Your role does not include proposing shares."))
    last = asset.share_sets.filter(institution=actor.institution, group=group).order_by("-number").first()
    if str(seen) != str(last.number if last else 0):
        raise Stale
    return asset, last


def write_set(
    actor, asset: Asset, last: ShareSet | None, since: date, whole: int, parts: Sequence[Part], reasons: str, paths: Mapping[str, Path],
    event: str = "shares.proposed", group: str = "",
) -> ShareSet:  # fmt: skip
    """The next set, checked already; `paths`: by key, the uids of the units for which parts count. Called inside an action;
    `event` is the kind that says so."""
    uid, number = new_uid(), (last.number + 1 if last else 1)
    rows = [
        Share(share_set_id=uid, line=line, part=part, person=payee if isinstance(payee, Person) else None,
              party="" if isinstance(payee, Person) else payee.removeprefix(TO_PARTY))
        for line, (payee, part) in enumerate(parts, 1)
    ]  # fmt: skip
    units = {str(unit.uid): unit for unit in Unit.objects.filter(uid__in=[path[-1] for path in paths.values() if path])}
    for share in rows:
        share.path = list(paths.get(share.key, ()))
        share.unit = units[share.path[-1]] if share.path else None
    pairs, counted = [(share.key, share.part) for share in rows], {share.key: share.path for share in rows}
    content = shares_content(asset, actor.institution_uid, number, since, whole, pairs, counted, group)
    Share.objects.bulk_create(rows)
    share_set = ShareSet.objects.create(
        uid=uid, asset=asset, institution_id=actor.institution, group=group, number=number, since=since, whole=whole,
        fingerprint=fingerprint(content), reasons=reasons.strip(), proposed_by_id=actor.membership,
    )  # fmt: skip
    record(
        event, share_set, about={"asset": asset, "person": [share.person for share in rows if share.person]},
        number=number, since=since, whole=whole, parts=content["shares"], fingerprint=share_set.fingerprint,
        **({"group": group} if group else {}),
    )  # fmt: skip
    return share_set


def _paths(actor, last: ShareSet | None, parts: Sequence[Part], units: Units) -> dict[str, Path]:
    """The units for which each part counts: as said, else as in the last set, else where the person works. 404, 422."""
    before, people = last.units() if last else {}, [payee for payee, _part in parts if isinstance(payee, Person)]
    known = {str(uid) for uid in last.shares.exclude(person=None).values_list("person__uid", flat=True)} if last else set()
    at_work = usual(actor.institution, people)
    found: dict[str, Path] = {}
    for payee, _part in parts:
        key = str(payee.uid) if isinstance(payee, Person) else payee
        if payee in units:
            found[key] = _above(actor, units[payee])
        elif isinstance(payee, Person) and key not in known:
            found[key] = above(at_work.get(payee.pk))
        else:
            found[key] = before.get(key, ())
    return found


def _above(actor, unit: Unit | None) -> Path:
    if unit is None:
        return ()
    return above(see(actor, unit))  # units are seen by their own institution only


def _check_group(actor, last: ShareSet | None, group: str, units: Units) -> None:
    """A group that a policy names; of one that has a set already, also where none does any more. Invalid."""
    if not group:
        return
    if last is None and group not in groups_of(actor.institution):
        raise Invalid(_("No published policy of your institution has a group “%(key)s” of persons.") % {"key": group}, field="group")
    if any(unit is not None for unit in units.values()):
        raise Invalid(_("Parts count for units among the inventors only."), field="parts")


def check_owned(actor, asset: Asset, since: date) -> None:
    """Only an owner shares what it gets. Invalid."""
    held = owned(asset, since)
    if held is None:
        raise Invalid(_("Nobody owned it on this day: the owners are confirmed first."), field="since")
    if not Stake.objects.filter(version=held, institution=actor.institution).exists():
        raise Invalid(_("Your institution did not own it on this day."), field="since")


def _check(actor, asset: Asset, last: ShareSet | None, whole: int, parts: Sequence[Part]) -> None:
    if not 1 <= len(parts) <= MOST:
        raise Invalid(_("Name from 1 to %(most)d people.") % {"most": MOST}, field="parts")
    people = [see(actor, payee).pk for payee, _part in parts if isinstance(payee, Person)]
    fallen = {payee for payee, _part in parts if isinstance(payee, str)}
    known = set(last.shares.exclude(party="").values_list("party", flat=True)) if last else set()
    if not {payee.removeprefix(TO_PARTY) for payee in fallen} <= known:
        raise Invalid(_("A part falls to a party only by the policy, when somebody leaves or dies."), field="parts")
    if Person.objects.filter(access.own_inventors(actor.institution, asset), pk__in=people).count() < len(set(people)):
        raise Invalid(_("Somebody works for another institution: each owner shares among its own inventors."), field="parts")
    if len(set(people)) + len(fallen) < len(parts):
        raise Invalid(_("Somebody is named twice."), field="parts")
    check_parts(whole, [part for _payee, part in parts], field="parts")
