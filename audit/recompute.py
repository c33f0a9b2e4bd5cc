"""Computing what was distributed anew: from receipts, ownership, costs, postings and share sets, by the version that then held.

Nothing here reads the stored amount of a line, the stored net or the stored standing: those are what is checked. Of the
trace only what was chosen is read (an optional deduction, a circumstance, a part that was decided), since it stands nowhere else.
"""
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from audit.recompute_back import back_anew
from ip import standing
from ip.allocating import parts_of, schedule_fingerprint, schedule_on
from ip.computing import KIND_OF, Case, by_origin, set_in_force, shared
from ip.correcting import Back
from ip.departures import holds_still
from ip.fingerprints import shares_fingerprint
from ip.groups import divided, group_sets, sets_on
from ip.models import Departure, Distribution, ShareSet
from ip.origin import origin_of
from ip.rules import Distribution as Result
from ip.rules import Policy, Shares, Standing, canonical_bytes, convert, exact, read_policy
from ip.settling import computed, terms_of
from ip.sharing import names, pool_of
from ledger.models import Entry, Posting
from record.texts import pick

WORDS = {
    "receipt": _("What is posted for the receipt is not what the receipt says."),
    "schedule": _("The asset’s part of the receipt is not what the allocation schedule gives."),
    "part": _("The institution’s part of the receipt is not what ownership and clause give."),
    "day": _("The day of the receipt is not the day by which it was distributed."),
    "version": _("The policy version is not, or not any more, what was published."),
    "shares": _("The share set is not, or not any more, the one that held and was signed."),
    "departure": _("The share set is not what the policy’s rule makes of the one that it follows."),
    "standing": _("Life-to-date or open costs were not what it was computed from."),
    "posting": _("What is posted is not what comes out."),
    "fails": _("It cannot be computed any more from what stands."),
}


@dataclass
class Line:
    """One party: what is recorded and what comes out anew, in minor units."""

    key: str
    label: str
    recorded: int
    recomputed: int

    @property
    def difference(self) -> int:
        return self.recorded - self.recomputed


@dataclass
class Recomputation:
    """A distribution beside itself. `wrong` are codes of WORDS: what does not hold besides the lines."""

    distribution: Distribution
    lines: list[Line] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    before: Standing = field(default_factory=Standing)
    same: bool = False  # whether the whole trace, each reason and each exact part, comes out bit by bit as it was kept

    @property
    def holds(self) -> bool:
        return not self.wrong and not any(line.difference for line in self.lines)

    @property
    def recorded(self) -> int:
        return sum(line.recorded for line in self.lines)

    @property
    def recomputed(self) -> int:
        return sum(line.recomputed for line in self.lines)

    @property
    def difference(self) -> int:
        return self.recorded - self.recomputed

    @property
    def words(self) -> list[str]:
        return [str(WORDS[code]) for code in dict.fromkeys(self.wrong)]


RELATED = ("institution", "deal__asset", "deal__owner", "scope__asset", "scope__institution", "posting", "policy_version",
           "share_set", "part__institution", "corrects__part__settlement", "part__settlement__receipt",
           "part__settlement__asset", "part__settlement__schedule", "part__settlement__posting")  # fmt: skip


def recomputed(distributions) -> Iterator[Recomputation]:
    """Each posted distribution of a queryset, in the order in which they were posted."""
    for distribution in distributions.select_related(*RELATED).order_by("posting").iterator(chunk_size=200):
        yield recompute(distribution)


def recompute(distribution: Distribution) -> Recomputation:
    anew = Recomputation(distribution)
    try:
        _beside(anew, _compute_back(anew) if distribution.corrects_id else _compute(anew))
    except Exception:  # what somebody wrote beneath the guards may break anything: that is a finding, not a failure
        anew.wrong.append("fails")
    return anew


