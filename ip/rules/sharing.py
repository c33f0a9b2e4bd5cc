"""The net through the tiers to the parties, and on to everybody who divides a party's part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.adjusting import Move, caps, credits, least, thresholds
from ip.rules.by_person import OwnPart, person_by_person
from ip.rules.deductions import Taking
from ip.rules.dividing import ROUNDING, Dividing, Given
from ip.rules.formula import Party, Tier
from ip.rules.granting import Granted
from ip.rules.lines import Line, rounded
from ip.rules.policy import Policy
from ip.rules.rounding import apportion
from ip.rules.shares import Shares
from ip.rules.tiers import TierPart, through_gross_tiers, through_tiers


@dataclass(frozen=True, slots=True)
class Shared:
    """Lines that sum to the net and what was granted; and how they came about, in reading order."""

    lines: tuple[Line, ...]
    reached: tuple[TierPart, ...]
    moves: tuple[Move, ...]
    given: tuple[Given, ...]
    rest: int
    got: Mapping[str, int]
    own: tuple[OwnPart, ...] = field(default=())


def share(
    policy: Policy, tiers: tuple[Tier, ...], taking: Taking, net: int, given: Granted, shares: Shares | None,
    groups: Mapping[str, Shares],
) -> Shared:  # fmt: skip
    """Share `net` (minor units) and add what deductions have `given` to parties and persons."""
    if policy.scope == "person":
        return _by_person(policy, tiers, taking, net, given, shares, groups)
    granted = given.by_payee
    standing = taking.standing
    before = 0 if policy.period == "receipt" else standing.life_to_date
    if policy.counts == "gross":
        parts, reached = through_gross_tiers(tiers, policy.tiering, net, taking.gross, before)
    else:
        parts, reached = through_tiers(tiers, policy.tiering, net, before, standing.posted)
    parts, below = thresholds(policy, parts, net, before)
    whole: Mapping[str, Fraction] = {}
    if any(part.credited for part in taking.taken):
        whole, _reached = through_tiers(tiers, "marginal" if policy.tiering == "marginal" else "slab", before + net, 0, {})
    parts, credit = credits(policy, parts, taking, net, whole)
    parts, lifted = least(policy, parts, taking.gross, granted)
    rules = [(index, cap) for index, cap in enumerate(policy.caps) if cap.party in parts and not cap.each]
    parts, over = caps(rules, parts, standing, granted)
    amounts, rest = apportion(net, list(parts.values()), policy.rounds)
    dividing = Dividing(policy, standing, shares, groups, rest=rest, first=given.by_person)
    extra = _each_capped(policy, dividing, dict(zip(parts, amounts, strict=True)), granted)
    lines = []
    for party, amount in zip(policy.parties, amounts, strict=True):
        more = extra.get(party.key, 0)
        lines += dividing.party(party, amount + more, parts[party.key] + more)
    return _shared(policy, lines, reached, [*below, *credit, *lifted, *over, *dividing.moves], dividing.given, dividing.rest)


def _each_capped(policy: Policy, dividing: Dividing, amounts: Mapping[str, int], granted: Mapping[str, int]) -> Mapping[str, int]:
    """What is `granted`, and what a cap for each person moves from the persons to others (minor units, by party)."""
    persons = policy.persons
    if persons is None or persons not in policy.parties:
        return granted
    to = dividing.cap_each(amounts[persons.key] + granted.get(persons.key, 0))
    found = {key: granted.get(key, 0) + to.get(key, 0) for key in amounts}
    found[persons.key] -= sum(dividing.over.values())
    return found


def _shared(
    policy: Policy,
    lines: list[Line],
    reached: tuple[TierPart, ...],
    moves: Iterable[Move],
    given: Iterable[Given],
    rest: int,
    own: tuple[OwnPart, ...] = (),
) -> Shared:
    if rest:
        lines = [*lines, rounded(ROUNDING, "rounding", rest, Fraction(0))]
    return Shared(tuple(lines), reached, tuple(moves), tuple(given), rest, got(policy, lines), own)


def _by_person(
    policy: Policy, tiers: tuple[Tier, ...], taking: Taking, net: int, given: Granted, shares: Shares | None,
    groups: Mapping[str, Shares],
) -> Shared:  # fmt: skip
    persons = policy.persons
    assert persons is not None
    among = shares or Shares(((persons.key, Fraction(1)),))
    own, rest = person_by_person(policy, tiers, net, taking.standing, among)
    dividing = Dividing(policy, taking.standing, shares, groups, rest=rest, first=given.by_person)
    granted = given.by_payee
    lines, of_persons = _own_lines(policy, persons, own, granted, dividing, among)
    found: list[Line] = []
    told: list[Given] = []
    for party in policy.parties:
        if party is persons:
            found, told = [*found, *lines], [*told, *of_persons]
            continue
        dividing.given = []
        more = granted.get(party.key, 0)
        dividing.own = {part.key: part.amounts[party.key] for part in own}
        amount = sum(dividing.own.values()) + more
        found += dividing.party(party, amount, sum((part.exact[party.key] for part in own), Fraction(more)))
        told += dividing.given
    return _shared(policy, found, (), dividing.moves, told, dividing.rest, tuple(own))


def _own_lines(
    policy: Policy, persons: Party, own: list[OwnPart], granted: Mapping[str, int], dividing: Dividing, among: Shares
) -> tuple[list[Line], list[Given]]:
    """The persons' lines: what the tiers leave each of their own part, and their part of what was granted."""
    first = dividing.first
    more, rest = apportion(granted.get(persons.key, 0) - sum(first.values()), [part.part for part in own], policy.rounds)
    dividing.rest += rest
    more = tuple(extra + first.get(part.key, 0) for part, extra in zip(own, more, strict=True))
    amounts = [part.amounts[persons.key] + extra for part, extra in zip(own, more, strict=True)]
    exact = [part.exact[persons.key] + extra for part, extra in zip(own, more, strict=True)]
    whole = Given(rounded(persons.key, "party", sum(amounts), sum(exact, Fraction(0))), "party")
    if dividing.shares is None:
        return [whole.line], [whole]
    dividing.given = []
    lines = [
        dividing.person(persons, part.key, amount, parts, part.part)
        for part, amount, parts in zip(own, amounts, exact, strict=True)
    ]
    return lines, [whole, *dividing.given]


def got(policy: Policy, lines: Iterable[Line]) -> dict[str, int]:
    """What each party got in these lines: its own, its units' (also what goes to another party for want of one), its persons'
    (also what their set passes on to a party), and those of the parties that divide it (minor units)."""
    divided = {party.key for party in policy.walk() if party.units or party.of_people}
    own: dict[str, int] = {}
    for line in lines:
        if line.kind in ("party", "person", "unit"):
            key = line.of if line.of in divided else line.key
            own[key] = own.get(key, 0) + line.amount
    return {party.key: sum(own.get(below.key, 0) for below in party.walk()) for party in policy.walk()}
