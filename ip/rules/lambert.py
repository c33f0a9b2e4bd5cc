"""The Lambert model agreements as data, and the decision guide between agreements 2 and 3."""

from collections.abc import Mapping
from dataclasses import dataclass

from ip.rules.documents import Fields, Words, list_of, one_of, text, words
from ip.rules.errors import Refused

OWNERS = ("university", "sponsor", "each", "exploiter")
PARTIES = ("two", "several")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One model: for `two` parties or `several`; who `owns` the results; its name, and the clause that says so, with the
    named places {owner} and {others}."""

    key: str
    parties: str
    owner: str
    words: Words
    clause: Words
    unconfirmed: Words | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What so many yes suggest; `agreement` "" where it is open."""

    least: int
    most: int
    agreement: str
    words: Words


@dataclass(frozen=True, slots=True)
class Lambert:
    source: Words
    agreements: Mapping[str, Agreement]
    questions: tuple[Words, ...]
    outcomes: tuple[Outcome, ...]

    def suggest(self, yes: int) -> Outcome:
        """What the guide suggests after `yes` of the questions were answered with yes. Raises Refused beyond them."""
        for outcome in self.outcomes:
            if outcome.least <= yes <= outcome.most:
                return outcome
        raise Refused("yes", "range", value=yes, low=0, high=len(self.questions))


def read_lambert(data: object) -> Lambert:
    """The agreements and the guide of a file. Raises Refused for a word that is not known."""
    fields = Fields(data)
    source = fields.need("source", words)
    agreements = {one.key: one for one in fields.need("agreements", list_of(_agreement))}
    found = Lambert(source, agreements, fields.need("questions", list_of(words)), fields.need("outcomes", list_of(_outcome)))
    fields.done()
    return found


def _agreement(value: object, path: str) -> Agreement:
    fields = Fields(value, path)
    found = Agreement(
        fields.need("id", text), fields.need("parties", one_of(PARTIES)), fields.need("owner", one_of(OWNERS)),
        fields.need("words", words), fields.need("clause", words), fields.maybe("unconfirmed", words),
    )  # fmt: skip
    fields.done()
    return found


def _outcome(value: object, path: str) -> Outcome:
    fields = Fields(value, path)
    found = Outcome(
        fields.need("from", _count), fields.need("to", _count), fields.maybe("agreement", text) or "", fields.need("words", words)
    )
    fields.done()
    return found


def _count(value: object, path: str) -> int:
    if type(value) is not int or value < 0:
        raise Refused(path, "not_integer")
    return value
