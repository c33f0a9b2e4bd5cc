"""What each gets of a receipt before parties' amounts are rounded: a unit that rounding gave would tilt what one more unit gives."""
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ip.rules import Distribution, exact

Sums = dict[str, Fraction]


def unrounded(found: Distribution) -> Sums:
    """By line. The library divides a party's amount once it is rounded; what rounding gave the party is taken back here from
    whoever divides it, and from whom a cap passes it on to. Tiers that run person by person are left as they are."""
    lines: Sums = {}
    for line in found.lines:
        lines[line.key] = lines.get(line.key, Fraction(0)) + line.exact
    if found.policy.scope == "person":
        return lines
    given: Sums = {}  # by party, what rounding gave it
    for key, more in _given(found, given):
        if key in lines:
            lines[key] -= more
    return lines


def _given(found: Distribution, given: Sums) -> Iterator[tuple[str, Fraction]]:
    """(party, part of a split or person, how much of its exact amount is of the rounding of those above it)."""
    trace: Sequence[Mapping[str, Any]] = found.steps
    steps = {(step["code"], step.get("key")): step for step in trace}
    capped = [step for step in trace if step["code"] == "cap"]
    for step in trace:
        if step["code"] == "party":
            given[step["key"]] = step["amount"] - exact(step["exact"])
    for cap in (cap for cap in capped if "person" in cap):
        person = steps["person", cap["person"]]
        passed = given.get(person["of"], Fraction(0)) * exact(person["share"])
        for name, more in _passed(found, cap, passed):
            given[name] = given.get(name, Fraction(0)) + more
            yield name, more
    cut = {cap.get("person") or cap["party"] for cap in capped}
    for step in trace:
        if step["code"] not in ("split", "person") or step["of"] not in given:
            continue
        part = exact(step["share"]) if step["code"] == "person" else exact(step["percent"]) / 100
        more = Fraction(0) if step["key"] in cut else given[step["of"]] * part
        for cap in capped if step["code"] == "split" else ():
            whole = steps.get(("split", cap["party"]))
            if whole and whole["of"] == step["of"]:
                passed = given[step["of"]] * exact(whole["percent"]) / 100
                more += passed * _parts(found, cap).get(step["key"], 0)
        if step["code"] == "split":
            given[step["key"]] = step["amount"] - exact(step["exact"]) + more
        yield step["key"], more


def _passed(found: Distribution, cap: Mapping[str, Any], passed: Fraction) -> Iterator[tuple[str, Fraction]]:
    """What a cap for each person passes on in whole units, over what it would without rounding."""
    whole = dict(cap["to"])
    for name, part in _parts(found, cap).items():
        yield name, exact(whole.get(name, "0")) - (cap["amount"] - passed) * part


def _parts(found: Distribution, cap: Mapping[str, Any]) -> Mapping[str, Fraction]:
    """By party, which part of what is above a cap goes there."""
    to = found.policy.caps[cap["number"] - 1].to
    total = sum(part for _name, part in to)
    return {name: part / total for name, part in to}
