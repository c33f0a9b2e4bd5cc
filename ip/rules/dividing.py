"""From the parties' amounts down to the last payee: splits to any depth, the persons by their share set, their units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ip.rules.adjusting import Move, caps
from ip.rules.by_unit import among_units
from ip.rules.errors import Refused
from ip.rules.formula import Party
from ip.rules.lines import Line, rounded
from ip.rules.policy import Policy
from ip.rules.rounding import apportion
from ip.rules.shares import TO_PARTY, Shares
from ip.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Given:
    """What a party, a part of a split, a person or a unit has: a line where nobody divides it further."""

    line: Line
    role: str  # party, split, person, passed, unit, no_unit, reverted
    percent: Fraction | None = None
    part: Fraction | None = None


@dataclass(slots=True)
class Dividing:
    """Divides amounts of parties. What rounding leaves apart gathers in `rest`."""

    policy: Policy
    standing: Standing
    shares: Shares | None
    groups: Mapping[str, Shares] = field(default_factory=dict)  # by group: the sets of persons beside the inventors
    given: list[Given] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    rest: int = 0
    over: dict[str, int] = field(default_factory=dict)  # by person: what a cap for each cuts off
    first: Mapping[str, int] = field(default_factory=dict)  # by person: amounts for each, which no share divides
    own: Mapping[str, int] | None = None  # by person: what the own part gives the party, where tiers run person by person

    def party(self, party: Party, amount: int, exact: Fraction) -> list[Line]:
        """The lines of a top-level party."""
        return self._divide(party, Given(rounded(party.key, "party", amount, exact), "party"))

    def _divide(self, party: Party, given: Given) -> list[Line]:
        self.given.append(given)
        if party.split:
            return self._split(party, given.line.amount)
        if party.persons and self.shares is not None:
            return self._persons(party, given.line.amount, self.shares)
        if party.group in self.groups:
            return self._group(party, given.line.amount, self.groups[party.group])
        if party.units and self.shares is not None:
            return self._units(party, given.line, self.shares)
        return [given.line]

    def _units(self, party: Party, whole: Line, shares: Shares) -> list[Line]:
        """A line for each unit; what no unit is named for stays a line of the party, or goes to another one."""
        among = among_units(shares, party.units, self.own)
        if list(among) == [""] and not party.no_unit_to:
            return [whole]
        amounts, rest = apportion(whole.amount, list(among.values()), self.policy.rounds)
        self.rest += rest
        found = []
        for (unit, weight), value in zip(among.items(), amounts, strict=True):
            part = weight / sum(among.values())
            key, kind, of, role = unit, "unit", party.key, "unit"
            if not unit:
                key, kind, of, role = party.key, "party", whole.of, "no_unit"
                if party.no_unit_to:
                    key, of, role = party.no_unit_to, party.key, "reverted"
            found.append(rounded(key, kind, value, whole.amount * part, of))
            self.given.append(Given(found[-1], role, part=part))
        return found

    def _split(self, party: Party, amount: int) -> list[Line]:
        parts = {below.key: amount * percent / 100 for below, percent in party.split}
        rules = [(index, cap) for index, cap in enumerate(self.policy.caps) if cap.party in parts]
        parts, moves = caps(rules, parts, self.standing, {})
        self.moves += moves
        amounts, rest = apportion(amount, list(parts.values()), self.policy.rounds)
        self.rest += rest
        lines = []
        for (below, percent), value in zip(party.split, amounts, strict=True):
            line = rounded(below.key, "party", value, parts[below.key], party.key)
            lines += self._divide(below, Given(line, "split", percent=percent))
        return lines

    def _persons(self, party: Party, amount: int, shares: Shares) -> list[Line]:
        amount += sum(self.over.values()) - sum(self.first.values())
        amounts, rest = apportion(amount, [part for _key, part in shares.parts], self.policy.rounds)
        self.rest += rest
        found = []
        for (key, part), value in zip(shares.parts, amounts, strict=True):
            more = self.first.get(key, 0) - self.over.get(key, 0)
            found.append(self.person(party, key, value + more, amount * part + more, part))
        return found

    def _group(self, party: Party, amount: int, shares: Shares) -> list[Line]:
        amounts, rest = apportion(amount, [part for _key, part in shares.parts], self.policy.rounds)
        self.rest += rest
        return [self.person(party, key, value, amount * part, part) for (key, part), value in zip(shares.parts, amounts, strict=True)]

    def cap_each(self, amount: int) -> dict[str, int]:
        """What of the persons' `amount` (minor units) a cap for each of them cuts off, by the party that it goes to."""
        cap = next(((index, cap) for index, cap in enumerate(self.policy.caps) if cap.each), None)
        found: dict[str, int] = {}
        if cap is None or self.shares is None:
            return found
        index, rule = cap
        amount -= sum(self.first.values())
        amounts, _rest = apportion(amount, [part for _key, part in self.shares.parts], self.policy.rounds)
        for key, value in zip(self.shares.keys, amounts, strict=True):
            over = value + self.first.get(key, 0) - max(0, rule.amount - self.standing.each.get(key, 0))
            if over <= 0 or key.startswith(TO_PARTY):
                continue
            parts, rest = apportion(over, [part for _name, part in rule.to], self.policy.rounds)
            self.rest += rest
            self.over[key] = over
            to = tuple((name, part) for (name, _part), part in zip(rule.to, parts, strict=True) if part)
            found |= {name: found.get(name, 0) + part for name, part in to}
            moved = tuple((name, Fraction(part)) for name, part in to)
            self.moves.append(Move("cap", index, rule.party, Fraction(over), moved, key))
        return found

    def person(self, party: Party, key: str, amount: int, exact: Fraction, part: Fraction) -> Line:
        """A person's line; where the part goes to a party, a line of that party that says whose part it was of."""
        to = key.removeprefix(TO_PARTY)
        passed = to != key
        line = rounded(to, "party" if passed else "person", amount, exact, party.key)
        self.given.append(Given(line, "passed" if passed else "person", part=part))
        return line


