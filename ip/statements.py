"""What a person gets from distributions: paid, waiting, held and why, expected; and why each amount is what it is."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from ip.carrying import Balance, Key, balances, key_of
from ip.flowing import TAKEN
from ip.groups import group_name, party_of
from ip.models import Distribution, DistributionLine, Hold, Payout, Share
from ip.wording import Told, signer, tell

D = Distribution.State
TOLD = (*Distribution.STANDING, D.REVERSED)
WITH = (
    "person", "hold", "group_set", "distribution__corrects", "distribution__institution",
    "distribution__scope__asset", "distribution__policy_version__policy",
    "distribution__posting", "distribution__deal",
)  # fmt: skip
# What every amount goes through, whoever gets it.
COMMON = ("received", *TAKEN, "net")
MOVES = ("cap", "below", "credit", "least")


class Where(models.TextChoices):
    """How far an amount has come on its way to the person."""

    EXPECTED = "expected", _("Expected: waits for approval")
    WAITING = "waiting", _("Approved: waits for payment")
    CARRIED = "carried", _("Approved: carried forward until enough is owed")
    HELD = "held", _("On hold")
    PAID = "paid", _("Paid")
    REVERSED = "reversed", _("Taken back")


@dataclass
class Amount:
    """One line of a distribution as its person sees it. `paid` and `owed` in minor units of its distribution."""

    line: DistributionLine
    payouts: list[Payout] = field(default_factory=list)
    balance: Balance | None = None  # of all that the institution owes the person in this currency

    @classmethod
    def of(cls, line: DistributionLine, found: Mapping[Key, Balance]) -> "Amount":
        """With its payouts: who sees a line sees what paid it."""
        return cls(line, list(line.payouts.all()), found.get(key_of(line)))

    @property
    def held(self) -> Hold | None:
        hold = getattr(self.line, "hold", None)
        return hold if hold and hold.state != Hold.State.RELEASED else None

    @property
    def group(self) -> str:
        """As whose member the person has it, in words; nothing for an inventor."""
        return group_name(self.line)

    @property
    def paid(self) -> int:
        return sum(payout.amount for payout in self.payouts)

    @property
    def owed(self) -> int:
        """What is due and not paid; below zero where it was paid and then taken back: set off against what comes next."""
        due = self.line.distribution.state == D.POSTED and not self.held
        return (self.line.amount if due else 0) - self.paid

    @property
    def where(self) -> Where:
        state = self.line.distribution.state
        if state == D.REVERSED or (state == D.POSTED and self.line.distribution.corrects_id):
            return Where.REVERSED
        if state == D.IN_APPROVAL:
            return Where.EXPECTED
        if self.held:
            return Where.HELD
        if self.owed and self.balance and self.balance.carried:
            return Where.CARRIED
        return Where.WAITING if self.owed else Where.PAID

    @property
    def to_sign(self) -> bool:
        """Whether the signature of the person is all that it waits for."""
        return self.held is not None and self.held.why == Hold.Why.UNSIGNED and self.held.state == Hold.State.HELD

    @property
    def why(self) -> str:
        """Why it is not paid yet, where its policy has it wait for more."""
        return self.balance.why if self.balance and self.where == Where.CARRIED else ""


def amounts_of(actor, people: Iterable[int]) -> list[Amount]:
    """Every amount of a person (all accounts proven to be theirs) that the actor may see, the latest first."""
    lines = DistributionLine.objects.visible_to(actor).filter(person__in=people, distribution__state__in=TOLD)
    found = [Amount(line) for line in lines.select_related(*WITH).order_by("-distribution__on", "-pk")]
    payouts = Payout.objects.visible_to(actor).filter(line__in=[amount.line.pk for amount in found])
    by_line = defaultdict(list)
    for payout in payouts.select_related("payment").order_by("pk"):
        by_line[payout.line_id].append(payout)
    for amount in found:
        amount.payouts = by_line[amount.line.pk]
    sums = balances((amount.line, amount.owed) for amount in found if amount.owed)
    for amount in found:
        amount.balance = sums.get(key_of(amount.line))
    return found


def totals(amounts: Iterable[Amount]) -> dict[Where, dict[str, int]]:
    """Sums by how far the money has come and by currency; what was taken back counts nowhere but in what is set off."""
    sums: dict[Where, dict[str, int]] = {where: defaultdict(int) for where in Where}
    for amount in amounts:
        currency = amount.line.distribution.currency
        sums[Where.PAID][currency] += amount.paid
        carried = amount.balance is not None and amount.balance.carried
        sums[Where.CARRIED if carried else Where.WAITING][currency] += amount.owed
        if amount.where in (Where.HELD, Where.EXPECTED):
            sums[amount.where][currency] += amount.line.amount
    return {where: {c: s for c, s in found.items() if s} for where, found in sums.items()}


def share_of(line: DistributionLine) -> Share | None:
    """The share by which a person's line was computed, with its signature where there is one."""
    shares = Share.objects.filter(share_set=line.set_key, person=line.person_id)
    return shares.select_related("signature", "share_set").first()


def was_forfeited(line: DistributionLine) -> bool:
    """Whether a line is of a share that nobody claimed in time, and not of another that was held."""
    held = Hold.objects.filter(line__distribution=line.distribution_id, line__line=line.adjusts, why=Hold.Why.UNCLAIMED)
    return line.adjusts is not None and held.exists()


def chain(line: DistributionLine) -> list[Told]:
    """From the receipt to this one person: what everybody's money goes through, the parts above the persons', the own
    share of it. Of tiers that run person by person only the own ones."""
    if line.adjusts:
        return []
    share = share_of(line)
    signature = getattr(share, "signature", None)
    signed = {signer(line.key, line.group): signature.signed_on} if signature else {}
    trace = line.distribution.trace
    told = tell(trace, names={line.key: line.person.name}, signed=signed)
    return [said for here, said in zip(on_the_way(trace, line.key, party_of(line)), told, strict=True) if here]


def on_the_way(trace: Mapping, person: str, party: str = "") -> list[bool]:
    """Of each step whether the money of this person goes through it, and nobody else's own. `party`: whose part it is, where
    the person is in a group beside the inventors, too."""
    own = [step for step in trace["steps"] if step["code"] == "person" and step["key"] == person]
    group = any(step.get("group") for step in own if step["of"] == party)
    party = party or next((step["of"] for step in own if not step.get("group")), "")
    above = _above(trace, party)
    return [_concerns(step, person, above, group) for step in trace["steps"]]


def _above(trace: Mapping, party: str) -> set[str]:
    """The party whose part the person divides, and those whose part that party divides."""
    of = {step["key"]: step["of"] for step in trace["steps"] if step["code"] == "split" and step.get("of")}
    found: set[str] = set()
    at: str | None = party
    while at and at not in found:
        found.add(at)
        at = of.get(at)
    return found


def _concerns(step: Mapping, person: str, above: set[str], group: bool) -> bool:
    code, key = step["code"], step.get("key")
    whose = key if code == "own_part" else step.get("person", "") if code in ("tier", *MOVES) else ""
    if whose and (group or whose != person):  # the part, tiers, and a cap, for each inventor are nobody else's
        return False
    if code in ("tier", "own_part"):
        return True
    if code in ("person", "taken_back"):
        return key == person and step["of"] in above
    if code in MOVES:
        return step["party"] in above or any(to in above for to, _part in step["to"])
    return code in COMMON or (code in ("party", "split") and key in above)
