"""Where money comes from, asked of people: of an example all that decides, of a real receipt what only people know."""
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ip.rules import Origin, Policy
from ip.rules.formula import Circumstance
from ip.rules.origin import FACTS, OWN, PERSONS, SINCE, YEARS
from ip.wording import fact, in_words, one_word


def origin_fields(*formulas: Policy) -> dict[str, forms.Field]:
    """For an example, as far as a formula shares money differently by it."""
    words: dict[str, dict[str, str]] = {}
    for name, values in ((name, values) for formula in formulas for name, values in formula.asks.items()):
        words.setdefault(name, {}).update({value: one_word(name, value) for value in values})
    found: dict[str, forms.Field] = {}
    for name, said in words.items():
        if name in FACTS.values():
            found[name] = forms.ChoiceField(label=fact(name), choices=[("", _("any other")), *said.items()], required=False)
        elif name.startswith(YEARS):
            found[name] = forms.IntegerField(label=fact(name), min_value=0, max_value=100, initial=1, required=False)
        elif name == PERSONS:
            found[name] = forms.IntegerField(label=fact(name), min_value=1, max_value=100, initial=1, required=False)
    own = {f"{OWN}{item.key}": item for formula in formulas for item in formula.circumstances}
    return found | {name: circumstance_field(item, [], required=False) for name, item in own.items() if name in words}


def people_know(*formulas: Policy) -> dict[str, forms.Field]:
    """For money that has not come: the kind of income, and circumstances that the formulas name."""
    return {name: field for name, field in origin_fields(*formulas).items() if name == "income" or name.startswith(OWN)}


def origin_of(policy: Policy, said: Mapping[str, Any]) -> Origin:
    """What was chosen in these fields; what was not is any other, the first year, the first answer, one person."""
    years = {since: 1 if said.get(f"{YEARS}{since}") is None else said[f"{YEARS}{since}"] for since in SINCE}
    own = {item.key: str(said.get(f"{OWN}{item.key}")) for item in policy.circumstances}
    first = {item.key: item.values[0] for item in policy.circumstances}
    plain = {name: said.get(name, "") for name in FACTS.values()}
    return Origin(**plain, years=years, circumstances=first | policy.own(own), persons=said.get(PERSONS) or 1)


def circumstance_field(item: Circumstance, before: list[tuple[str, str]], **more) -> forms.ChoiceField:
    """The answers of a circumstance that a policy names."""
    options = [(value, in_words(name.data())) for value, name in item.options]
    label, hint = in_words(item.name.data()), in_words(item.clause.words.data())
    return forms.ChoiceField(label=label, choices=[*before, *options], help_text=hint, **more)


def asked_of(policy: Policy, known: Origin) -> list[Circumstance]:
    """What the policy asks of its own that can decide about money of which this is known."""
    open_ = {condition.asks for item in policy.schedules if not item.excluded(known) for condition in item.when}
    return [item for item in policy.circumstances if f"{OWN}{item.key}" in open_]
