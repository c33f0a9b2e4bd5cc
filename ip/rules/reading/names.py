"""Keys name lines, so each stands once and leads to something; and some features exclude each other."""

from collections.abc import Iterable, Iterator

from ip.rules.errors import Refused
from ip.rules.formula import Deduction, FixedAmount, Percent
from ip.rules.origin import PERSONS
from ip.rules.policy import Policy
from ip.rules.reading.words import once


def check_names(policy: Policy) -> None:
    """Every key once; every name a party; no party without a way for money to reach it."""
    seen: set[str] = set()
    for index, step in enumerate(policy.deductions):
        once(seen, step.key, f"deductions[{index}].key")
    for index, party in enumerate(policy.parties):
        once(seen, party.key, f"parties[{index}].key")
        for below in list(party.walk())[1:]:
            once(seen, below.key, f"parties[{index}].split")
    if sum(party.persons for party in policy.walk()) > 1:
        raise Refused("parties", "two_persons")
    _check_groups(policy)
    if policy.by_units and policy.persons is None:  # units are those of the persons in the share set
        raise Refused("parties", "not_without", other="persons")
    if policy.parties and policy.persons is None and PERSONS in policy.asks:
        raise Refused("parties", "not_without", other="persons")
    reached = _reached_otherwise(policy)
    if policy.tiers:
        for index, party in enumerate(policy.parties):
            sets = (policy.tiers, *(item.tiers for item in policy.schedules))
            if party.key not in reached and not any(tier.shares[party.key] for tiers in sets for tier in tiers):
                raise Refused(f"parties[{index}]", "idle_party", name=party.key)


def _check_groups(policy: Policy) -> None:
    """Each group stands once, beside the inventors; what is unclaimed is told by persons, not by whose part it was."""
    groups: set[str] = set()
    for index, top in enumerate(policy.parties):
        for party in top.walk():
            if party.group:
                once(groups, party.group, f"parties[{index}].{'persons' if party is top else 'split'}")
    if groups and policy.persons is None:
        raise Refused("parties", "not_without", other="persons: true")
    if groups and policy.payout and policy.payout.forfeit_to == "other_persons":
        raise Refused("payout.forfeited_to", "not_together", other="persons: GROUP")
    if groups and policy.payout and policy.payout.parties:  # whose least amount it is, is not said by group
        raise Refused("payout.parties", "not_together", other="persons: GROUP")
    for path, name in _fallen_to(policy):
        if name in {party.key for party in policy.groups}:
            raise Refused(path, "to_group", name=name)


def _fallen_to(policy: Policy) -> Iterator[tuple[str, str]]:
    """Where money falls to a party beside the tiers, undivided."""
    yield "persons.leaves", policy.people.leaves_to
    yield "persons.dies", policy.people.dies_to
    yield "payout.forfeited_to", policy.payout.forfeit_to if policy.payout else ""
    for index, top in enumerate(policy.parties):
        yield from ((f"parties[{index}].no_unit_to", below.no_unit_to) for below in top.walk())


def _reached_otherwise(policy: Policy) -> set[str]:
    """Parties that get money from elsewhere than a tier; each is refused where it is no party."""
    top = {party.key for party in policy.parties}
    found = set()
    sets = [("deductions", policy.deductions)]
    for number, item in enumerate(policy.schedules):
        sets.append((f"schedules[{number}].deductions", item.deductions or ()))
    for path, steps in sets:
        found |= _payees(steps, top, path)
        _each_of_persons(steps, policy, path)
    for index, rule in enumerate(policy.least):
        _known(rule.party, top, f"at_least[{index}].party")
        _known(rule.source, top, f"at_least[{index}].from")
        if rule.source == rule.party:
            raise Refused(f"at_least[{index}].from", "not_beside", name=rule.source, party=rule.party)
        found.add(rule.party)
    for used in policy.formulas:
        found |= _cap_targets(used) | _threshold_targets(used, top)
    for number, party in enumerate(policy.parties):
        for name in (below.no_unit_to for below in party.walk() if below.no_unit_to):
            path = f"parties[{number}].no_unit_to"
            _known(name, top, path)
            if name == party.key:
                raise Refused(path, "not_beside", name=name, party=party.key)
            found.add(name)
    for path, name in (("persons.leaves", policy.people.leaves_to), ("persons.dies", policy.people.dies_to)):
        if name:
            _known(name, top, path)
            found.add(name)
    if policy.payout:
        for name in policy.payout.parties:
            _known(name, top, "payout.parties")
        if policy.payout.forfeit_to not in ("", "other_persons"):
            _known(policy.payout.forfeit_to, top, "payout.forfeited_to")
            found.add(policy.payout.forfeit_to)
    return found


