"""Formulas as their sources print them: loaded, or refused with the sum shown."""

import json
from pathlib import Path

import pytest

from ip.policies import published
from ip.rules import Refused, Shares, Standing, answered, distribute, read_policy
from tests.ip.rules.facts import read
from tests.ip.rules.folder import load
from tests.ip.rules.treatments import treated, usable

OURS = published()
TREATED = load("policies.json")


@pytest.mark.parametrize("facts", TREATED, ids=lambda facts: facts["id"])
def test_a_formula_is_treated_as_the_facts_ask(facts):
    treated(facts)


@pytest.mark.parametrize("key", OURS)
def test_our_files_say_in_both_languages_what_each_step_is(key):
    policy = read_policy(OURS[key])
    steps = [*policy.deductions, *policy.tiers, *policy.caps, *policy.thresholds, *([policy.payout] if policy.payout else [])]
    texts = [policy.name, policy.institution, *(step.clause.words for step in steps)]
    texts += [item.name for item in (*policy.walk(), *policy.deductions)] + [note.words for note in policy.unconfirmed]
    texts += [words for question in policy.questions if question.words.data() for words in (question.words, *question.labels)]
    texts += [words for words in (policy.note, policy.partial, policy.what) if words]
    assert all(words.en and words.zh for words in texts)
    assert policy.citation


def test_every_formula_of_the_facts_that_is_not_refused_is_a_file_of_ours():
    ours = json.loads((Path(__file__).parent.parent / "facts" / "policies.json").read_text(encoding="utf8"))
    assert {facts["id"] for facts in ours if facts["treatment"] != "refuse"} == OURS.keys()


SAME = [facts for facts in TREATED if facts["id"] in OURS and facts["treatment"] in ("load", "exact_form")]


@pytest.mark.parametrize("facts", SAME, ids=lambda facts: facts["id"])
def test_our_file_shares_as_the_facts_entry_does(facts):
    """No costs are open, what is optional is not chosen."""
    theirs, ours = read(facts), read_policy(usable(OURS[facts["id"]]))
    on = theirs.indexation.table[0].until if theirs.indexation else None
    for life in (0, 9_999_950, 299_999_999, 2_000_000_000):
        given = {"currency": facts["currency"], "standing": Standing(life), "on": on}
        one, other = (distribute(policy, 33_333_331, **given) for policy in (ours, theirs))
        assert (one.net, list(one.granted.values())) == (other.net, list(other.granted.values()))
        assert sorted(shared(one)) == sorted(shared(other))


def shared(result):
    """Amounts of the parties: their names are each file's own."""
    return [line.amount for line in result.lines if line.kind == "party" and line.amount]


def test_the_four_that_the_thread_needs_are_there():
    assert {"us-stanford-pre-change", "us-mit", "us-yale", "cn-nwafu-transfer"} - OURS.keys() == set()


def test_the_unconfirmed_percentage_of_stanford_shows_at_its_step():
    policy = read_policy(answered(OURS["us-stanford-pre-change"], applies_by="received"))
    steps = distribute(policy, 100, currency="USD").trace()["steps"]
    assert [step["key"] for step in steps if step.get("unconfirmed")] == ["office"]


def test_thirds_after_fifteen_per_cent_to_the_cent():
    policy = read_policy(answered(OURS["us-stanford-pre-change"], applies_by="received"))
    shares = Shares.read([("gu", 40), ("he", 35), ("liu", 25)], whole=100)
    result = distribute(policy, 25_000_000, currency="CNY", standing=Standing(pool=1_841_237), shares=shares)
    assert result.amounts() == {
        "office": 3_750_000,
        "costs": 1_841_237,
        "gu": 2_587_835,
        "he": 2_264_356,
        "liu": 1_617_397,
        "department": 6_469_588,
        "school": 6_469_587,
    }


def test_mit_takes_its_fee_before_costs_and_yale_after():
    mit, yale = (read_policy(answered(OURS[key], applies_by="received")) for key in ("us-mit", "us-yale"))
    standing = Standing(pool=400_000)
    assert distribute(mit, 1_000_000, currency="USD", standing=standing).amounts()["office"] == 150_000
    assert distribute(yale, 1_000_000, currency="USD", standing=standing).amounts()["office"] == 60_000


def test_a_reserve_is_chosen_for_one_receipt_and_no_more_than_is_left():
    policy = read_policy(answered(OURS["us-mit"], applies_by="received"))
    assert distribute(policy, 1_000, currency="USD", choices={"reserve": 250}).net == 600
    with pytest.raises(Refused, match=r"choices\.reserve: 851 is more than the 850 that is left"):
        distribute(policy, 1_000, currency="USD", choices={"reserve": 851})


def test_an_intermediary_gets_at_most_ten_per_cent_of_net():
    policy = read_policy(answered(OURS["cn-nwafu-transfer"], applies_by="received"))
    assert distribute(policy, 10_000, currency="CNY", choices={"intermediary": "7.5"}).amounts()["intermediary"] == 750
    assert distribute(policy, 10_000, currency="CNY").amounts()["intermediary"] == 0
    with pytest.raises(Refused, match=r"choices\.intermediary: is 10\.01, but must lie between 0 and 10"):
        distribute(policy, 10_000, currency="CNY", choices={"intermediary": "10.01"})


def test_a_formula_whose_source_is_silent_about_the_date_cannot_be_used_before_the_answer():
    policy = read_policy(OURS["us-yale"])
    assert [question.path for question in policy.questions] == ["applies_by"]
    with pytest.raises(Refused, match="applies_by: must be answered"):
        distribute(policy, 100, currency="USD")


def test_the_answer_stays_with_the_policy_and_the_sources_silence_stays_visible():
    document = answered(OURS["us-yale"], applies_by="licence_signed")
    assert (document["applies_by"], document["answers"]) == ("unknown", {"applies_by": "licence_signed"})
    assert read_policy(document).applies_by == "licence_signed"
    assert read_policy(document).fingerprint != read_policy(OURS["us-yale"]).fingerprint
    assert read_policy(json.dumps(document)).fingerprint == read_policy(document).fingerprint
