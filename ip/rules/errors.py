"""What the library says when it does not take something."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "not_object": "must be an object",
    "not_list": "must be a list",
    "empty": "must not be empty",
    "not_text": "must be text",
    "bad_text": "holds a character that cannot be stored",
    "too_long": "is longer than {limit} characters",
    "not_bool": "must be true or false",
    "not_date": "must be a date, YYYY-MM-DD",
    "not_json": "is not JSON: {reason}",
    "too_deep": "is nested too deeply",
    "duplicate": '"{name}" stands here twice',
    "unknown": "not a feature of format 1",
    "unknown_value": '"{value}" is not a feature of format 1; known: {known}',
    "not_named": '"{value}" is named nowhere; known: {known}',
    "no_receipt": 'no receipt before this one has the number "{value}"',
    "float": "is a binary fraction; write exact numbers as text",
    "not_exact": '"{value}" is not an exact number such as 33.34 or 100/3',
    "not_integer": "must be a whole number of minor units",
    "range": "is {value}, but must lie between {low} and {high}",
    "sum": "the parts sum to {sum}, not to {whole}",
    "not_party": '"{name}" is not one of the parties',
    "idle_party": '"{name}" has a share in no tier',
    "two_persons": "only one party can be that of the inventors; another group of persons has a key (persons: KEY)",
    "gap": "begins at {begins}, but the tier before ends at {ends}",
    "order": "must end above {low}",
    "open_end": "the last tier must be open; a source that gives only a part says so under partial",
    "closed_end": "every tier but the last needs an end",
    "flat_tiers": "a flat formula has exactly one open tier",
    "not_minor": "{value} is finer than the minor unit of {currency}",
    "no_currency": "is needed, since the tiers name amounts",
    "currency": "counts in {policy}, the money is in {money}",
    "other_date": '"{name}" is not a date that applies_by names',
    "not_asked": "the source answers this itself; there is nothing to choose",
    "no_path": 'the document has nothing at "{value}"',
    "unanswered": "must be answered before the policy can be used",
    "beyond": "the source gives the formula only up to {limit} (minor units)",
    "exceeds": "{value} is more than the {left} that is left",
    "not_optional": "the policy has no optional deduction of this name",
    "not_persons": '"{name}" is not the party, at the top, that is shared among persons',
    "of_group": '"{name}" is shared among a group of persons of its own; this is known for the inventors only',
    "no_group": '"{name}" is no group of persons in this policy; known: {known}',
    "no_persons": "the policy names no party that is shared among persons",
    "clash": '"{name}" names a person and a line of the policy',
    "unit_clash": '"{name}" names a unit and something else',
    "no_workday": "has no working day within a year",
    "no_date": 'the date "{name}" is needed to pick the version',
    "no_version": "no version holds on these dates",
    "many_versions": "more than one version holds on these dates: {ids}",
    "not_joint": "need owners that are all_parties",
    "parts_need_rule": "belong to an income that is by_parts, and only to it",
    "not_pair": "must be a pair of key and part",
    "not_positive": "must be above zero",
    "no_shortage": "sum to {sum}, which {amount} covers: there is nothing to ration",
    "no_imputation": "the parties have {alone} alone, but only {total} together",
    "no_bearer": "common costs need the party that bore them",
    "not_year_day": "must be a day of every year, MM-DD",
    "statutory_first": "what a law grants of the gross comes before every other deduction",
    "not_above": '"{name}" is not a deduction above this one',
    "credited": "needs a payee, and an amount once in the life of the case",
    "not_together": "does not go together with {other}",
    "not_without": "has no meaning without {other}",
    "not_beside": '"{name}" does not stand beside "{party}"',
    "closed": '"{name}" is capped itself by a cap that stands before this one',
    "factor_or_thresholds": "needs either a factor or thresholds",
    "not_later": "must lie after the day before it",
    "thresholds_count": "states {given} thresholds, but the tiers have {needed}",
    "no_day": "is needed, since the thresholds are indexed",
    "no_index": "the table of {index} says nothing for {day}",
    "undecided": "is needed, since it decides by which schedule money is shared; known: {known}",
    "no_condition": "says of no money that it shares it; known: {known}",
    "covered": 'never fits: where it would, the schedule "{name}" fits already',
    "no_shares": "are needed, since the tiers run person by person",
    "not_equal": "must be equal parts",
    "not_person": '"{name}" has no part in this share set',
    "no_rule": "the policy does not say what becomes of this part",
    "no_shares_yet": '"{name}" has no share set yet',
    "not_compiled": "has features that only the full computation knows",
    "not_read": "cannot be read: {reason}",
    "nothing_to_divide": "parts that sum to zero cannot carry {amount}",
}


class Refused(ValueError):
    """Input that the library does not take.

    `path` is the place in the document (`tiers[1].shares`) or the argument, `code` a key of MESSAGES that never
    changes its meaning, `facts` what the sentence needs: pages make their own sentence from these three.
    """

    def __init__(self, path: str, code: str, **facts: object) -> None:
        self.path, self.code, self.facts = path, code, facts
        super().__init__(f"{path}: {MESSAGES[code].format(**facts)}")
