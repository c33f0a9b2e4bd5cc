"""A distribution as rows: what is stored of a computation, what approval binds to, and what will be posted."""
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, Max, OuterRef

from accounts.models import Membership, Person
from ip.computing import KIND_OF, Case, Computation, held_lines
from ip.models import Distribution, DistributionLine, Hold, SettlementPart
from ip.rules import Shares, fingerprint
from ip.rules.shares import TO_PARTY
from ledger.actions import Place
from ledger.models import Account, Posting
from partners.models import Unit
from record.actions import commit_to

K, Kind = Account.Kind, DistributionLine.Kind
ACCOUNT_OF = {Kind.OFFICE: K.OFFICE, Kind.RESERVE: K.RESERVE, Kind.UNIT: K.UNIT}


def store(part: SettlementPart, case: Case, found: Computation, prepared_by: Membership) -> Distribution:
    """The computation as rows, with the lines that are held from the beginning. Called inside an action."""
    result = found.result
    distribution = Distribution.objects.create(
        institution=part.institution, part=part, scope=case.scope, deal=case.deal, policy_version=found.version,
        share_set=found.share_set, on=case.day, currency=case.scope.currency, amount=result.gross, net=result.net,
        life_to_date=result.before.life_to_date, pool=result.before.pool, trace=result.trace(), fingerprint="",
        prepared_by=prepared_by,
    )  # fmt: skip
    people = {str(person.uid): person for person in Person.objects.filter(uid__in=[k.key for k in result.lines if k.kind == "person"])}
    sets = {party.key: found.groups[party.group] for party in result.policy.groups if party.group in found.groups}
    units = {str(unit.uid): unit for unit in Unit.objects.filter(uid__in=[k.key for k in result.lines if k.kind == "unit"])}
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=distribution, line=number, kind=KIND_OF[line.kind], key=line.key,
                         person=people.get(line.key), unit=units.get(line.key), amount=line.amount, extra=line.extra,
                         group_set=sets.get(line.of))
        for number, line in enumerate(result.lines, 1)
    )  # fmt: skip
    commit_to(*Hold.objects.bulk_create(held_lines(distribution, list(distribution.lines.select_related("group_set").order_by("line")))))
    distribution.fingerprint = bound(distribution)
    distribution.save(update_fields=["fingerprint"])
    return distribution


def bound(distribution: Distribution) -> str:
    """The fingerprint of exactly what is approved."""
    return bounds([distribution])[distribution.uid]


def bounds(distributions: Iterable[Distribution]) -> dict[UUID, str]:
    """The same of many, by uid."""
    return {uid: fingerprint(content) for uid, content in bound_contents(distributions).items()}


def bound_contents(distributions: Iterable[Distribution]) -> dict[UUID, dict]:
    """Exactly what is approved, by uid: the trace, every stored line, what is held and why, and of which receipt it is."""
    distributions = list(distributions)
    lines, held, groups = defaultdict(list), defaultdict(list), defaultdict(dict)
    stored = DistributionLine.objects.filter(distribution__in=distributions, adjusts=None)  # others follow
    said = stored.order_by("line").values_list("distribution", "group_set__group", "group_set", "line", "kind", "key", "amount")
    for pk, group, uid, *line in said:
        lines[pk].append(line)
        groups[pk] |= {group: str(uid)} if uid else {}
    afterwards = Posting.objects.filter(kind="hold", source=OuterRef("uid"))  # held when it was posted already
    holds = Hold.objects.filter(~Exists(afterwards), line__distribution__in=distributions).order_by("line__line")
    for pk, *hold in holds.values_list("line__distribution", "line__line", "why", "reasons"):
        held[pk].append(hold)
    return {
        distribution.uid: {
            "trace": distribution.trace, "lines": lines[distribution.pk], "held": held[distribution.pk],
            "receipt": str(distribution.part.settlement.receipt.uid), "policy_version": str(distribution.policy_version.uid),
            "share_set": str(distribution.share_set_id or ""),
            **({"groups": groups[distribution.pk]} if groups[distribution.pk] else {}),
        }
        for distribution in distributions
    }  # fmt: skip