def check_shares(policy: Policy, shares: Shares) -> None:
    """Persons only where the policy has them, under names that no line has; equal parts where it says so."""
    persons = policy.persons
    if persons is None:
        raise Refused("shares", "no_persons")
    named = _named(policy)
    _check_keys(policy, persons, shares, "shares")
    if policy.people.shares == "equal" and len({part for _key, part in shares.parts}) > 1:
        raise Refused("shares", "not_equal")
    for unit in {unit for _key, path in shares.units for unit in path}:
        if unit in named or unit in shares.keys:
            raise Refused("shares", "unit_clash", name=unit)


def check_groups(policy: Policy, shares: Shares | None, groups: Mapping[str, Shares]) -> Mapping[str, Shares]:
    """The sets, each of a group that the policy names, under names that no line has. Who is in two groups has a part in each;
    units are those of the inventors."""
    parties = {party.group: party for party in policy.groups}
    units = {unit for _key, path in shares.units for unit in path} if shares else set()
    for group, found in groups.items():
        path = f"groups.{group}"
        if group not in parties:
            raise Refused(path, "no_group", name=group[:60], known=", ".join(parties))
        _check_keys(policy, parties[group], found, path)
        if found.units:
            raise Refused(path, "of_group", name=group)
        if clash := next((key for key in found.keys if key in units), None):
            raise Refused(path, "unit_clash", name=clash)
    return dict(groups)


def _check_keys(policy: Policy, party: Party, shares: Shares, path: str) -> None:
    named = _named(policy)
    top = {one.key for one in policy.parties if party not in one.walk()}
    for key in shares.keys:
        if key in named:
            raise Refused(path, "clash", name=key)
        if key.startswith(TO_PARTY) and key.removeprefix(TO_PARTY) not in top:
            raise Refused(path, "not_party", name=key.removeprefix(TO_PARTY))


def _named(policy: Policy) -> set[str]:
    return {step.key for step in policy.deductions} | {party.key for party in policy.walk()} | {ROUNDING}


ROUNDING = "rounding"