def _beside(anew: Recomputation, result: Result | Back) -> None:
    distribution, scope = anew.distribution, anew.distribution.scope
    asset = distribution.part.settlement.asset
    if (scope.institution, scope.asset, scope.currency) != (distribution.institution, asset, distribution.currency):
        anew.wrong.append("standing")  # the next one would begin from nothing
    anew.lines = _lines(distribution, result)
    anew.same = canonical_bytes(result.trace()) == canonical_bytes(distribution.trace)
    if distribution.posting is None or _posted(distribution) != _expected(distribution, result):
        anew.wrong.append("posting")


def _compute(anew: Recomputation) -> Result:
    distribution = anew.distribution
    policy = _policy(anew)
    chosen, scope = distribution.trace["inputs"].get("circumstances", {}), distribution.scope
    shares = _shares(anew, policy)
    origin = origin_of(policy, distribution.part, chosen, before=distribution.posting).among(shares)
    used = by_origin(policy, origin)
    anew.before = standing.standing(used, scope, distribution.deal, distribution.on, before=distribution.posting)
    stored = Standing.read(distribution.trace["inputs"]["standing"])
    if anew.before != stored or (stored.life_to_date, stored.pool) != (distribution.life_to_date, distribution.pool):
        anew.wrong.append("standing")
    choices = distribution.trace["inputs"]["choices"]
    case = Case(distribution.institution, distribution.deal, distribution.scope, distribution.on, _part(anew), choices, origin)
    return shared(policy, case, anew.before, shares, _groups(anew, policy))


def _compute_back(anew: Recomputation) -> Back:
    result, wrong = back_anew(anew.distribution)
    anew.wrong += wrong
    _policy(anew)
    return result


def _policy(anew: Recomputation) -> Policy:
    version = anew.distribution.policy_version
    policy = read_policy(version.document)
    if version.state != version.State.PUBLISHED or policy.fingerprint != version.fingerprint:
        anew.wrong.append("version")
    return policy


def _part(anew: Recomputation) -> int:
    """This institution's part of the receipt, from the receipt and the ownership of its day."""
    distribution, settlement = anew.distribution, anew.distribution.part.settlement
    receipt = settlement.receipt
    if receipt.received_on != distribution.on:
        anew.wrong.append("day")
    if _received(receipt) != (receipt.amount, receipt.vat, receipt.to_share) or _converted(receipt) != receipt.converted:
        anew.wrong.append("receipt")
    terms = terms_of(settlement.deal, settlement.asset, receipt.received_on)
    parts = terms.parts or Shares.read(settlement.trace["inputs"]["parts"])
    pool = standing.common_pool(settlement.deal, settlement.currency, before=settlement.posting) if settlement.posting else 0
    result = computed(_slice(anew), parts, pool, settlement.deal.owner)
    amount = result.part(str(distribution.institution.uid))
    if amount != distribution.part.amount:
        anew.wrong.append("part")
    return amount


def _slice(anew: Recomputation) -> int:
    """The asset's part of the receipt by the schedule that held, or held then: one agreed later for an earlier day is no error."""
    settlement = anew.distribution.part.settlement
    receipt, schedule = settlement.receipt, settlement.schedule
    if schedule and schedule_fingerprint(schedule) != schedule.fingerprint:
        anew.wrong.append("schedule")
    parts = parts_of(settlement.deal, schedule)
    amounts = Shares.read([(str(asset.uid), part) for asset, part in parts], whole=sum(part for _a, part in parts)).split(receipt.to_share)
    held = schedule_on(settlement.deal, receipt.received_on)
    if (held and held.pk) != settlement.schedule_id or amounts.get(str(settlement.asset.uid)) != settlement.amount:
        anew.wrong.append("schedule")
    return amounts.get(str(settlement.asset.uid), 0)


def _converted(receipt) -> int:
    if not receipt.rate:
        return receipt.amount
    return convert(receipt.amount, exact(receipt.rate), source=receipt.currency, target=receipt.counts_in)


