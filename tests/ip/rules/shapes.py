"""The form of the facts' entries: what is not of it is told by its place, before anything is computed."""

from collections.abc import Iterator

from tests.ip.rules.folder import not_supported

TEXT, NUMBER, OBJECT, LIST = (str,), (int, str), (dict,), (list,)
POLICY = {
    "currency": TEXT, "period": TEXT, "applies_by": TEXT, "institution": TEXT, "source": TEXT, "base": TEXT, "persons": TEXT,
    "deductions": LIST, "tiers": LIST, "caps": LIST, "thresholds": LIST, "tier_sums": LIST, "variants": OBJECT,
    "indexation": OBJECT, "when": OBJECT, "departure": TEXT, "units": OBJECT, "groups": OBJECT,
}  # fmt: skip
ROWS = {
    "deductions": {"name": TEXT, "kind": TEXT}, "tiers": {"from": NUMBER, "shares": OBJECT},
    "caps": {"party": TEXT, "max": NUMBER, "excess_to": TEXT}, "thresholds": {"if": TEXT, "then": TEXT},
}  # fmt: skip
EVENT = {"date": TEXT, "kind": TEXT, "given": OBJECT, "expected": OBJECT}
CALLED = {TEXT: "text", NUMBER: "a number", OBJECT: "an object", LIST: "a list"}


class Malformed(AssertionError):
    """An entry that is not of the form."""


def policy(facts: object, at: str = "") -> None:
    """Raises Malformed with every fault of the entry."""
    _judge([*_policy(facts, at)])


def case(facts: dict) -> None:
    _judge([*_words(facts, "", {"kind": TEXT, "input": OBJECT, "expected": OBJECT}, ("kind", "input", "expected"))])


def scenario(facts: dict) -> None:
    needed = ("institutions", "deals", "events")
    faults = [*_words(facts, "", {"institutions": OBJECT, "deals": OBJECT, "share_sets": OBJECT, "events": LIST}, needed)]
    if not faults:
        for name, house in facts["institutions"].items():
            at = f"institutions.{name}"
            faults += _words(house, at, {"policies": LIST}, ("policies",)) or [
                fault for number, entry in enumerate(house["policies"]) for fault in _policy(entry, f"{at}.policies[{number}]")
            ]
        for number, event in enumerate(facts["events"]):
            faults += _words(event, f"events[{number}]", EVENT, ("date", "kind", "expected"))
    _judge(faults)


def _judge(faults: list[str]) -> None:
    if faults:
        raise Malformed(f"malformed: {'; '.join(faults)}")


def _policy(facts: object, at: str) -> Iterator[str]:
    faults = _words(facts, at, POLICY, ("id", "currency", "period", "tiers"))
    yield from faults
    if not faults and isinstance(facts, dict):
        for part, words in ROWS.items():
            for number, row in enumerate(facts.get(part) or ()):
                yield from _words(row, _place(at, f"{part}[{number}]"), words, tuple(words))


def _words(value: object, at: str, kinds: dict[str, tuple[type, ...]], needed: tuple[str, ...]) -> list[str]:
    if not isinstance(value, dict):
        return [f"{at or 'the entry'} must be an object"]
    faults = [f"{_place(at, word)} is missing" for word in needed if value.get(word) is None]
    for word, kind in kinds.items():
        found = value.get(word)
        if found is not None and (not isinstance(found, kind) or isinstance(found, bool)):
            faults.append(f"{_place(at, word)} must be {CALLED[kind]}")
    return faults


def _place(at: str, word: str) -> str:
    return f"{at}.{word}" if at else word


def unknown(found: object, known: tuple[str, ...], what: str) -> None:
    """Skips by name what stands beside the known words of an object."""
    if isinstance(found, dict) and (beyond := sorted(found.keys() - set(known))):
        not_supported(f"{what} with {', '.join(beyond)}")
