"""Two formulas side by side: in words, on typed examples, and on the receipts of a year. Nothing is saved."""
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from ip.models import Distribution, SharingPolicy
from ip.past import Again, again, in_order
from ip.rules import Policy
from ip.trying import Row, names_of
from ip.units import names_of_keys
from ip.wording import Spelled, deciding_date, in_words, spell


@dataclass
class Wordings:
    """(what, old words, new words) for each entry of two formulas."""

    changed: list[tuple[str, str, str]] = field(default_factory=list)
    same: list[tuple[str, str, str]] = field(default_factory=list)


def in_two_wordings(old: Policy, new: Policy) -> Wordings:
    """Steps of the same name beside each other; what reads the same in both stands apart."""
    found = Wordings()
    for row in _in_words(old, new):
        (found.same if row[1] == row[2] else found.changed).append(row)
    return found


def _in_words(old: Policy, new: Policy) -> list[tuple[str, str, str]]:
    rows = [
        (_("Name"), in_words(old.name.data()), in_words(new.name.data())),
        (_("Source"), old.citation, new.citation),
        (_("Version"), deciding_date(old.applies_by), deciding_date(new.applies_by)),
    ]
    before, after = spell(old), spell(new)
    matcher = SequenceMatcher(None, [step.label for step in before], [step.label for step in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            rows += [(one.label, _said(one), _said(two)) for one, two in zip(before[a:b], after[c:d], strict=True)]
        else:
            rows += [(step.label, _said(step), "") for step in before[a:b]]
            rows += [(step.label, "", _said(step)) for step in after[c:d]]
    return rows


def _said(step: Spelled) -> str:
    return "\n".join(filter(None, [step.text, *step.lines, step.section, *step.clauses]))


@dataclass(frozen=True)
class Words:
    """Whose a line is, by its key: the same party keeps one row, whatever the two formulas call it by key."""

    new: Mapping[str, str]  # names by key in the formula that is looked at
    old: Mapping[str, str]
    persons: Mapping[str, str]  # by uid, as the reader may see them

    @classmethod
    def of(cls, new: Policy, old: Policy | None, persons: Mapping[str, str], rest: Mapping[str, str] | None = None) -> "Words":
        return cls(names_of(new), {**(rest or {}), **(names_of(old) if old else {})}, persons)

    def same(self, old: Mapping[str, int]) -> dict[str, int]:
        """Amounts of the old formula under the keys of the new one: by key, else by the same name."""
        by_name = {name: key for key, name in self.new.items()}
        found: Counter = Counter()
        for key, amount in old.items():
            found[key if key in self.new else by_name.get(self.old.get(key, ""), key)] += amount
        return dict(found)

    def label(self, key: str) -> str:
        return self.new.get(key) or self.old.get(key) or self.persons.get(key) or _("former member")

    def order(self, keys: Iterable[str]) -> list[str]:
        """As the new formula lists them, then what only the old one has, then persons by name."""
        listed = [*self.new, *(key for key in self.old if key not in self.new)]
        keys = set(keys)
        return [key for key in listed if key in keys] + sorted(keys - set(listed), key=self.label)


def side_by_side(words: Words, new: Mapping[str, int], old: Mapping[str, int]) -> list[Row]:
    """A row for each line of either; minor units."""
    old = words.same(old)
    return [Row(words.label(key), new.get(key, 0), old.get(key, 0)) for key in words.order([*new, *old])]


@dataclass
class Year:
    """The receipts of one currency: what each party and person got, and would have got, over all of them."""

    currency: str
    receipts: list[Again] = field(default_factory=list)
    new: Counter = field(default_factory=Counter)
    old: Counter = field(default_factory=Counter)
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> Row:
        return Row(_("Total"), sum(self.new.values()), sum(self.old.values()))


@dataclass
class Period:
    """Receipts taken again by both formulas. `left_out` are those that one of the two does not take, with the reason."""

    words: Words
    years: list[Year]
    left_out: list[Again]

    @property
    def count(self) -> int:
        return sum(len(year.receipts) for year in self.years)


def receipts_of(actor, policy: SharingPolicy):
    """Distributions that stand as posted, of deals that the policy covers, as far as the actor may read the money."""
    return Distribution.objects.visible_to(actor).filter(state=Distribution.State.POSTED, deal__kind__in=policy.deal_kinds)


def over(actor, distributions, new: Policy, old: Policy | None) -> Period:
    """All posted distributions of a queryset by the formula and by the other one; None: by what was posted."""
    found = list(again(in_order(distributions), new, old))
    years: dict[str, Year] = {}
    for one in found:
        if not one.why:
            year = years.setdefault(one.distribution.currency, Year(one.distribution.currency))
            year.receipts.append(one)
            year.new.update(one.new)
            year.old.update(one.old)
    called = Words.of(new, old, {}, _called(found) if old is None else None)
    words = replace(called, persons=_persons(actor, called, years.values()))
    for year in years.values():
        year.rows = side_by_side(words, year.new, year.old)
    return Period(words, [years[code] for code in sorted(years)], [one for one in found if one.why])


def _persons(actor, called: Words, years: Iterable[Year]) -> dict[str, str]:
    """Names of all persons and units concerned, as the actor may see them: whoever is neither a party nor a deduction."""
    uids = {key for year in years for key in (*year.new, *year.old)} - {*called.new, *called.old}
    return names_of_keys(actor, uids)


def _called(found: Iterable[Again]) -> dict[str, str]:
    """What the formulas by which it was posted call their lines."""
    steps = (step for one in found for step in one.distribution.trace["steps"])
    return {step["key"]: in_words(step["name"]) for step in steps if step.get("name")}
