"""What the law asks for persons, measured on a policy, a deal, a distribution. Floors check; they never share money.

Where the law defines no net income, it is the receipt without value-added tax less the direct costs that it bore, the
same for every policy: never what the policy itself calls net.
"""
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ip.allocating import assets_of
from ip.direct_costs import borne
from ip.merits import counted, paid_to
from ip.models import Asset, Deal, Distribution, DistributionLine, PolicyVersion, SharingPolicy
from ip.policies import floors
from ip.probing import Probe, probes, to_persons
from ip.regions import region_code
from ip.rules import Distribution as Result
from ip.rules import Finding, FloorCase, Origin, check_floors, exact, round_up
from ip.rules.origin import running_year
from partners.models import Institution
from record.currencies import SHARES


def of_distribution(distribution: Distribution) -> tuple[Finding, ...]:
    """Every floor that holds for the deal on the day of receipt, on what was received and what its persons get of it.

    Persons of every group count for the floor of persons, since the law names those who completed and those who transformed
    together; for that of main contributors, or of transfer staff, who counts as such, with all that they get: neither being an
    inventor nor standing in a group makes anybody one, which is for the institution to say (merits).
    """
    if distribution.corrects_id:
        return ()  # takes a part of every line back: the law was asked when it was shared
    persons = dict[int, int]()
    rows = distribution.lines.filter(kind=DistributionLine.Kind.PERSON, person__isnull=False)
    for person, amount in rows.values_list("person", "amount"):
        persons[person] = persons.get(person, 0) + amount
    asset = distribution.scope.asset
    case = _case(distribution.institution, distribution.deal.kind, distribution.on, asset, gross=distribution.amount,
                 costs=borne(distribution), to_persons=sum(persons.values()))  # fmt: skip
    known = paid_to(counted(asset, distribution.institution, distribution.on), persons)
    return check_floors(floors(), replace(_of_income(case, distribution), to=known, exactly=_exactly(distribution)))


def _of_income(case: FloorCase, distribution: Distribution) -> FloorCase:
    """Money for shares held, a dividend or a sale, is not the shares that the law measures. A profit that comes within a year
    of the implementation is stated for the year before it."""
    receipt, deal = distribution.part.settlement.receipt, distribution.deal
    kept = {name: amount for name, amount in case.bases.items() if name != "equity" or receipt.currency == SHARES}
    year = max(1, running_year(deal.starts_on, distribution.on) - 1) if deal.starts_on else None
    return replace(case, bases=kept, year=year)


def _exactly(distribution: Distribution) -> Fraction | None:
    """What the formula gives its persons before it rounds, of every group; None where one of them divides another party's part."""
    policy = distribution.policy_version.formula
    keys = {party.key for party in policy.walk() if party.of_people}
    steps = [step for step in distribution.trace["steps"] if step["code"] == "party" and step["key"] in keys]
    return sum((exact(step["exact"]) for step in steps), Fraction(0)) if keys and len(steps) == len(keys) else None


def of_example(policy: SharingPolicy, result: Result, on: date) -> tuple[Finding, ...]:
    """The same on one example of a formula: the receipt less its open costs, for every kind of deal that the policy covers."""
    persons, _exactly = to_persons(result)
    costs = min(result.gross, result.before.pool)
    found = {}
    for kind in policy.deal_kinds:
        case = _case(policy.institution, kind, on, None, gross=result.gross, costs=costs, to_persons=persons)
        found |= {finding.floor.key: finding for finding in check_floors(floors(), case)}
    return tuple(found.values())


def of_version(version: PolicyVersion, on: date) -> tuple[Finding, ...]:
    """Every floor that holds on a day, on the receipt (of which no cost is open) where the version misses it most."""
    policy = version.policy
    return _worst(policy.institution, policy.deal_kinds, on, None, probes(version.formula, policy.institution.currency))


def of_deal(deal: Deal, today: date) -> tuple[Finding, ...]:
    """The same for the version that would share the deal's income today; nothing where none is published."""
    version = version_of(deal, today)
    if version is None:
        return ()
    found = probes(version.formula, deal.currency, *([deal.amount] if deal.amount else []), origin=_origin(deal, today))
    return _worst(deal.owner, [deal.kind], today, deal.asset, found)


def _origin(deal: Deal, today: date) -> Origin:
    """What is known of all money of a deal: nothing of its assets where they are of several kinds."""
    kinds = {asset.kind for asset in assets_of(deal, today)}
    return Origin(asset=kinds.pop() if len(kinds) == 1 else None, deal=deal.kind)


def version_of(deal: Deal, today: date) -> PolicyVersion | None:
    policies = SharingPolicy.objects.filter(institution=deal.owner).order_by("pk")
    policy = next((policy for policy in policies if deal.kind in policy.deal_kinds), None)
    return policy.in_force(today) if policy else None


def _worst(institution: Institution, kinds, on: date, asset: Asset | None, found: Iterable[Probe]) -> tuple[Finding, ...]:
    """For each floor the probe that misses it most, in proportion to what it is measured on: exactly, so that a cent
    rounded away decides nothing; of several that miss it alike, the first."""
    worst: dict[str, tuple[Fraction, Finding]] = {}
    for kind in kinds:
        for probe in found:
            case = _case(institution, kind, on, asset, gross=probe.gross, costs=0, to_persons=round_up(probe.to_persons))
            for finding in check_floors(floors(), case):
                missed = _missed(finding, probe.to_persons)
                known = worst.get(finding.floor.key)
                if known is None or missed > known[0]:
                    worst[finding.floor.key] = missed, finding
    return tuple(finding for _missed_by, finding in worst.values())


def _missed(finding: Finding, to_persons: Fraction) -> Fraction:
    """What is missing of the base before anything is rounded; 0 where the floor is reached."""
    if not finding.short_by or not finding.base_amount:
        return Fraction(0)
    if finding.part is None:
        return Fraction(finding.short_by, finding.base_amount)
    return finding.part - to_persons / finding.base_amount


def _case(institution: Institution, deal: str, on: date, asset: Asset | None, *, gross: int, costs: int, to_persons: int) -> FloorCase:
    """Of shares and of a year's operating profit nothing is taken off: the law measures them as they are."""
    net = gross - costs
    return FloorCase(
        deal=deal, on=on, state_founded=institution.founder == "state", unit=institution.kind,
        set_or_agreed=True,  # shared by a published policy of its own
        bases={"net": net, "gross": gross, "equity": gross, "operating_profit": gross}, to_persons=to_persons,
        country=institution.country, region=region_code(institution.region), patent=asset.patent_type if asset else "",
    )  # fmt: skip
