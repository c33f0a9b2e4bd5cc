"""From an amount to lines, without saving anything: simulation, preparation and recomputation all go through here."""
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from ip import standing
from ip.correcting import moved_back
from ip.groups import divided, group_sets, sets_on
from ip.models import Deal, Distribution, DistributionLine, Hold, PolicyVersion, Scope, SettlementPart, Share, ShareSet
from ip.origin import origin_of
from ip.refusals import told
from ip.rules import Distribution as Result
from ip.rules import Origin, Policy, Refused, Shares, Standing, distribute
from ip.rules.origin import PERSONS, UNKNOWN
from ip.versions import version_for
from ip.wording import in_words
from ip.wording.origins import own_of
from partners.models import Institution
from record.errors import Invalid

KINDS = DistributionLine.Kind
KIND_OF = {
    "percent": KINDS.OFFICE, "cost_recovery": KINDS.COSTS, "amount": KINDS.RESERVE, "party": KINDS.UNIT, "person": KINDS.PERSON,
    "unit": KINDS.UNIT,
    "third_party": KINDS.OFFICE, "rounding": KINDS.UNIT,  # taken off before the net; what rounding leaves apart is part of it
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What is to be shared: an institution's part of what a deal brought on a day, in minor units of the scope's currency."""

    institution: Institution
    deal: Deal
    scope: Scope
    day: date
    amount: int
    choices: Mapping[str, object] = field(default_factory=dict)
    origin: Origin = UNKNOWN


@dataclass(frozen=True)
class Computation:
    version: PolicyVersion
    share_set: ShareSet | None
    result: Result
    groups: Mapping[str, ShareSet] = field(default_factory=dict)  # by group of the policy: the set beside that of the inventors


def case_of(
    policy: Policy, part: SettlementPart, scope: Scope, choices: Mapping[str, object], circumstances: Mapping[str, str]
) -> Case:
    """The part as the policy that shares it is told of it."""
    settlement = part.settlement
    receipt = settlement.receipt
    return Case(part.institution, settlement.deal, scope, receipt.received_on, part.amount, choices, origin_of(policy, part, circumstances))


def compute(case: Case) -> Computation:
    """Lines by the version and share set that hold on the day, from where the case now stands. Invalid says what is missing."""
    version, policy = version_for(case.institution, case.deal, case.scope.asset, case.day)
    share_set, shares = _shares(policy, case)
    case = replace(case, origin=case.origin.among(shares))
    where = standing.standing(by_origin(policy, case.origin), case.scope, case.deal, case.day)
    sets = sets_on(policy, case.scope.asset, case.institution, case.day)
    result = shared(policy, case, where, shares, divided(sets))
    _complete(result)
    return Computation(version, share_set, result, sets)


def _complete(result: Result) -> None:
    """Invalid where something is shared to a group of persons who have agreed on nothing yet."""
    for party in result.policy.groups:
        if party.group not in result.groups and any(line.amount for line in result.lines if line.key == party.key and line.kind == "party"):
            said = {"group": in_words(party.name.data())}
            raise Invalid(_("No shares of “%(group)s” hold on this day: propose them first, then prepare the distribution.") % said)


def by_origin(policy: Policy, origin: Origin) -> Policy:
    """The formula for money of this origin, where money is shared differently by it. Invalid says what is not known."""
    with told(own=own_of(policy)):
        return policy.of(origin)


def shared(policy: Policy, case: Case, where: Standing, shares: Shares | None, groups: Mapping[str, Shares]) -> Result:
    with told():
        return distribute(policy, case.amount, currency=case.scope.currency, standing=where, shares=shares, choices=case.choices,
                          origin=case.origin, on=case.day, groups=groups)  # fmt: skip


def moved(distribution: Distribution) -> bool:
    """Whether what it was computed from is no longer where the case stands."""
    if distribution.corrects_id:
        return moved_back(distribution)
    read = Standing.read(distribution.trace["inputs"]["standing"])
    version, policy = version_for(distribution.institution, distribution.deal, distribution.scope.asset, distribution.on)
    told_then = Origin.read(distribution.trace["inputs"])
    share_set = set_in_force(policy, distribution.scope, distribution.on)
    origin = origin_of(policy, distribution.part, told_then.circumstances)
    if share_set and PERSONS in policy.asks:
        origin = origin.among(share_set.divided())
    try:
        used = policy.of(origin)
    except Refused:  # another version asks for what nobody has said yet
        return True
    now = standing.standing(used, distribution.scope, distribution.deal, distribution.on)
    same = version.pk == distribution.policy_version_id and (share_set and share_set.pk) == distribution.share_set_id
    if policy.groups:
        same = same and sets_on(policy, distribution.scope.asset, distribution.institution, distribution.on) == group_sets(distribution)
    return not (same and origin.only(policy.asks) == told_then) or read != now


def set_in_force(policy: Policy, scope: Scope, day: date) -> ShareSet | None:
    """The share set that holds on a day: the highest number that has begun; None where the policy names no persons."""
    if policy.persons is None:
        return None
    return ShareSet.objects.on(scope.asset_id, scope.institution_id, day)


def _shares(policy: Policy, case: Case) -> tuple[ShareSet | None, Shares | None]:
    share_set = set_in_force(policy, case.scope, case.day)
    if share_set is None:
        if policy.persons is not None:
            raise Invalid(_("No inventors' shares hold on this day: propose them first, then prepare the distribution."))
        return None, None
    return share_set, share_set.divided()


def held_lines(distribution: Distribution, lines: list[DistributionLine]) -> list[Hold]:
    """Lines that are kept back from the beginning: the share is not signed, or a dispute on it has not ended."""
    sets = {line.set_key for line in lines if line.kind == KINDS.PERSON}
    signed = set(Share.objects.filter(share_set__in=sets - {None}).exclude(signature=None).values_list("share_set", "person"))
    disputed = Hold.objects.filter(
        line__distribution__scope=distribution.scope, why=Hold.Why.DISPUTED,
        state__in=[Hold.State.HELD, Hold.State.IN_APPROVAL],
    ).filter(line__distribution__state__in=Distribution.STANDING)  # fmt: skip
    rows = disputed.order_by("pk").values_list("line__person", "line__group_set__group", "reasons")
    disputes = {(person, group or ""): reasons for person, group, reasons in rows}
    found = []
    for line in lines:
        if line.kind != KINDS.PERSON or not line.amount:
            continue
        whose = line.person_id, line.group
        if whose in disputes:
            found.append(Hold(line=line, why=Hold.Why.DISPUTED, reasons=disputes[whose]))
        elif (line.set_key, line.person_id) not in signed:
            found.append(Hold(line=line, why=Hold.Why.UNSIGNED))
    return found