def _received(receipt) -> tuple[int, int, int]:
    """What the ledger says came in, the tax in it, and what may be shared: from the receipt's first posting."""
    first = Posting.objects.filter(source=receipt.uid, kind="receipt", reverses=None).first()
    sums: Counter = Counter()
    for kind, amount in Entry.objects.filter(posting=first).values_list("account__kind", "amount"):
        sums[kind] += amount
    return sums[receipt.came_to] + sums["tax_withheld"], -sums["output_tax"], -sums["undistributed"]


def _shares(anew: Recomputation, policy: Policy) -> Shares | None:
    distribution, share_set = anew.distribution, anew.distribution.share_set
    if share_set is None:
        return None
    shares = share_set.divided()
    if not _sound(share_set, set_in_force(policy, distribution.scope, distribution.on)):
        anew.wrong.append("shares")
    departure = Departure.objects.filter(share_set=share_set).select_related("person", "policy_version", "follows").first()
    if departure and not holds_still(departure):
        anew.wrong.append("departure")
    return shares


def _sound(share_set: ShareSet, held: ShareSet | None) -> bool:
    """Whether it says what was signed, and is what holds; or held, before a set was made afterwards for an earlier day."""
    later = held is not None and held.number > share_set.number
    return shares_fingerprint(share_set) == share_set.fingerprint and (later or held == share_set)


def _groups(anew: Recomputation, policy: Policy) -> dict[str, Shares]:
    """The sets of other groups by which it was shared."""
    if not policy.groups:
        return {}
    distribution = anew.distribution
    used = group_sets(distribution)
    held = sets_on(policy, distribution.scope.asset, distribution.institution, distribution.on)
    if not all(_sound(share_set, held.get(group)) for group, share_set in used.items()):
        anew.wrong.append("shares")
    return divided(used)


def _lines(distribution: Distribution, result: Result | Back) -> list[Line]:
    recorded = list(distribution.lines.filter(adjusts=None).select_related("person", "unit").order_by("line"))
    called = names(result.trace())
    anew: defaultdict[str, list[int]] = defaultdict(list)  # a party can have its own line, and one of a part that fell to it
    for line in result.lines:
        anew[line.key].append(line.amount)
    lines = [Line(row.key, _label(row, called), row.amount, anew[row.key].pop(0) if anew[row.key] else 0) for row in recorded]
    return lines + [Line(key, key, 0, amount) for key, amounts in anew.items() for amount in amounts if amount]


def _label(line, called: dict) -> str:
    if line.person:
        return line.person.name
    if line.unit:
        return line.unit.name
    words = called.get(line.key, {})
    return pick(words.get("en", ""), words.get("zh", "")) or line.key


def _posted(distribution: Distribution) -> Counter:
    """What the ledger holds of it, by whose it is: a held line is still the person's."""
    sums: Counter = Counter()
    for account, party, word, amount in distribution.posting.entries.values_list(
        "account__kind", "account__party", "account__word", "amount"
    ):
        sums["person" if account == "held" else account, str(party or ""), word] -= amount
    return _without_zeros(sums)


def _expected(distribution: Distribution, result: Result | Back) -> Counter:
    sums: Counter = Counter()
    released = distribution.lines.exclude(adjusts=None) if distribution.corrects_id else ()
    for row in released:  # what a refund takes from those to whom a held share went
        sums[("person", row.key, "") if row.person_id else ("unit", "", row.key)] += row.amount
    for line in result.lines:
        kind = KIND_OF[line.kind]
        if kind == "person":
            sums["person", line.key, ""] += line.amount
        elif line.kind == "unit":
            sums["unit", line.key, ""] += line.amount
        elif kind == "costs":
            sums["costs", str(distribution.scope.asset.uid), pool_of(result.trace(), line.key)] += line.amount
        else:
            sums[str(kind), "", line.key] += line.amount
    settlement = distribution.part.settlement
    own = settlement.institution_id == distribution.institution_id
    source = ("undistributed", str(distribution.deal.uid)) if own else ("receivable", str(settlement.institution.uid))
    sums[*source, ""] -= distribution.part.amount
    return _without_zeros(sums)


def _without_zeros(sums: Counter) -> Counter:
    return Counter({key: amount for key, amount in sums.items() if amount})
