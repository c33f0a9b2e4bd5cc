"""What the format does not know is refused by its name and place; nothing is normalised."""

import datetime
import json

import pytest

from ip.rules import Refused, answered, distribute, fingerprint, holding, pick, read_json, read_policy
from ip.rules.errors import MESSAGES
from tests.ip.rules.formulas import formula


def refusal(document) -> str:
    with pytest.raises(Refused) as refused:
        read_policy(document)
    assert refused.value.code in MESSAGES
    return str(refused.value)


def with_tier(**changed):
    tiers = formula()["tiers"]
    return formula(tiers=[tiers[0], {**tiers[1], **changed}])


def with_deduction(**changed):
    return formula(deductions=[{"key": "office", "kind": "percent", "name": {"en": "Office"}, **changed}])


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (formula(format=2), 'format: "2" is not a feature of format 1; known: 1'),
        (formula(colour=[]), "colour: not a feature of format 1"),
        (with_tier(cap="5"), "tiers[1].cap: not a feature of format 1"),
        (with_tier(shares={"inventors": "50", "school": "58"}), "tiers[1].shares: the parts sum to 108, not to 100"),
        (with_tier(shares={"school": "99.99"}), "tiers[1].shares: the parts sum to 99.99, not to 100"),
        (with_tier(shares={"crescent": "100"}), 'tiers[1].shares: "crescent" is not one of the parties'),
        (
            with_tier(shares={"school": 33.3}),
            "tiers[1].shares.school: is a binary fraction; write exact numbers as text",
        ),
        (with_tier(**{"from": "1001"}), "tiers[1].from: begins at 100100, but the tier before ends at 100000"),
        (with_tier(to="5000"), "tiers[1].to: the last tier must be open; a source that gives only a part says so"),
        (with_tier(**{"from": "0.001"}), "tiers[1].from: 0.001 is finer than the minor unit of CNY"),
        (formula(scope="year"), 'scope: "year" is not a feature of format 1; known: flat, asset, licence, case, person'),
        (formula(scope="flat"), "scope: a flat formula has exactly one open tier"),
        (formula(rounding="to_the_first"), 'rounding: "to_the_first" is not a feature of format 1'),
        (formula(currency=None), "currency: is needed, since the tiers name amounts"),
        (formula(tiers=[]), "tiers: must not be empty"),
        (formula(name={}), "name: must not be empty"),
        (formula(name={"fr": "Propre"}), "name.fr: not a feature of format 1"),
        (formula(id=" "), "id: must not be empty"),
        (formula(id="a\x00b"), "id: holds a character that cannot be stored"),
        (formula(holds={"reported_from": "2020-01-01"}), 'holds: "reported" is not a date that applies_by names'),
        (formula(holds={"received_from": "2020-02-30"}), "holds.received_from: must be a date, YYYY-MM-DD"),
        (formula(answers={"applies_by": "received"}), "answers.applies_by: the source answers this itself"),
        (
            formula(unconfirmed=[{"at": "tiers[7]", "en": "x"}]),
            'unconfirmed[0].at: the document has nothing at "tiers[7]"',
        ),
        (with_deduction(percent="101", of="gross"), "deductions[0].percent: is 101, but must lie between 0 and 100"),
        (with_deduction(of="gross"), "deductions[0].percent: is missing"),
        (with_deduction(percent="5", of="net"), 'deductions[0].of: "net" is not a feature of format 1'),
        (with_deduction(kind="amount", amount="5000", payee="provost"), 'deductions[0].payee: "provost" is not one of the'),
        (with_deduction(key="school", percent="1", of="gross"), 'parties[2].key: "school" stands here twice'),
        ("[1]", "document: must be an object"),
        ("{", "document: is not JSON"),
        ("[" * 100_000, "document: is nested too deeply"),
        ("9" * 5_000, "document: is not JSON"),
        ('{"format": 1.0}', "document (1.0): is a binary fraction"),
        ('{"format": 1, "format": 1}', 'document: "format" stands here twice'),
    ],
)
def test_a_document_is_refused_with_place_and_reason(document, sentence):
    assert refusal(document).startswith(sentence)


@pytest.mark.parametrize("key", [key for key in formula() if key != "currency"])
def test_a_missing_word_is_named(key):
    document = formula()
    del document[key]
    assert refusal(document) == f"{key}: is missing"


def test_a_party_that_gets_nothing_anywhere_is_a_slip():
    parties = [*formula()["parties"], {"key": "library", "name": {"en": "Library"}}]
    assert refusal(formula(parties=parties)) == 'parties[3]: "library" has a share in no tier'


def test_the_order_of_the_parties_is_part_of_the_fingerprint_and_the_order_of_words_is_not():
    document = formula()
    turned = formula(parties=list(reversed(document["parties"])))
    stored = json.loads(json.dumps(document, sort_keys=True))
    assert read_policy(turned).fingerprint != read_policy(document).fingerprint
    assert read_policy(stored).fingerprint == read_policy(document).fingerprint == fingerprint(document)


def test_equal_documents_in_any_spelling_of_json_are_one():
    text = json.dumps(formula(), indent=3, ensure_ascii=True)
    assert fingerprint(read_json(text)) == fingerprint(formula())


def test_a_partial_source_loads_only_when_it_says_that_it_is_one():
    tiers = [{**formula()["tiers"][0]}]
    assert (
        read_policy(formula(tiers=tiers, partial={"en": "only the first 1,000"})).partial.en == "only the first 1,000"
    )


def test_the_date_named_picks_the_version():
    before = read_policy(holding(formula(id="v1"), received_before="2012-01-01"))
    since = read_policy(holding(formula(id="v2"), received_from="2012-01-01"))
    days = {datetime.date(2011, 12, 31): "v1", datetime.date(2012, 1, 1): "v2"}
    assert {day: pick([before, since], {"received": day}).key for day in days} == days
    with pytest.raises(Refused, match='the date "received" is needed'):
        pick([before, since], {})
    with pytest.raises(Refused, match="more than one version holds on these dates: v1, own"):
        pick([before, read_policy(formula())], {"received": datetime.date(2011, 1, 1)})
    with pytest.raises(Refused, match="no version holds"):
        pick([before], {"received": datetime.date(2013, 1, 1)})


def test_an_answer_must_be_one_that_is_offered():
    assert refusal(answered(formula(applies_by="unknown"), applies_by="birthday")).startswith(
        'answers.applies_by: "birthday"'
    )
    assert refusal(answered(formula(applies_by="unknown"), colour="red")) == "answers.colour: not a feature of format 1"


@pytest.mark.parametrize(("levels", "reads"), [(12, True), (20, True), (21, False)])
def test_a_party_is_split_twenty_levels_down_and_every_cent_arrives(levels, reads):
    """Half of what is left goes on at each level."""
    party = inner = {"key": "school", "name": {"en": "School"}}
    for level in range(levels):
        inner["split"] = [{"key": f"{name}{level}", "name": {"en": name}, "percent": "50"} for name in ("on", "here")]
        inner = inner["split"][0]
    document = formula(parties=[one if one["key"] != "school" else party for one in formula()["parties"]])
    if not reads:
        assert refusal(document).endswith("is nested too deeply")
        return
    lines = distribute(read_policy(document), 10**15 + 7, currency="CNY").amounts()
    assert sum(lines.values()) == 10**15 + 7 and lines[f"on{levels - 1}"] > 0
