"""What the editor understands of numbers, and how it says what it does not take."""
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from ip.forms.editor import sentence
from ip.forms.editor.asking import Asked, Option
from ip.forms.editor.deductions import Deduction
from ip.forms.editor.numbers import clean, clean_part, shown
from ip.forms.editor.parties import Party
from ip.forms.editor.special import Cap, Entry, Least
from ip.forms.editor.tiers import Tier
from ip.forms.policies import ExampleForm
from ip.rules import Refused, Shares, read_policy
from ip.trying import Example, compute, on_example
from tests.ip.rules.formulas import formula
from tests.ip.typist import Typist


@pytest.mark.parametrize(("typed", "exact"), [
    ("£1,000,000", "1000000"), ("33.34 %", "33.34"), ("37,5", "37.5"), ("0,486", "0.486"), ("12,5 %", "12.5"), ("200万", "2000000"), ("８００万円", "8000000"),
    ("1.5 million", "1500000"), ("20K", "20000"), ("10 lakh", "1000000"), ("3 亿", "300000000"), ("USD 2,500", "2500"), ("2,500 EUR", "2500"),
    ("120 000", "120000"), ("100/3", "100/3"), ("33 1/3", "100/3"), ("33⅓ %", "100/3"), ("6 ¼", "6.25"), ("½", "1/2"), ("0 1/2", "0.5"), ("１，０００", "1000"), ("", ""), ("R1 million", "1000000"), ("R$ 5 000", "5000"), ("$1.5m", "1500000"),
    ("CHF 50’000.–", "50000"), ("Fr. 1'000'000.50", "1000000.50"), ("Rs. 10,00,000", "1000000"), ("500 kr", "500"), ("HK$2,500", "2500"),
    ("1,23,456", "123456"), ("十万", "100000"), ("一百二十万元", "1200000"), ("五十", "50"), ("2千万", "20000000"), ("KWD 50.000", "50.000"), ("33.333", "33.333"),
    ("1.534.000 €", "1534000"), ("1.000.000,50", "1000000.50"), ("EUR 1.500,50", "1500.50"),
    # what could be meant in two ways, or is none, is left for the library to refuse
    ("1 000 1/3", "1 000 1/3"), ("1,000 1/3", "1,000 1/3"), ("3 1/0", "3 1/0"), ("€50.000", "€50.000"), ("1,2,3", "1,2,3"), ("万", "万"), ("-5", "-5"), ("about 5", "about5"), ("1e5", "1e5"), ("5 apples", "5apples"),
])  # fmt: skip
def test_a_number_is_read_as_people_type_it_and_never_guessed(typed, exact):
    assert clean(typed) == exact


def test_a_part_of_a_hundred_has_no_thousands():
    assert [clean_part(typed) for typed in ("99,514 %", "33.34", "37,5", "100/3", "100")] == ["99.514", "33.34", "37.5", "100/3", "100"]


@pytest.mark.parametrize(("part", "prefix", "item", "field", "word"), [
    (Deduction, "deductions-0", {"kind": "percent"}, "percent", "percent"), (Deduction, "deductions-0", {"kind": "statutory"}, "percent", "percent"),
    (Deduction, "deductions-0", {"kind": "percent", "optional": True}, "max", "max"),
    (Deduction, "deductions-0", {"kind": "cost_recovery"}, "at_most", "at_most"), (Party, "parties-0", {}, "percent", "percent"),
    (Least, "at_least-0", {}, "percent", "percent"), (Cap, "caps-0", {}, "to.unit", "to.unit"), (Tier, "tiers-0", {}, "share.unit", "shares.unit"),
    (Asked, "head", {}, "rate", "answers.rate"), (Option, "options-0", {}, "to", "set.deductions[0].percent"),
    (Option, "options-0", {}, "to", "set.tiers[0].shares.unit"),
])  # fmt: skip
def test_the_comma_of_every_percentage_is_a_decimal_comma(part, prefix, item, field, word):
    document = {"parties": [{"key": "unit", "name": {"en": "Unit"}}], "asks": [{"key": "rate", "question": {"en": "?"}, "answer": "percent"}]}
    place = word.removeprefix("set.")
    typed = QueryDict(urlencode({f"{prefix}-{field}": "12,345 %", f"{prefix}-place": place}))
    found = part(document, item, typed, prefix).write()
    for step in (["set", place] if word.startswith("set.") else word.split(".")):
        found = found[step]
    assert found == "12.345"


def test_the_comma_of_an_amount_beside_it_still_parts_thousands():
    typed = QueryDict(urlencode({"deductions-0-percent": "12,5", "deductions-0-limit": "12,345", "deductions-0-above": "1,000"}))
    written = Deduction({}, {"kind": "percent"}, typed, "deductions-0").write()
    assert [written[name] for name in ("percent", "limit", "above")] == ["12.5", "12345", "1000"]


def test_an_amount_that_may_be_either_is_told_how_to_write_it():
    said = sentence({}, Refused("tiers[0].to", "not_exact", value="100.000 €"))
    assert "“100.000 €” could be read in two ways. Write thousands with a comma, 100,000, or without any sign." in said