def moves(distribution: Distribution) -> list[tuple[Place, int]]:
    """What is posted: the undistributed income (or the claim on whoever received it) against each line; held lines apart."""
    settlement = distribution.part.settlement
    if settlement.institution_id == distribution.institution_id:
        source = Place(K.UNDISTRIBUTED, distribution.deal)
    else:
        source = Place(K.RECEIVABLE, settlement.institution)
    lines = distribution.lines.select_related("person", "unit", "hold").order_by("line")
    if not distribution.corrects_id:
        lines = lines.filter(adjusts=None)  # released afterwards, and posted then
    return [(source, distribution.amount), *((_place(distribution, line), -line.amount) for line in lines)]


def _place(distribution: Distribution, line: DistributionLine) -> Place:
    if line.kind == Kind.PERSON:
        return Place(K.HELD if hasattr(line, "hold") else K.PERSON, line.person)
    if line.kind == Kind.COSTS:
        return Place(K.COSTS, distribution.scope.asset, pool_of(distribution.trace, line.key))
    if line.unit is not None:
        return Place(K.UNIT, line.unit)
    words = names(distribution.trace).get(line.key, {})
    return Place(ACCOUNT_OF[line.kind], None, line.key, words.get("en", ""), words.get("zh", ""))


def pool_of(trace: dict, key: str) -> str:
    """The name of the pool from which a line of recovered costs was taken; nothing for the common one."""
    return next((step.get("pool", "") for step in trace["steps"] if step.get("key") == key), "")


def names(trace: dict) -> dict[str, dict[str, str]]:
    """What the policy calls its deductions and parties, by key, from the trace."""
    return {step["key"]: step["name"] for step in trace["steps"] if step.get("name")}


def adjust(line: DistributionLine, release_to: list) -> list[tuple[Person | str, int]]:
    """What others get of a held line that was released to them is taken from it and given to them, in lines that sum to
    nothing; gives what each person, or party of the policy by its key, has of it now. Called inside an action."""
    amounts = Shares.read([(uid, part) for uid, part in release_to]).split(line.amount)
    people = {str(person.uid): person for person in Person.objects.filter(uid__in=[key for key in amounts if not _party(key)])}
    key = str(line.person.uid)
    changes = {key: amounts.get(key, 0) - line.amount} | {uid: amount for uid, amount in amounts.items() if uid != key}
    last = line.distribution.lines.aggregate(last=Max("line"))["last"]
    if changes[key]:
        DistributionLine.objects.bulk_create(
            DistributionLine(distribution=line.distribution, line=last + number, kind=Kind.UNIT if _party(uid) else Kind.PERSON,
                             key=_party(uid) or uid, person=None if _party(uid) else people.get(uid, line.person), amount=amount,
                             adjusts=line.line, group_set=None if _party(uid) else line.group_set)
            for number, (uid, amount) in enumerate(changes.items(), 1)
        )  # fmt: skip
    return [(_party(uid) or people[uid], amount) for uid, amount in amounts.items()]


def _party(key: str) -> str:
    """The party's key where something goes to a party (`party:KEY`), else nothing."""
    return key.removeprefix(TO_PARTY) if key.startswith(TO_PARTY) else ""


def place_of(payee: Person | str, distribution: Distribution) -> Place:
    """Where what somebody gets of a released share stands."""
    if not isinstance(payee, str):
        return Place(K.PERSON, payee)
    words = names(distribution.trace).get(payee, {})
    return Place(K.UNIT, None, payee, words.get("en", ""), words.get("zh", ""))


def corrected(line: DistributionLine) -> list[DistributionLine]:
    """The same line in the refunds that were posted since: what goes back of it is held and released with it."""
    rows = DistributionLine.objects.filter(distribution__corrects=line.distribution_id, distribution__state=Distribution.State.POSTED)
    return list(rows.filter(line=line.line).select_related("distribution__institution", "person").order_by("pk"))
