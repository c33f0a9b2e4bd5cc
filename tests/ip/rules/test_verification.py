"""The verifier computes anew and names every difference; what was stored is never trusted."""

import copy
import json

import pytest

from ip.rules import Shares, Standing, check, distribute, read_policy, settle
from tests.ip.rules.formulas import formula

SHARES = Shares.read([("ada", "2/3"), ("ben", "1/3")])
RESULT = distribute(read_policy(formula()), 1_000_000, currency="CNY", standing=Standing(90_000, 123), shares=SHARES)


def stored() -> dict:
    return json.loads(json.dumps(RESULT.trace()))


def test_an_untouched_trace_has_no_differences():
    assert check(stored(), RESULT) == ()
    assert check(settle(7, SHARES).trace(), settle(7, SHARES)) == ()


def test_a_cent_that_moved_from_one_person_to_another_shows_at_both_lines():
    trace = stored()
    lines = {line["key"]: line for line in trace["lines"]}
    lines["ada"]["amount"] -= 1
    lines["ben"]["amount"] += 1
    amount = RESULT.amounts()
    assert [(found.path, found.stored, found.computed) for found in check(trace, RESULT)] == [
        ("lines[ada].amount", amount["ada"] - 1, amount["ada"]),
        ("lines[ben].amount", amount["ben"] + 1, amount["ben"]),
    ]


@pytest.mark.parametrize(
    ("spoil", "paths"),
    [
        (lambda trace: trace["lines"].pop(0), ["lines[office]"]),
        (lambda trace: trace["lines"].append({"key": "eve", "amount": 1}), ["lines[eve]"]),
        (lambda trace: trace["lines"].reverse(), ["lines (order)"]),
        (lambda trace: trace["inputs"]["standing"].update(pool=124), ["inputs.standing.pool"]),
        (lambda trace: trace["inputs"].update(currency="USD"), ["inputs.currency"]),
        (lambda trace: trace["policy"].update(fingerprint="0"), ["policy.fingerprint"]),
        (lambda trace: trace.update(net=float("nan")), ["net"]),
        (lambda trace: trace.update(net=float(RESULT.net)), ["net"]),
        (lambda trace: trace.update(steps=None), ["steps"]),
        (lambda trace: trace.clear(), list(RESULT.trace())),
    ],
)
def test_whatever_was_altered_is_named(spoil, paths):
    trace = copy.deepcopy(stored())
    spoil(trace)
    assert [found.path for found in check(trace, RESULT)] == paths


def test_another_share_set_shows_as_an_input_and_at_its_lines():
    other = distribute(
        RESULT.policy,
        RESULT.gross,
        currency="CNY",
        standing=RESULT.before,
        shares=Shares.read([("ada", "1/2"), ("ben", "1/2")]),
    )
    paths = [found.path for found in check(stored(), other)]
    assert {"inputs.shares[0][1]", "lines[ada].amount", "lines[ben].amount"} - set(paths) == set()
