"""Damaged documents and events are refused by place, or they compute: nothing else ever happens."""

import copy
from random import Random

import pytest

from ip.policies import published
from ip.rules import Origin, Refused, answered, distribute, read_policy
from ip.rules.__main__ import run
from tests.ip.rules.formulas import formula
from tests.ip.rules.test_schema import EVERYTHING

ODD = (None, True, 0, 1, -1, 10**30, "", "x", "100/3", "1/0", "0", [], {}, [[]], [None], {"en": "x"}, {"a": {}}, "\x00", "12-31", "2020-02-30")
EVENTS = {
    "shares": {"Ada": "1/2", "Ben": "1/2"}, "payout": {"minimum": 5},
    "events": [
        {"n": 1, "date": "2020-01-01", "kind": "cost", "given": {"amount": 5}},
        {"n": 2, "date": "2020-02-01", "kind": "receipt", "given": {"amount": 900, "vat_rate": "6", "choices": {}}},
        {"n": 3, "date": "2020-03-01", "kind": "hold", "given": {"payee": "Linhai University/Ada"}},
        {"n": 4, "date": "2020-03-01", "kind": "partial_reversal", "given": {"of": 2, "amount": 9}},
        {"n": 5, "date": "2020-04-01", "kind": "release", "given": {"payee": "Linhai University/Ada", "to": {"x": "1"}}},
        {"n": 6, "date": "2020-05-01", "kind": "leaves", "given": {"person": "Ben"}},
        {"n": 7, "date": "2020-06-01", "kind": "schedule", "given": {"assets": {"A": "1"}}},
        {"n": 8, "date": "2020-06-02", "kind": "opening", "given": {"life_to_date": {"Linhai University/A": 5}}},
        {"n": 9, "date": "2020-07-01", "kind": "closing", "given": {}},
    ],
}  # fmt: skip


def damaged(document: dict, draw: Random) -> dict:
    """One to three places of it replaced, removed or doubled."""
    made = copy.deepcopy(document)
    for _ in range(draw.randint(1, 3)):
        places = list(nodes(made))
        parent, key = draw.choice(places)
        how = draw.random()
        if how < 0.15 and isinstance(parent, dict):
            del parent[key]
        elif how < 0.25 and isinstance(parent, list):
            parent.append(copy.deepcopy(parent[key]))
        else:
            parent[key] = copy.deepcopy(draw.choice(ODD))
        if not list(nodes(made)):
            break
    return made


def nodes(value: object):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield value, key
        yield from nodes(item)


@pytest.mark.parametrize("lot", range(4))
def test_a_damaged_policy_is_refused_or_computes(lot):
    whole = [EVERYTHING, *published().values()]
    for seed in range(lot, 1_200, 4):
        draw = Random(seed)
        document = damaged(draw.choice(whole), draw)
        try:
            policy = read_policy(document)
            if policy.asks_date:
                policy = read_policy(answered(document, applies_by="received"))
            result = distribute(policy, draw.randrange(10**6), currency=policy.currency or "CNY", origin=Origin(income="royalty"))
            assert sum(line.amount for line in result.lines) == result.gross, seed
        except Refused as refused:
            assert str(refused), seed


def test_damaged_events_are_refused_or_play():
    policy = formula(persons={"leaves": "lost_to_others"})
    assert len(run(policy, EVENTS)) == 9
    for seed in range(800):
        draw = Random(seed)
        try:
            run(policy, damaged(EVENTS, draw))
        except Refused as refused:
            assert str(refused), seed
