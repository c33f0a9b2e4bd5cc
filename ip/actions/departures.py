"""Somebody left or died: the share set that the policy's rule makes of the last one, and its second person."""
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access
from ip.actions.contributors import MOST, names_of, outsider
from ip.actions.shares import check_owned, read, write_set
from ip.actions.signing import put_signature
from ip.departures import as_numbers, carried, fate, following, rule_on
from ip.models import Asset, Departure, PolicyVersion, Share, ShareSet, Signature
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, refuse, require, see
from record.errors import Invalid, WrongState


@action
def propose_departure(
    *, actor, asset: Asset, seen: int, person: Person, what: str, on: date, version: PolicyVersion, heirs: Sequence[Mapping] = (),
    reasons: str,
) -> Departure:  # fmt: skip
    """The next share set, as the rule of `version` makes it of the last one when `person` left or died (`what`); it holds
    from the day `on`.

    `heirs`, of who died: each a `person`, or `name_en`, `name_zh` and `email` of one without an account, and a `part` (whole
    numbers in proportion). `seen`: the number of the last set. 403, 404, 409 (another set stands now), 422 (no such rule, the
    part is kept, the day).
    """
    asset, last = read(actor, asset, seen)
    if last is None:
        raise WrongState(_("No shares are proposed yet."))
    see(actor, person), see(actor, version)
    _of_inventors(last, person)
    check_day(actor, asset, last, on)
    rule_on(asset, Institution.objects.get(pk=actor.institution), on, version)
    if not reasons.strip():
        raise Invalid(_("Say why the shares are set anew."), field="reasons")
    named = [(_heir(actor, said), said["part"]) for said in heirs]
    weights = [(str(heir.uid), part) for heir, part in named]
    policy = version.formula
    shares = following(last, str(person.uid), what, policy, weights)
    if shares is None:
        raise Invalid(_("By this policy the part is kept: nothing is set anew."), field="what")
    whole, parts = as_numbers(shares)
    if len(parts) > MOST:
        raise Invalid(_("Name from 1 to %(most)d people.") % {"most": MOST}, field="what")
    people = {share.key: share.person for share in last.shares.select_related("person")} | {str(heir.uid): heir for heir, _p in named}
    payees = [(people.get(key) or key, part) for key, part in parts]
    share_set = write_set(actor, asset, last, on, whole, payees, reasons, dict(shares.units), event="shares.redrawn")
    departure = Departure.objects.create(
        share_set=share_set, follows=last, person=person, what=what, policy_version=version, heirs=[list(pair) for pair in weights]
    )
    record("departure.proposed", departure, about=_about(departure) | {"version": version}, what=what, on=on,
           follows=last.number, number=share_set.number, rule=fate(policy, what, weights), heirs=departure.heirs)  # fmt: skip
    return departure


def _of_inventors(last: ShareSet, person: Person) -> None:
    """What a policy says of who leaves or dies, it says of the inventors. Invalid for who is in another group only."""
    if not last.shares.filter(person=person).exists() and Share.objects.filter(
        person=person, share_set__asset=last.asset, share_set__institution=last.institution
    ).exclude(share_set__group="").exists():
        raise Invalid(_("They have a part in another group than the inventors only: set the shares of that group anew by hand."),
                      field="person")  # fmt: skip


def check_day(actor, asset: Asset, last: ShareSet, on: date) -> None:
    """Not in the future, not before the last set holds, and while the institution owned the asset. Invalid."""
    if on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="on")
    if on < last.since:
        raise Invalid(_("Other shares hold since %(day)s: for an earlier day set them anew by hand.") % {"day": last.since}, field="on")
    check_owned(actor, asset, on)


def _heir(actor, said: Mapping) -> Person:
    if said.get("person"):
        return see(actor, said["person"])
    return outsider(actor, names_of(said, "what", _("Give each heir a name.")), said, "what")


@action
def confirm_departure(*, actor, departure: Departure, seen) -> Departure:
    """A second person, who has no part in it, has checked that it happened and that the set follows the rule: who signed
    before, and whose part did not shrink, is signed for as before. 403, 404, 409."""
    see(actor, departure)
    share_set = departure.share_set
    _asset, departure = lock(share_set.asset, departure)
    require(access.confirms(actor, share_set), _("Your role does not include confirming such shares."))
    own = Departure.objects.filter(access.own_departure(actor), pk=departure.pk).exists()
    refuse(own, _("Whoever proposed these shares, or has or had a part in them, does not confirm them."))
    expect(departure, Departure.State.PROPOSED)
    fresh(departure, seen)
    if not ShareSet.objects.standing().filter(pk=share_set.pk).exists():
        raise WrongState(_("A newer set has replaced these shares."))
    change(departure, decided_by_id=actor.membership)
    move(departure, Departure.State.CONFIRMED)
    signed = [
        put_signature(share, share_set.fingerprint, before.signed_on, how=Signature.How.CARRIED, before=before,
                      membership_id=actor.membership)
        for share, before in carried(departure)
    ]  # fmt: skip
    record("departure.confirmed", departure, about=_about(departure), fingerprint=share_set.fingerprint, carried=len(signed))
    return departure


def _about(departure: Departure) -> dict:
    return {"asset": departure.share_set.asset, "set": departure.share_set, "person": departure.person}
