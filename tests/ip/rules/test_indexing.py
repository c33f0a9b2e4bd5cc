"""Thresholds that follow an index: by a factor, or as printed."""

import datetime
import re

import pytest

from ip.rules import Origin, Refused, distribute, read_policy
from tests.ip.rules.formulas import KEYS, formula

TIERS = [
    {"from": "0", "to": "10", "shares": {"inventors": "50", "department": "50"}},
    {"from": "10", "shares": {"inventors": "20", "department": "80"}},
]
TWO = [{"key": key, "name": {"en": key}} for key in KEYS[:2]]


def policy(**changed):
    return read_policy(formula(**{"deductions": [], "scope": "asset", "parties": TWO, "tiers": TIERS, **changed}))


def shared(given, gross, **more):
    return distribute(given, gross, currency="CNY", **more)


def test_thresholds_follow_the_index_of_the_day():
    table = [{"from": "2020-01-01", "factor": "1"}, {"from": "2021-01-01", "to": "2021-12-31", "factor": "1.00105"}]
    given = policy(indexation={"index": "RPI", "table": table})
    day = datetime.date
    assert [shared(given, 2_000, on=on).amounts()["inventors"] for on in (day(2020, 6, 1), day(2021, 6, 1))] == [700, 700]
    assert shared(given, 2_000, on=day(2021, 6, 1)).trace()["steps"][2]["to"] == 1_001
    for on, sentence in ((None, "on: is needed"), (day(2022, 1, 1), "on: the table of RPI says nothing for 2022-01-01")):
        with pytest.raises(Refused, match=sentence):
            shared(given, 2_000, on=on)


@pytest.mark.parametrize(("ends", "said"), [
    (["10", "20"], "indexation.table[1].thresholds: states 2 thresholds, but the tiers have 1"),
    (["0"], "indexation.table[1].thresholds: must end above 0"),
])  # fmt: skip
def test_a_line_of_an_index_that_no_receipt_could_use_is_refused_when_the_formula_is_read(ends, said):
    table = [{"from": "2020-01-01", "to": "2020-12-31", "factor": "1.1"}, {"from": "2021-01-01", "thresholds": ends}]
    with pytest.raises(Refused, match=re.escape(said)):
        policy(indexation={"index": "RPI", "table": table})


def test_printed_thresholds_are_those_of_the_tiers_and_leave_other_tiers_alone():
    """A fee at any height has none; tiers of its own would have other ones, so that the factor must be stated."""
    index = {"index": "RPI", "table": [{"from": "2020-01-01", "thresholds": ["5"]}]}
    words = {"key": "fee", "name": {"en": "Fee"}, "kinds": ["fee"]}
    flat = {**words, "scope": "flat", "tiers": [{"from": "0", "shares": {"inventors": "40", "department": "60"}}]}
    given = policy(indexation=index, schedules=[flat])
    assert shared(given, 1_000, origin=Origin(income="fee"), on=datetime.date(2021, 1, 1)).amounts() == {"inventors": 400, "department": 600}
    assert shared(given, 1_000, origin=Origin(income="price"), on=datetime.date(2021, 1, 1)).amounts() == {"inventors": 350, "department": 650}
    with pytest.raises(Refused, match=re.escape("indexation.table[0].thresholds: does not go together with schedules[0].tiers")):
        policy(indexation=index, schedules=[{**words, "tiers": TIERS}])
