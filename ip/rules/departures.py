"""What becomes of a person's part who leaves or dies. A share set holds from its day on; nothing posted changes."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from ip.rules.errors import Refused
from ip.rules.formula import PersonsRule
from ip.rules.shares import TO_PARTY, Path, Shares


def after_leaving(shares: Shares, person: str, rule: PersonsRule) -> Shares:
    """The set after `person` has left: kept, lost to the others in proportion, or lost to a party (`party:KEY`); for the unit
    that it counted for, or for none any more.

    Raises Refused where the policy says nothing about leavers, or the person has no part.
    """
    if rule.unit_lost:
        shares = replace(shares, units=tuple((key, path) for key, path in shares.units if key != person))
    return _after(shares, person, rule.leaves, rule.leaves_to, "persons.leaves")


def after_death(shares: Shares, person: str, rule: PersonsRule, heirs: Shares | None = None) -> Shares:
    """The set after `person` has died: `heirs` divide the part among them, in its place, unless the policy says else."""
    fate = rule.dies or ("heirs" if heirs else "")
    if fate != "heirs":
        return _after(shares, person, fate, rule.dies_to, "persons.dies")
    if heirs is None:
        raise Refused("heirs", "missing")
    part = _part(shares, person)
    return _read(shares, person, [(key, part * fraction) for key, fraction in heirs.parts])


def equal(keys: list[str]) -> Shares:
    """Equal parts, for a policy that says so or where nothing else was signed."""
    return Shares.read([(key, 1) for key in keys], whole=len(keys))


def _after(shares: Shares, person: str, fate: str, to: str, path: str) -> Shares:
    part = _part(shares, person)
    if fate == "keeps":
        return shares
    if fate == "lost_to":
        return _read(shares, person, [(f"{TO_PARTY}{to}", part)])
    if fate != "lost_to_others" or part == 1:
        raise Refused(path, "no_rule")
    grown = [(key, other / (1 - part)) for key, other in shares.parts if key != person]
    return Shares.read(grown, units={key: path for key, path in shares.units if key != person})


def _part(shares: Shares, person: str) -> Fraction:
    found = dict(shares.parts).get(person)
    if found is None:
        raise Refused("shares", "not_person", name=person)
    return found


def _read(shares: Shares, person: str, instead: list[tuple[str, Fraction]]) -> Shares:
    """The set with others in the person's place; who stands there already gets both parts.

    What was done in a unit counts for it whoever has the part: others stand there with the person's unit, a person who had
    a part already with the own one. A party to which parts of several units fell has none.
    """
    parts: dict[str, Fraction] = {}
    was = dict.fromkeys(shares.keys, ()) | dict(shares.units)
    units: dict[str, Path] = {}
    for key, part in shares.parts:
        for name, value in instead if key == person else [(key, part)]:
            parts[name] = parts.get(name, Fraction(0)) + value
            units[name] = _unit(name, units, was, was[key])
    return Shares.read(parts.items(), units={name: path for name, path in units.items() if path})


def _unit(name: str, units: Mapping[str, Path], was: Mapping[str, Path], path: Path) -> Path:
    """The unit for which all that `name` has counts, when a part that counted for `path` is added to it."""
    if name.startswith(TO_PARTY):
        return path if units.get(name, path) == path else ()
    return was.get(name, path)
