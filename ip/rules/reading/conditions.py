"""Reading what a schedule asks of the origin of money, and the circumstances that the policy itself names."""

from ip.rules.documents import Fields, Words, list_of, one_of, words
from ip.rules.errors import Refused
from ip.rules.formula import Circumstance, Clause, Schedule
from ip.rules.origin import FACTS, OWN, PERSONS, SINCE, YEARS, Between, Condition, OneOf
from ip.rules.reading.words import clause, key, once, whole_number


def conditions(fields: Fields) -> tuple[Condition, ...]:
    """At least one; each of at least one word."""
    found: list[Condition] = []
    for word, asks in FACTS.items():
        if (values := fields.maybe(word, _words)) is not None:
            found.append(OneOf(word, asks, values))
    for word, read in NUMBERS.items():
        if (number := fields.maybe(word, read)) is not None:
            found.append(number)
    found += fields.maybe("circumstances", _chosen) or ()
    if not found:
        raise Refused(fields.path, "no_condition", known=", ".join((*FACTS, *NUMBERS, "circumstances")))
    return tuple(found)


def _words(value: object, path: str) -> tuple[str, ...]:
    """At least one, each once."""
    found = list_of(key)(value, path)
    if not found:
        raise Refused(path, "empty")
    seen: set[str] = set()
    for word in found:
        once(seen, word, path)
    return found


def _chosen(value: object, path: str) -> tuple[OneOf, ...]:
    """By key of a circumstance the answers of which one must have been chosen."""
    fields = Fields(value, path)
    found = tuple(OneOf(f"circumstances.{name}", f"{OWN}{name}", fields.need(name, _words)) for name in fields.data)
    if not found:
        raise Refused(path, "empty")
    return found


def circumstance(value: object, path: str) -> Circumstance:
    fields = Fields(value, path)
    found = Circumstance(
        key=fields.need("key", key),
        name=fields.need("name", words),
        options=fields.need("options", list_of(_option)),
        clause=fields.maybe("clause", clause) or Clause(),
    )
    fields.done()
    if not found.options:
        raise Refused(fields.at("options"), "empty")
    return found


def _option(value: object, path: str) -> tuple[str, Words]:
    fields = Fields(value, path)
    found = fields.need("value", key), fields.need("name", words)
    fields.done()
    return found


def check_circumstances(circumstances: tuple[Circumstance, ...], schedules: tuple[Schedule, ...]) -> None:
    """Each is named once, and so is each of its answers; schedules ask for nothing else."""
    known: dict[str, tuple[str, ...]] = {}
    for index, item in enumerate(circumstances):
        once(set(known), item.key, f"circumstances[{index}].key")
        known[item.key] = item.values
        seen: set[str] = set()
        for number, value in enumerate(item.values):
            once(seen, value, f"circumstances[{index}].options[{number}].value")
    for index, schedule in enumerate(schedules):
        for condition in schedule.when:
            if condition.asks.startswith(OWN):
                values = known.get(condition.asks.removeprefix(OWN))
                strange = next((value for value in condition.values if value not in (values or ())), None)
                if strange is not None:
                    named, among = (condition.asks.removeprefix(OWN), tuple(known)) if values is None else (strange, values)
                    raise Refused(f"schedules[{index}].{condition.word}", "not_named", value=named, known=", ".join(among))


def _years(value: object, path: str) -> Between:
    fields = Fields(value, path)
    return _between(fields, "years", YEARS + fields.need("since", one_of(SINCE)))


def _persons(value: object, path: str) -> Between:
    fields = Fields(value, path)
    if not fields.data:
        raise Refused(path, "empty")
    return _between(fields, "persons", PERSONS)


def _between(fields: Fields, word: str, asks: str) -> Between:
    first, last = fields.maybe("from", whole_number) or 1, fields.maybe("to", whole_number)
    found = Between(word, asks, first, last)
    fields.done()
    if found.last is not None and found.last < found.first:
        raise Refused(fields.at("to"), "range", value=found.last, low=found.first, high=100)
    return found


NUMBERS = {"years": _years, "persons": _persons}


def check_apart(above: Schedule, item: Schedule, path: str) -> None:
    """Of two that ask the same, no origin may fit both; one that asks for less must leave something to the one below it."""
    first, second = ({condition.asks: condition for condition in one.when} for one in (above, item))
    shared = [asks for asks in first if asks in second]
    common = [first[asks].common(second[asks]) for asks in shared]
    if first.keys() == second.keys() and all(common):
        raise Refused(f"{path}.{second[shared[0]].word}", "duplicate", name=common[0])
    if len(shared) == len(first) and all(first[asks].covers(second[asks]) for asks in shared):
        raise Refused(path, "covered", name=above.key)