def _payees(steps: Iterable[Deduction], top: set[str], path: str) -> set[str]:
    found = set()
    for index, step in enumerate(steps):
        if isinstance(step, Percent | FixedAmount) and step.payee:
            _known(step.payee, top, f"{path}[{index}].payee")
            found.add(step.payee)
    return found


def _each_of_persons(steps: Iterable[Deduction], policy: Policy, path: str) -> None:
    """So much for each person goes to the party of the persons, at the top."""
    for index, step in enumerate(steps):
        named = isinstance(step, FixedAmount) and step.each and step.payee
        if named:
            _inventors(policy, named, f"{path}[{index}].each")


def _inventors(policy: Policy, name: str, path: str) -> None:
    """What is counted for each person knows the persons of one party only."""
    if any(party.key == name and party.group for party in policy.walk()):
        raise Refused(path, "of_group", name=name)
    if not any(party.key == name and party.persons for party in policy.parties):
        raise Refused(path, "not_persons", name=name)


def _threshold_targets(policy: Policy, top: set[str]) -> set[str]:
    found = set()
    for index, below in enumerate(policy.thresholds):
        path = policy.at(f"nothing_below[{index}]")
        for name in (*below.parties, below.to):
            _known(name, top, path)
        if below.to in below.parties:
            raise Refused(f"{path}.to", "not_party", name=below.to)
        found.add(below.to)
    return found


def _cap_targets(policy: Policy) -> set[str]:
    """A cap's overflow goes to parties beside the capped one that no earlier cap has closed."""
    levels = [tuple(party.key for party in policy.parties)]
    levels += [tuple(part.key for part, _percent in party.split) for party in policy.walk() if party.split]
    closed: set[str] = set()
    each: set[str] = set()
    capped = {cap.party for cap in policy.caps if not cap.each}
    found = set()
    for index, cap in enumerate(policy.caps):
        path = policy.at(f"caps[{index}]")
        if cap.each:
            _inventors(policy, cap.party, f"{path}.each")
        level = next((keys for keys in levels if cap.party in keys), None)
        if level is None:
            raise Refused(f"{path}.party", "not_party", name=cap.party)
        once(each if cap.each else closed, cap.party, f"{path}.party")
        for name, _part in cap.to:
            if name not in level or name == cap.party:
                raise Refused(f"{path}.to", "not_beside", name=name, party=cap.party)
            if name in (capped if cap.each else closed):  # a cap for each person comes after all others
                raise Refused(f"{path}.to", "closed", name=name)
            found.add(name)
    return found


def _known(name: str, top: set[str], path: str) -> None:
    if name not in top:
        raise Refused(path, "not_party", name=name[:60])


def check_together(policy: Policy) -> None:
    """What excludes each other, in the formula and in each of its schedules."""
    for used in policy.formulas:
        if used.scope == "person":
            _check_by_person(used)
        if used.follows_posted:
            _check_follows(used)
        if used.counts == "gross":
            _check_counts_gross(used)


def _check_by_person(policy: Policy) -> None:
    """Tiers that run person by person count each person's own money: nothing that counts a party's total fits there."""
    if policy.persons is None or policy.persons not in policy.parties:
        raise Refused("scope", "no_persons")
    credited = any(isinstance(step, FixedAmount) and step.credited for step in policy.deductions)
    for name, there in (
        (policy.at("caps"), policy.caps),
        (policy.at("nothing_below"), policy.thresholds),
        ("at_least", policy.least),
        (policy.at("tiering"), policy.tiering == "slab_whole"),
        (policy.at("deductions"), credited),
    ):
        if there:
            raise Refused(name, "not_together", other="scope person")


def _check_counts_gross(policy: Policy) -> None:
    """Where the tiers count gross money, nothing else compares the net with the total that counts."""
    for other, there in (
        ("scope person", policy.scope == "person"),
        ("credited, slab_whole", policy.follows_posted),
        ("nothing_below", any(rule.counts == "total" for rule in policy.thresholds)),
    ):
        if there:
            raise Refused(policy.at("counts"), "not_together", other=other)


def _check_follows(policy: Policy) -> None:
    """Where lines follow what the parties have, they have it from the net alone."""
    if policy.period == "receipt":
        raise Refused(policy.at("period"), "not_together", other="credited, slab_whole")
    if policy.least:
        raise Refused("at_least", "not_together", other="credited, slab_whole")
    for index, step in enumerate(policy.deductions):
        granted = step.payee if isinstance(step, Percent) else ""
        if isinstance(step, FixedAmount) and not step.credited:
            granted = step.payee
        if granted:
            raise Refused(policy.at(f"deductions[{index}].payee"), "not_together", other="credited, slab_whole")
