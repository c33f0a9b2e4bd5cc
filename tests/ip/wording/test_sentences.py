"""Every amount is explained in words; no code of the library lacks its sentence."""
from datetime import date

import pytest
from django.utils import translation

from ip.policies import published
from ip.refusals import SENTENCES as REFUSALS
from ip.refusals import sentence
from ip.rules import Refused, Shares, Standing, answered, distribute, read_policy, settle
from ip.rules.errors import MESSAGES
from ip.rules.exact import exact
from ip.wording import share, spell, tell
from ip.wording.traces import SENTENCES

NAMES = {"gu": "Gu Wenbo", "he": "He Jing", "liu": "Liu Fang"}
STEPS = {
    "received", "percent", "statutory", "third_party", "fixed", "cost_recovery", "amount", "net", "own_part", "tier", "below",
    "credit", "least", "cap", "party", "split", "person", "passed", "rounding", "common_costs", "part", "taken_back", "unit", "no_unit", "reverted",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def policy(key):
    return read_policy(answered(published()[key], applies_by="received"))


def thirds(**more):
    shares = Shares.read([("gu", 40), ("he", 35), ("liu", 25)], whole=100)
    given = {"currency": "CNY", "standing": Standing(pool=1_841_237), "shares": shares} | more
    return distribute(policy("us-stanford-pre-change"), 25_000_000, **given).trace()


def why(told):
    return {step.key: step.why.replace("\u00a0", " ") for step in told}


def test_every_step_that_the_library_takes_has_its_sentence():
    assert set(SENTENCES) == STEPS


def test_every_refusal_has_a_sentence_with_the_facts_that_it_carries():
    assert set(REFUSALS) == set(MESSAGES)
    for code, message in MESSAGES.items():
        facts = {word.split("}")[0]: "x" for word in message.split("{")[1:]}
        assert sentence(Refused("a.b", code, **facts))


def test_a_person_reads_where_their_amount_comes_from():
    told = why(tell(thirds(), names=NAMES, signed={"he": date(2024, 5, 3)}))
    assert told["office"] == "15 % of the receipt"
    assert told["costs"] == "all open costs, ¥18,412.37"
    assert told["school"] == "one third of the net"
    assert told["department"] == "one third of the net, rounded up to the full ¥0.01"
    assert told["gu"] == "40 % of the share of: Inventors"
    assert told["he"] == "35 % of the share of: Inventors, as signed on 3 May 2024, rounded up to the full ¥0.01"


def test_costs_that_the_money_does_not_reach_stay_open():
    told = why(tell(thirds(standing=Standing(pool=90_000_000)), names=NAMES))
    assert told["costs"] == "of ¥900,000.00 open costs; ¥687,500.00 stay open"


def test_a_receipt_that_crosses_a_threshold_names_both_parts():
    trace = distribute(policy("us-yale"), 2_000_000, currency="USD", standing=Standing(9_100_000)).trace()
    told = why(tell(trace))
    assert told["inventors"] == "50 % of USD 9,000.00 + 40 % of USD 9,000.00"
    assert told["tier"].startswith("USD 100,000.00 to USD 200,000.00, USD 91,000.00 were shared before")


def test_a_settlement_is_told_too():
    settled = settle(1_000_000, Shares.read([("a", "3/5"), ("b", "2/5")]), common_pool=50_000, borne_by="a")
    told = tell(settled.trace(), names={"a": "Linhai", "b": "Haoyuan"}, currency="CNY")
    assert [(step.label, step.why.replace("\u00a0", " "), step.amount) for step in told] == [
        ("Linhai", "common costs paid back; ¥0.00 stay open", 50_000),
        ("Linhai", "60 % by the income clause", 570_000),
        ("Haoyuan", "40 % by the income clause", 380_000),
    ]


@pytest.mark.parametrize("key", published())
def test_a_published_formula_can_be_read_step_by_step(key):
    formula = read_policy(published()[key])
    steps = spell(formula)
    beside = [*formula.schedules, *formula.caps, *formula.thresholds, *formula.least, formula.indexation, formula.payout]
    beside += [question for question in formula.questions if question.words.data()]
    beside += [party.split or party.units for party in formula.walk()]
    assert len(steps) == len(formula.deductions) + 1 + len([item for item in beside if item]) + bool(formula.persons) + 1
    assert all(step.label and step.text for step in steps)
    assert sum(len(step.doubts) for step in steps) == len(formula.unconfirmed)


def test_what_no_source_confirms_stands_beside_its_step():
    office = spell(read_policy(published()["us-stanford-pre-change"]))[0]
    assert (office.label, office.text.replace("\u00a0", " ")) == ("Licensing office", "takes 15 % of each receipt")
    assert office.doubts[0].startswith("The source says that a deduction supports the office")


def test_names_and_clauses_follow_the_readers_language():
    with translation.override("zh-hans"):
        office = spell(read_policy(published()["us-stanford-pre-change"]))[0]
        assert (office.label, office.clauses) == ("技术许可办公室", ["技术许可办公室从每笔到款中提取 15% 作为运行费用。"])
        assert tell(thirds(), names=NAMES)[1].label == "技术许可办公室"


@pytest.mark.parametrize(
    ("part", "said"),
    [("0.15", "15 %"), ("1/3", "one third"), ("2/3", "two thirds"), ("0.3334", "33.34 %"), ("3/7", "3/7 (42.9 %)"),
     ("0", "0 %"), ("1", "all")],
)  # fmt: skip
def test_shares_are_said_exactly(part, said):
    assert share(exact(part)).replace("\u00a0", " ") == said
