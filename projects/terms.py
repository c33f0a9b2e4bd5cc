"""Clauses as data: which rules a clause may follow, what each needs to know, and the sentence that it makes.

terms = {"rule": code} and what the rule takes:
    parts   "whole": int, "parts": [{"institution": uid, "part": int > 0}, …], summing to the whole, in the order agreed
    party   "party": uid of a party of the project
    days    "days": int, 1 to 365
    years   "years": int, 1 to 50
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record.errors import Invalid
from record.wording import listed

WHOLE = 1_000_000_000
RANGES = {"days": 365, "years": 50}


@dataclass(frozen=True)
class Rule:
    """`sentence` may name {lead}, {parts}, {party}, {days}, {years}."""

    code: str
    label: Any
    sentence: Any
    takes: tuple[str, ...] = ()


LAW = Rule("law", _("As the law says"), _("The parties agree nothing on this: the law applies."))
RULES: Mapping[str, tuple[Rule, ...]] = {
    "ownership": (
        Rule("joint", _("Jointly, in parts"), _("The parties own the results of the project jointly: {parts}."), ("parts",)),
        Rule("lead", _("The lead owns them"), _("{lead} owns the results of the project.")),
        Rule("client", _("The client owns them"), _("{party} commissions the project and owns its results."), ("party",)),
        Rule("each", _("Each owns its own"), _("Each party owns the results that its own people made; "
             "what people of several parties made together, these own jointly.")),
        LAW,
    ),
    "income": (
        Rule("shares", _("Shared, in parts"), _("Income from the results is shared between the parties: {parts}."), ("parts",)),
        Rule("each", _("Each keeps what it earns"), _("Each party keeps the income that it earns from the results.")),
        LAW,
    ),
    "acceptance": (
        Rule("explicit", _("Only by a decision"), _("A milestone is accepted only when every required approver has accepted it.")),
        Rule("deemed", _("Also by silence"), _("What is submitted and not decided within {days} days counts as accepted."), ("days",)),
    ),
    "liability": (
        Rule("shares", _("Borne in parts"), _("The loss from a technical failure that nobody could prevent "
             "is borne by the parties: {parts}."), ("parts",)),
        Rule("each", _("Each bears its own"), _("Each party bears its own loss from a technical failure that nobody could prevent.")),
        LAW,
    ),
    "confidentiality": (
        Rule("years", _("For a number of years"), _("What the parties tell each other for the project "
             "stays confidential for {years} years after its end."), ("years",)),
        Rule("open", _("Nothing is confidential"), _("The project holds nothing confidential; results may be published.")),
    ),
    "other": (Rule("text", _("In words only"), ""),),
}  # fmt: skip


def rule_of(kind: str, terms: Mapping) -> Rule:
    """The rule that terms follow. Invalid where there is no such clause or rule."""
    asked = terms.get("rule") if isinstance(terms, Mapping) else None
    rule = next((rule for rule in RULES.get(kind, ()) if rule.code == asked), None)
    if rule is None:
        raise Invalid(gettext("Choose one of the rules for this clause."), field="rule")
    return rule


def checked(kind: str, terms: Mapping, parties: set[str]) -> dict:
    """The terms, complete and with nothing besides. `parties`: uids of the project's parties. Invalid where wrong."""
    rule = rule_of(kind, terms)
    known = {"rule", *rule.takes} | ({"whole"} if "parts" in rule.takes else set())
    if unknown := set(terms) - known:
        raise Invalid(gettext("This rule does not take: %(names)s.") % {"names": listed(sorted(unknown))}, field="rule")
    found: dict = {"rule": rule.code}
    for name in rule.takes:
        found |= CHECKS[name](name, terms, parties)
    return found


def _parts(name: str, terms: Mapping, parties: set[str]) -> dict:
    whole, parts = terms.get("whole"), terms.get("parts")
    if not _between(whole, WHOLE):
        raise Invalid(gettext("The whole is a number from 1 on, such as 100."), field="whole")
    if not isinstance(parts, list) or not parts or not all(isinstance(p, Mapping) for p in parts):
        raise Invalid(gettext("Give each party that has a part its part."), field="parts")
    uids = [str(part.get("institution")) for part in parts]
    if len(set(uids)) < len(uids) or not set(uids) <= parties or not all(_between(p.get("part"), WHOLE) for p in parts):
        raise Invalid(gettext("Parts are whole numbers from 1 on, one for each party named."), field="parts")
    if (total := sum(part["part"] for part in parts)) != whole:
        text = gettext("The parts sum to %(total)d, the whole is %(whole)d.")
        raise Invalid(text % {"total": total, "whole": whole}, field="parts")
    return {"whole": whole, "parts": [{"institution": u, "part": p["part"]} for u, p in zip(uids, parts, strict=True)]}


def _party(name: str, terms: Mapping, parties: set[str]) -> dict:
    if str(terms.get("party")) not in parties:
        raise Invalid(gettext("Choose one of the parties."), field="party")
    return {"party": str(terms["party"])}


def _number(name: str, terms: Mapping, parties: set[str]) -> dict:
    if not _between(terms.get(name), RANGES[name]):
        raise Invalid(gettext("A number from 1 to %(most)d.") % {"most": RANGES[name]}, field=name)
    return {name: terms[name]}


def _between(value, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


CHECKS: Mapping[str, Callable[[str, Mapping, set[str]], dict]] = {
    "parts": _parts, "party": _party, "days": _number, "years": _number,
}  # fmt: skip


def sentence(kind: str, terms: Mapping, lead: str, names: Mapping[str, str]) -> str:
    """The terms in words of the active language. `names`: uid of a party → its name in that language."""
    parts = [f"{names.get(p['institution'], '–')} {p['part']}/{terms['whole']}" for p in terms.get("parts", ())]
    places = {"lead": lead, "parts": listed(parts), "party": names.get(terms.get("party", ""), "–")}
    places |= {name: terms[name] for name in RANGES if name in terms}
    return str(rule_of(kind, terms).sentence).format_map(places)
