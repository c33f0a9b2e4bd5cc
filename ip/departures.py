"""Somebody left or died: which rule of the policy holds, and what it makes of the share set. Nothing is saved here."""
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ip.models import Asset, Deal, Departure, PolicyVersion, Share, ShareSet, Signature
from ip.refusals import told
from ip.rules import Policy, Refused, Shares, holds
from ip.rules.departures import after_death, after_leaving
from ip.rules.dividing import check_shares
from ip.rules.fair import to_parts
from ip.versions import begun, dates_of, version_for
from partners.models import Institution
from record.errors import Invalid

LEFT, DIED = Departure.What.LEFT, Departure.What.DIED
FINEST = 2**62  # what a whole may be at most, as rows keep it
Heirs = Sequence[tuple[str, int]]  # keys with weights, in their order


def rules_on(asset: Asset, institution: Institution, day: date) -> list[PolicyVersion]:
    """The versions that share what comes in for an asset on a day: by its deals, or all that hold where it has none."""
    found: dict[int, PolicyVersion] = {}
    for deal in Deal.objects.over(asset).filter(state__in=Deal.CONCLUDED).order_by("pk"):
        try:
            version, _policy = version_for(institution, deal, asset, day)
        except Invalid:  # none covers this kind of deal
            continue
        found[version.pk] = version
    return list(found.values()) or list(_holding(asset, institution, day))


def _holding(asset: Asset, institution: Institution, day: date) -> Iterator[PolicyVersion]:
    """Of each policy of the institution the last version that has begun and holds; a licence would be signed that day."""
    dates = dates_of(Deal(signed_on=day), asset, day)
    published = PolicyVersion.objects.published_by(institution)
    seen: set[int] = set()
    for version in published.select_related("policy").order_by("-since", "-number", "-pk"):
        policy = version.formula
        if version.policy_id not in seen and begun(version, policy, dates) and holds(policy, dates):
            seen.add(version.policy_id)
            yield version


def rule_on(asset: Asset, institution: Institution, day: date, chosen: PolicyVersion | None = None) -> PolicyVersion | None:
    """The version whose rule is followed; None where none covers the asset. Invalid where a choice is needed or is wrong."""
    found = rules_on(asset, institution, day)
    if chosen is not None:
        if chosen not in found:
            raise Invalid(_("This version does not hold for the asset on this day."), field="version")
        return chosen
    if len({_fates(version.formula) for version in found}) > 1:
        raise Invalid(_("Several policies cover the asset on this day and say different things: choose the one that is followed."),
                      field="version")  # fmt: skip
    return found[0] if found else None


def _fates(policy: Policy) -> tuple[str, ...]:
    rule = policy.people
    return rule.leaves, rule.leaves_to, str(rule.unit_lost), rule.dies, rule.dies_to, rule.shares


def fate(policy: Policy, what: str, heirs: Heirs) -> str:
    """keeps, lost_to_others, lost_to, heirs; nothing where the policy is silent and no heirs are named."""
    rule = policy.people
    return rule.leaves if what == LEFT else rule.dies or ("heirs" if heirs else "")


def following(share_set: ShareSet, person: str, what: str, policy: Policy, heirs: Heirs = ()) -> Shares | None:
    """The set after `person` (a uid) has left or died; None where the part is kept, for the same unit. Invalid says why there is none."""
    becomes = fate(policy, what, heirs)
    if not becomes:
        raise Invalid(_("The policy does not say what becomes of this part: set the shares anew by hand."), field="what")
    if heirs and becomes != "heirs":
        raise Invalid(_("By this policy the part does not go to heirs: leave them out."), field="what")
    if becomes == "heirs" and not heirs:
        raise Invalid(_("By this policy the part goes to the heirs: name them, with their parts of it."), field="what")
    if person in dict(heirs):
        raise Invalid(_("Nobody is an heir of themselves."), field="what")
    with told("parts"):
        shares = share_set.divided()
        if becomes == "lost_to_others" and len(shares.parts) == 1:
            raise Invalid(_("By this policy the part goes to the others, but nobody else has one."), field="what")
        if what == LEFT:
            found = after_leaving(shares, person, policy.people)
        else:
            among = Shares.read(heirs, "heirs", whole=sum(weight for _key, weight in heirs)) if heirs else None
            found = after_death(shares, person, policy.people, among)
        if found == shares:
            return None
        check_shares(policy, found)
    return found


def as_numbers(shares: Shares) -> tuple[int, list[tuple[str, int]]]:
    """The whole and the parts, as rows keep them, exactly."""
    whole, parts = to_parts(dict(shares.parts), most=FINEST)
    if any(part * whole != parts.get(key, 0) for key, part in shares.parts):
        raise Invalid(_("These parts are too fine to be kept exactly: set the shares anew by hand."))
    return whole, list(parts.items())


def holds_still(departure: Departure) -> bool:
    """Whether its set is still what the rule makes of the set that it follows: what an auditor computes again."""
    try:
        found = following(departure.follows, str(departure.person.uid), departure.what, departure.policy_version.formula,
                          [(key, weight) for key, weight in departure.heirs])  # fmt: skip
    except (Invalid, Refused):
        return False
    return found is not None and found == departure.share_set.divided()


def counting_on(before: ShareSet, after: Shares) -> dict[str, Signature]:
    """Signatures of the set before, by whose they are (a uid), for a part that is not smaller in the set after."""
    was, becomes = dict(before.divided().parts), dict(after.parts)
    signed = before.shares.signed().select_related("signature", "person")
    return {share.key: share.signature for share in signed if becomes.get(share.key, 0) >= was[share.key]}


def carried(departure: Departure) -> list[tuple[Share, Signature]]:
    """Unsigned shares of its set for which an earlier signature counts on."""
    signatures = counting_on(departure.follows, departure.share_set.divided())
    waiting = departure.share_set.shares.filter(signature=None, party="").select_related("person").order_by("line")
    return [(share, signatures[share.key]) for share in waiting if share.key in signatures]
