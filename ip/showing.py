"""A distribution as its page shows it: the way from receipt to person, the entries, the floors. Nothing is computed here."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ip.flowing import BELOW, TAKEN, granted
from ip.groups import group_sets, party_of
from ip.models import Distribution, DistributionLine, Hold, Signature
from ip.sharing import moves
from ip.wording import Told, signer, tell
from ledger.models import Account, Entry
from record import registry
from record.append import ref
from record.texts import pick

OWN, OFFICE = 1, 5  # strands: the institution and its people, what is taken off first


def steps(distribution: Distribution, names: dict[str, str]) -> list[Told]:
    """Every step with its reason, persons by the names that the reader may see."""
    sets = [distribution.share_set_id, *(share_set.pk for share_set in group_sets(distribution).values())]
    signatures = Signature.objects.filter(share__share_set__in=[pk for pk in sets if pk])
    rows = signatures.values_list("share__person__uid", "share__share_set__group", "signed_on")
    signed = {signer(str(uid), group): on for uid, group, on in rows}
    return tell(distribution.trace, names=names, signed=signed)


def fall(trace: Mapping, told: list[Told]) -> list[dict]:
    """Rows of the waterfall: what is taken off falls from the right, the rest is laid out from the right to the left, and
    what divides a part lies within it. What a deduction gave a party is part of the party's bar."""
    rows, left = [], 0
    right: dict[str, int] = {}  # where the next of those that divide a party's part ends
    for step, said in zip(trace["steps"], told, strict=True):
        code, amount = said.code, said.amount
        if code in ("received", "net"):
            left = amount
            rows.append(_bar(said, start=0, sum=True))
        elif code in TAKEN and not step.get("credited"):
            left -= amount
            rows.append(_bar(said, start=left, strand=OWN if step.get("payee") else OFFICE, amount=-amount))
        elif code in ("party", "rounding"):
            left -= amount - granted(trace, said.key)
            rows.append(_bar(said, start=left, strand=OWN, tint=2))
            right[said.key] = left + amount
        elif code in BELOW and step.get("of") in right:
            right[step["of"]] -= amount
            if code == "split":
                right[said.key] = right[step["of"]] + amount
            rows.append(_bar(said, start=right[step["of"]], strand=OWN, tint=3, inside=True))
    return rows


def _bar(step: Told, **where) -> dict:
    return {"label": step.label, "why": step.why, "amount": step.amount, "strand": 0, "tint": 0, "sum": False, "inside": False, **where}


def placed(distribution: Distribution) -> int:
    """How many smallest units rounding gave to one line rather than another."""
    return sum(abs(extra) for extra in distribution.lines.values_list("extra", flat=True))


@dataclass(frozen=True)
class Row:
    """One entry as it was or will be posted: debit or credit in minor units."""

    account: str
    party: str
    debit: int
    credit: int


def entries(actor, distribution: Distribution) -> list[Row]:
    """What was posted, or what will be."""
    if distribution.posting_id:
        posted = Entry.objects.visible_to(actor).filter(posting=distribution.posting_id).select_related("account").order_by("line")
        found = [(e.account.kind, e.account.name, (e.account.of, e.account.party), e.amount) for e in posted]
    else:
        found = [(place.kind, pick(place.name_en, place.name_zh), (ref(place.party) if place.party is not None else ("", None)), amount)
                 for place, amount in moves(distribution) if amount]  # fmt: skip
    names = registry.names({tuple(party) for _kind, _name, party, _amount in found if party[1]}, actor)
    return [Row(str(Account.Kind(kind).label), name or names.get(party[1], ("", ""))[0], max(amount, 0), max(-amount, 0))
            for kind, name, party, amount in found]  # fmt: skip


@dataclass(frozen=True)
class OfUnit:
    """What one unit gets of it: its lines with their reasons, in minor units."""

    name: str
    amount: int
    why: list[str]


def units(distribution: Distribution, told: list[Told], names: dict[str, str]) -> list[OfUnit]:
    """What each unit gets, all parties together, in the order of the lines."""
    reasons = [(step.key, step.why) for step in told if step.code == "unit"]
    sums: dict[str, int] = {}
    for key, amount in distribution.lines.filter(unit__isnull=False).order_by("line").values_list("key", "amount"):
        sums[key] = sums.get(key, 0) + amount
    return [OfUnit(names.get(key, ""), amount, [why for of, why in reasons if of == key]) for key, amount in sums.items()]


@dataclass(frozen=True)
class Amount:
    """A person's line with what became of it."""

    line: DistributionLine
    person: Any  # None where the reader may not see who it is
    why: str
    hold: Hold | None
    paid: int


def people(distribution: Distribution, told: list[Told], persons: dict) -> list[Amount]:
    """Who gets what of it, what is held and what is paid."""
    reasons = {(step.key, step.of): step.why for step in told if step.code == "person"}
    lines = distribution.lines.filter(person__isnull=False).select_related("hold", "distribution").prefetch_related("payouts")
    return [
        Amount(line, persons.get(line.person_id),
               _("after the release of what was held") if line.adjusts else reasons.get((line.key, party_of(line)), ""),
               getattr(line, "hold", None), sum(payout.amount for payout in line.payouts.all()))
        for line in lines.order_by("line")
    ]  # fmt: skip
