"""What the pages say of a departure: the rule in words with its clause, old and new parts side by side, who must sign."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.models import Person
from ip.departures import LEFT, Heirs, counting_on, fate, following, rule_on
from ip.models import Asset, Departure, PolicyVersion, ShareSet
from ip.rules import Shares
from ip.rules.shares import TO_PARTY
from ip.units import called, in_tree
from ip.wording import clause_said, departures, in_words
from record.wording import day, listed


@dataclass(frozen=True)
class Row:
    """Whose part it was and becomes; `signs`: must, carried (signed before and not less), or party (signs nothing)."""

    name: str
    before: Fraction | None
    after: Fraction | None
    signs: str = ""
    unit: str = ""  # for which it then counts


@dataclass(frozen=True)
class Outcome:
    """What follows. Without `version` no policy covers it, without a `rule` the policy is silent, without `rows` it is kept."""

    version: PolicyVersion | None
    becomes: str = ""
    rule: str = ""
    clause: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def carried(self) -> bool:
        return any(row.signs == "carried" for row in self.rows)


def look(actor, asset: Asset, last: ShareSet, *, person: Person, what: str, on: date, version: PolicyVersion | None,
         heirs: Sequence[Mapping] = ()) -> Outcome:  # fmt: skip
    """What the policy that holds on the day makes of the last set. Invalid says what is missing or wrong."""
    held = rule_on(asset, last.institution, on, version)
    if held is None:
        return Outcome(None)
    policy, weights, typed = held.formula, *_heirs(heirs)
    becomes = fate(policy, what, weights)
    if not becomes:
        return Outcome(held)
    shares = following(last, str(person.uid), what, policy, weights)
    rows = _rows(actor, last, shares, typed | party_names(held)) if shares else []
    return Outcome(held, becomes, rule_said(held, what, becomes), clause_said(policy.people.clause), rows)


def _heirs(heirs: Sequence[Mapping]) -> tuple[Heirs, dict[str, str]]:
    """Keys with weights, and the names of those who are not known yet."""
    weights, names = [], {}
    for number, said in enumerate(heirs, 1):
        person = said.get("person")
        key = str(person.uid) if person else f"heir {number}"
        names[key] = person.name if person else said.get("name_en") or said.get("name_zh") or ""
        weights.append((key, said["part"]))
    return weights, names


def rule_said(version: PolicyVersion, what: str, becomes: str) -> str:
    """The rule in a sentence, also where the policy leaves the part of who died to the law."""
    leaves, dies = departures(version.formula)
    if what == LEFT:
        return leaves
    return dies or (_("the policy says nothing; the part of who dies is inherited") if becomes == "heirs" else "")


def party_names(version: PolicyVersion) -> dict[str, str]:
    """What the policy calls its parties, by their keys in a share set."""
    return {f"{TO_PARTY}{party.key}": in_words(party.name.data()) for party in version.formula.walk()}


def compared(actor, departure: Departure) -> list[Row]:
    """The set that was proposed beside the one that it follows."""
    return _rows(actor, departure.follows, departure.share_set.divided(), party_names(departure.policy_version))


def _rows(actor, last: ShareSet, shares: Shares, names: dict[str, str]) -> list[Row]:
    before, after = dict(last.divided().parts), dict(shares.parts)
    carried = counting_on(last, shares)
    paths = dict(last.divided().units) | dict(shares.units)
    units, keys = called(paths.values()), list(dict.fromkeys([*before, *after]))
    people = Person.objects.visible_to(actor).filter(uid__in=[key for key in keys if key not in names])
    names = names | {str(person.uid): person.name for person in people}
    found = []
    for key in keys:
        signs = "party" if key.startswith(TO_PARTY) else "carried" if key in carried else "must"
        path = dict(shares.units if key in after else last.divided().units).get(key, ())
        found.append(Row(names.get(key, "–"), before.get(key), after.get(key), signs if key in after else "", in_tree(path, units)))
    return found


def grounds(person: Person, what: str, on: date, found: Outcome) -> str:
    """The reasons of the new set, as they are offered."""
    text = _("%(name)s left on %(day)s: %(rule)s") if what == LEFT else _("%(name)s died on %(day)s: %(rule)s")
    said = text % {"name": person.name, "day": day(on), "rule": found.rule}
    source = listed([text for text in (str(found.version), found.clause) if text])
    return (_("%(said)s (%(source)s)") % {"said": said, "source": source})[:2000]


def told(departure: Departure) -> dict:
    """For the page of its set: the rule in words, and its clause."""
    version = departure.policy_version
    becomes = fate(version.formula, departure.what, departure.heirs)
    return {"rule": rule_said(version, departure.what, becomes), "clause": clause_said(version.formula.people.clause)}
