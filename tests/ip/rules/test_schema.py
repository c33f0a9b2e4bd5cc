"""The published JSON Schema and the reader know the same words."""

import copy
import json
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from ip.policies import HERE, published
from ip.rules import Refused, read_policy
from tests.ip.rules.formulas import formula

SCHEMA = json.loads((HERE / "schema" / "policy.json").read_text(encoding="utf8"))
VALIDATOR = Draft202012Validator(SCHEMA)
OURS = published()
FREE = ("shares", "printed", "set", "answers", "to", "circumstances")  # objects whose keys are parties, paths or questions
PART = {"key": "lab", "name": {"en": "L"}, "percent": "100", "split": [{"key": "x", "name": {"en": "X"}, "percent": "100", "units": "own", "no_unit_to": "school"}]}
EVERYTHING = formula(
    parties=[*formula()["parties"], {"key": "provost", "name": {"en": "P"}, "split": [PART]}],
    deductions=[
        {"key": "law", "kind": "statutory", "name": {"en": "L"}, "percent": "30", "payee": "inventors", "law": "§ 42"},
        {"key": "first", "kind": "amount", "name": {"en": "F"}, "amount": "5", "payee": "provost", "per": "year"},
        {"key": "each", "kind": "amount", "name": {"en": "E"}, "amount": "5", "payee": "inventors", "each": True},
        {"key": "fee", "kind": "percent", "name": {"en": "F"}, "percent": "5", "of": {"gross_less": ["law"]}, "least": "1", "limit": "7", "per": "year"},
        {"key": "costs", "kind": "cost_recovery", "name": {"en": "C"}, "at_most": "80", "above": "10", "pool": "own", "limit": "9", "per": "year"},
        {"key": "surcharge", "kind": "percent", "name": {"en": "S"}, "percent": "50", "of": {"taken_by": ["costs"]}},
    ],
    what={"en": "royalties"}, period="year", year_begins="09-01", tiering="slab", counts="gross",
    caps=[{"party": "inventors", "amount": "9", "per": "year", "to": {"provost": "100"}, "each": True, "everywhere": True}],
    nothing_below=[{"parties": ["school"], "below": "1", "to": "provost", "counts": "receipt"}],
    at_least=[{"party": "inventors", "percent": "10", "from": "school"}],
    indexation={"index": "CPI", "base_date": "2020-01-01", "table": [{"from": "2020-01-01", "factor": "1.1"}]},
    schedules=[{"key": "fees", "name": {"en": "F"}, "kinds": ["signing_fee"], "assets": ["software"], "deals": ["licence"],
                "years": {"since": "licence_signed", "from": 1, "to": "3"}, "persons": {"from": "2", "to": 5}, "circumstances": {"by": ["team"]},
                "counts": "net", "caps": [{"party": "school", "amount": "9", "to": "provost"}], "nothing_below": [], "tiers": formula()["tiers"][1:] and formula()["tiers"]}],
    circumstances=[{"key": "by", "name": {"en": "By whom"}, "options": [{"value": "team", "name": {"en": "The team"}}]}],
    persons={"shares": "equal", "leaves": {"lost_to": "school"}, "leaves_unit": "lost", "dies": "heirs"},
    payout={"minimum": "500", "forfeited_after_years": 5, "forfeited_to": "other_persons", "within": {"days": 60}},
    rounding={"convention": "largest_remainder", "ties": "reversed"},
    asks=[{"key": "q", "question": {"en": "?"}, "options": [{"value": "a", "name": {"en": "A"}, "set": {"tiering": "marginal"}}]}],
)  # fmt: skip
GROUPS = formula(parties=[formula()["parties"][0], {"key": "department", "name": {"en": "D"}, "persons": "team"},
                          {"key": "school", "name": {"en": "S"}, "split": [{**PART, "split": [], "persons": "brokers"}]}])  # fmt: skip


@pytest.mark.parametrize("document", [*OURS.values(), EVERYTHING, GROUPS], ids=[*OURS, "everything", "groups"])
def test_both_take_it_and_neither_takes_a_word_more(document):
    read_policy(document)
    assert VALIDATOR.is_valid(document), VALIDATOR.iter_errors(document).__next__().message
    for path in objects(document):
        wrong = copy.deepcopy(document)
        place = wrong
        for step in path:
            place = place[step]
        place["colour"] = "red"
        assert not VALIDATOR.is_valid(wrong), path
        with pytest.raises(Refused):
            read_policy(wrong)


def objects(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Every object of the document whose keys are words of the format."""
    if isinstance(value, dict):
        if not (path and path[-1] in FREE):
            yield path
        for key, item in value.items():
            yield from objects(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, (*path, index))
