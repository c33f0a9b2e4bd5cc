"""A refund's part of a distribution as rows: the mirror of lines, what is held of them, and to whom they were released."""
from accounts.models import Membership
from ip import standing
from ip.computing import by_origin
from ip.correcting import Back
from ip.models import Distribution, DistributionLine, Hold, SettlementPart
from ip.rules import Origin
from ip.sharing import adjust, bound
from record.actions import commit_to


def store_back(part: SettlementPart, back: Back, prepared_by: Membership) -> Distribution:
    """Called inside an action. It counts on the day of the receipt that it corrects: so far back go the totals of a year."""
    original = back.original
    policy = by_origin(original.policy_version.formula, Origin.read(original.trace["inputs"]))
    where = standing.standing(policy, original.scope, original.deal, original.on)
    distribution = Distribution.objects.create(
        institution=part.institution, part=part, scope=original.scope, deal=original.deal, policy_version=original.policy_version,
        share_set=original.share_set, on=original.on, currency=original.currency, amount=back.amount, net=back.net,
        life_to_date=where.life_to_date, pool=where.pool, trace=back.trace(), fingerprint="", prepared_by=prepared_by, corrects=original,
    )  # fmt: skip
    before = original.lines.filter(adjusts=None).select_related("person", "unit", "group_set").order_by("line")
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=distribution, line=was.line, kind=was.kind, key=was.key, person=was.person, unit=was.unit,
                         amount=line.amount, extra=line.extra, group_set=was.group_set)
        for was, line in zip(before, back.lines, strict=True)
    )  # fmt: skip
    _keep(distribution, original, back)
    distribution.fingerprint = bound(distribution)
    distribution.save(update_fields=["fingerprint"])
    return distribution


def _keep(distribution: Distribution, original: Distribution, back: Back) -> None:
    """What is held of the original is held of this; what was released to others goes back from them."""
    holds = {hold.line.line: hold for hold in Hold.objects.filter(line__distribution=original).select_related("line")}
    lines = {line.line: line for line in distribution.lines.filter(amount__lt=0).select_related("person", "distribution")}
    for number, to in back.kept:
        if number not in lines:
            continue
        if to == "held":
            hold = holds[number]
            commit_to(Hold.objects.create(line=lines[number], why=hold.why, reasons=hold.reasons, held_by=hold.held_by))
        else:
            adjust(lines[number], to)