@pytest.mark.parametrize(("typed", "ends"), [
    ("72 500 145 000", ["72500", "145000"]), ("72,500 145,000", ["72500", "145000"]), ("72 500; £145 000", ["72500", "145000"]),
    ("7万 14万", ["70000", "140000"]), ("72 500", ["72", "500"]),  # as many as there are tiers
])  # fmt: skip
def test_ends_of_tiers_are_read_as_an_index_prints_them(typed, ends):
    document = {"tiers": [{"to": "70000"}, {"to": "140000"}, {}]}
    assert Entry(document, {}, QueryDict(urlencode({"table-0-thresholds": typed})), "table-0").write() == {"thresholds": ends}


@pytest.mark.parametrize(("kept", "read"), [
    ("5000000", "5,000,000"), ("12500.50", "12,500.50"), ("1000", "1000"), ("33.34", "33.34"), ("100000/3", "100000/3"), ("", ""),
])  # fmt: skip
def test_a_large_number_is_shown_in_groups_and_taken_back_as_it_was(kept, read):
    assert (shown(kept), clean(read)) == (read, kept)


@pytest.fixture
def tiers(world):
    """At the tiers of a formula in pounds with two parties, one tier up to £15,000 typed."""
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_policy"))
    desk.fill("head", name_en="Ours", institution_en="Ours", citation="Rules", currency="GBP").go("parties")
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions").go("tiers")
    return desk.fill("head", scope="asset").add("tiers", "tier", to="15,000", share__inventors="50", share__university="50")


def wrong(desk, **typed) -> str:
    desk.add("tiers", "tier", **typed).press("go:special")
    assert desk.answer.status_code == 422
    return desk.text


def test_amounts_are_told_as_money(tiers):
    assert "Tier 2, the upper end must lie above GBP 15,000.00." in wrong(tiers, to="10,000", share__inventors="40", share__university="60")


def test_an_amount_below_zero_is_told_without_what_a_column_holds(tiers):
    assert "Tier 2, the upper end: “-1” is not an amount that can stand here." in wrong(tiers, to="-1")


def test_a_part_that_cannot_be_is_told_by_the_name_of_its_party_at_its_field(tiers):
    said = wrong(tiers, share__inventors="40", share__university="600")
    assert "Tier 2, the part of University is 600, but must lie between 0 and 100." in said
    at = said.index('name="tiers-1-share.university"')
    assert at < said.index("must lie between 0 and 100") < said.index('name="tiers-1-printed"')


def test_parts_of_one_are_told_how_percentages_are_written(tiers):
    assert "they are percentages" in wrong(tiers, share__inventors="1/3", share__university="2/3").lower()


def test_what_does_not_go_together_is_told_without_words_of_the_format(tiers):
    tiers.fill("head", scope="person").fill("tiers-0", to="").go("special")
    tiers.add("caps", "cap", party="inventors", amount="5,000", to__university="100").press("go:check")
    assert "The most that a party gets does not go together with: tiers that each person’s own part runs through." in tiers.text


def test_gross_that_counts_and_a_cap_for_each_are_told_where_they_cannot_stand(tiers):
    tiers.fill("head", scope="person", counts="gross").add("tiers", "tier", share__inventors="40", share__university="60").press("go:special")
    assert "What the ends of the tiers count does not go together with: tiers that each person’s own part runs through." in tiers.text
    tiers.fill("head", scope="asset").go("special")
    tiers.add("caps", "cap", party="university", amount="5", to__inventors="100", holds="each").press("go:check")
    assert ", for whom it holds: “University” is not the party, at the top, that is shared among persons." in tiers.text


def test_a_second_group_of_persons_is_told_what_it_is_instead(tiers):
    tiers.fill("tiers-0", to="").go("parties").fill("parties-1", persons="on").press("go:deductions")
    assert "Choose for the others that they are another group of persons" in tiers.text


def test_an_example_says_whose_own_part_a_tier_shares_by_name():
    policy = read_policy(formula(scope="person", deductions=[]))
    one, both = (on_example(policy, Example("CNY", 100_000, shares=shares, named=named)) for shares, named in (
        (None, {}), (Shares.read([("p1", "1/2"), ("p2", "1/2")]), {"p1": "Ada", "p2": "Ben"})))  # fmt: skip
    assert "own part of: One person" in one.told[0].why
    assert [f"own part of: {name}" in step.why for name, step in zip(("Ada", "Ben"), both.told, strict=True)] == [True, True]


FIRST = {"kind": "amount", "key": "first", "name": {"en": "First"}, "amount": "100", "payee": "inventors", "each": True}


@pytest.mark.parametrize(("sharers", "first"), [("", 10_000), ("1", 10_000), ("3", 30_000), ("３", 30_000), ("Li, 2\nWu, 1", 20_000)])
def test_an_example_says_how_many_persons_it_has_where_a_first_amount_is_for_each(sharers, first):
    """100.00 for each of them, of 1,000.00."""
    policy = read_policy(formula(deductions=[FIRST]))
    form = ExampleForm({"gross": "1,000", "sharers": sharers}, policy, "CNY")
    assert form.is_valid(), form.errors
    granted = compute(policy, form.example).granted
    assert sum(granted.values()) == first
    assert "one person" in str(form.fields["sharers"].help_text)


def test_where_nothing_counts_by_person_an_example_needs_none():
    form = ExampleForm({"gross": "1,000", "sharers": "101"}, read_policy(formula(deductions=[])), "CNY")
    assert form.errors["sharers"] == ["At most 100 persons."] and "one line" in str(form.fields["sharers"].help_text)
