"""What the law asks for persons, measured on one distribution. Floors check; they never share money."""
from ip.models import Distribution, DistributionLine
from ip.policies import floors
from ip.regions import region_code
from ip.rules import Finding, FloorCase, check_floors

Kind = DistributionLine.Kind


def findings(distribution: Distribution) -> tuple[Finding, ...]:
    """Every floor that holds for the deal on the day of receipt. Where the law defines no net, it is the institution's part
    of the receipt, without value-added tax, less the costs recovered from it."""
    lines = dict.fromkeys(Kind.values, 0)
    for kind, amount in distribution.lines.values_list("kind", "amount"):
        lines[kind] += amount
    institution = distribution.institution
    case = FloorCase(
        deal=distribution.deal.kind, on=distribution.on, state_founded=institution.founder == "state",
        set_or_agreed=True,  # shared by a published policy of its own
        bases={"net": distribution.amount - lines[Kind.COSTS]}, to_persons=lines[Kind.PERSON],
        country=institution.country, region=region_code(institution.region),
    )  # fmt: skip
    return check_floors(floors(), case)


def broken(distribution: Distribution) -> list[Finding]:
    """Floors that bind and are not reached: approving it then asks for grounds, in writing."""
    return [finding for finding in findings(distribution) if finding.breaks]
