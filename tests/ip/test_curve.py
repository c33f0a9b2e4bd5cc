"""Where a formula bends is found by computing it, and what flows in flows out again."""
from fractions import Fraction

import pytest

from ip.curve import curve_of
from ip.flowing import flow
from ip.plotting import drawn
from ip.policies import published as formulas
from ip.rules import Origin, Shares, Standing, distribute, read_policy
from ip.showing import fall
from ip.statements import on_the_way
from ip.trying import tryable
from ip.wording import tell

WHOLE = {key: policy for key, document in formulas().items() if not (policy := tryable(document)).questions}


def small(**said):
    """Two parties at half, with what is said besides."""
    words = {"en": "x"}
    return read_policy({
        "format": 1, "id": "x", "name": words, "institution": words, "source": {"citation": "x"}, "currency": "CNY",
        "applies_by": "received", "scope": "asset", "rounding": "largest_remainder", "deductions": [],
        "parties": [{"key": "a", "name": {"en": "A"}}, {"key": "b", "name": {"en": "B"}}],
        "tiers": [{"from": "0", "shares": {"a": "50", "b": "50"}}],
    } | said)  # fmt: skip


EACH = {"parties": [{"key": "a", "name": {"en": "A"}, "persons": True}, {"key": "b", "name": {"en": "B"}}],
        "caps": [{"party": "a", "amount": "1000", "to": "b", "each": True}]}  # fmt: skip
GROSS = {"counts": "gross", "deductions": [{"kind": "percent", "key": "f", "name": {"en": "F"}, "of": "gross", "percent": "50"}],
         "tiers": [{"from": "0", "to": "300", "shares": {"a": "100"}}, {"from": "300", "shares": {"b": "100"}}]}  # fmt: skip
BOUND = {"deductions": [{"kind": "percent", "key": "f", "name": {"en": "F"}, "of": "gross", "percent": "10", "least": "100", "limit": "500"}]}
DRAWN = WHOLE | {"a cap for each": small(**EACH), "tiers of gross": small(**GROSS), "a fee with bounds": small(**BOUND)}


def bends(policy) -> list[int]:
    return curve_of(policy, policy.currency or "CNY").bends


def test_a_threshold_of_the_net_bends_the_receipt_before_the_fee():
    """Yale: the tenth goes off first, so 100,000 of net are 111,111.11 received."""
    curve = curve_of(WHOLE["us-yale"], "USD")
    assert (curve.bends, curve.top) == ([11_111_111, 22_222_222], 50_000_000)
    assert [round(s.rates["inventors"], 3) for s in curve.segments] == [Fraction("0.45"), Fraction("0.36"), Fraction("0.27")]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"deductions": [{"kind": "amount", "key": "f", "name": {"en": "F"}, "amount": "5000", "payee": "a"}]}, [500_000]),
        (BOUND, [9_999, 10_000, 100_000, 499_999]),  # all of it up to 100.00, then 100.00, a tenth, 500.00
        ({"caps": [{"party": "a", "amount": "1000", "to": "b"}]}, [200_000]),
        (EACH, [200_000]),
        (GROSS, [30_000]),
        ({"nothing_below": [{"parties": ["a"], "below": "700", "to": "b"}]}, [69_999]),
        ({"tiering": "slab", "tiers": [{"from": "0", "to": "300", "shares": {"a": "100"}}, {"from": "300", "shares": {"b": "100"}}]}, [30_000]),
    ],
)
def test_an_advance_a_cap_a_threshold_and_a_slab_bend_it_where_they_begin_to_work(said, at):
    assert bends(small(**said)) == at


def test_a_formula_without_amounts_is_a_straight_line():
    curve = curve_of(small(currency=None), "JPY")
    assert (curve.bends, curve.top) == ([], 1_000_000)


@pytest.mark.parametrize("key", sorted(DRAWN))
def test_every_published_formula_is_drawn_and_flows_without_loss(key):
    """Into and out of each node of the flow runs its amount, to the unit, down to the persons."""
    policy = DRAWN[key]
    currency = policy.currency or "USD"
    figure = drawn(curve_of(policy, currency))
    assert figure["segments"][-1]["last"]
    assert all(line["points"][0][1] >= 0 for line in figure["amounts"]["lines"])
    shares = Shares.read([("ada", 3), ("ben", 2)], whole=5) if policy.persons else None
    on = policy.indexation.table[-1].since if policy.indexation else None
    result = distribute(policy, 123_456_789, currency=currency, shares=shares, standing=Standing(pool=1_234_567), origin=Origin(income=""), on=on)
    told = tell(result.trace(), names={"ada": "Ada", "ben": "Ben"})
    assert all(0 <= row["start"] <= row["start"] + abs(row["amount"]) <= 123_456_789 for row in fall(result.trace(), told))
    mine = [said.key for here, said in zip(on_the_way(result.trace(), "ada"), told, strict=True) if here]
    assert "ben" not in mine
    assert mine.count("ada") == (1 if policy.persons else 0)
    assert policy.persons is None or policy.persons.key in mine
    found = flow(result.trace(), told)
    for node in found["nodes"]:
        into = sum(link["amount"] for link in found["links"] if link["to"] == node["key"])
        out = sum(link["amount"] for link in found["links"] if link["of"] == node["key"])
        assert node["key"] == "received" or into == node["amount"], node
        assert out in (0, node["amount"]), node
    ends = [n["amount"] for n in found["nodes"] if not any(link["of"] == n["key"] for link in found["links"])]
    assert sum(ends) == 123_456_789


def test_a_fee_that_slides_bends_where_each_step_begins_and_ends():
    """15 % of the first 100.00 of gross, 10 % above: half of what is left is a's."""
    fee = {"kind": "percent", "of": "gross", "name": {"en": "F"}}
    policy = small(deductions=[fee | {"key": "f", "percent": "15", "up_to": "100"}, fee | {"key": "g", "percent": "10", "above": "100"}])
    curve = curve_of(policy, "CNY")
    assert [abs(bend - 10_000) <= 1 for bend in curve.bends] == [True] * len(curve.bends)
    assert [round(s.rates["a"], 3) for s in (curve.segments[0], curve.segments[-1])] == [Fraction("0.425"), Fraction("0.45")]


UNITS = [EACH["parties"][0], {"key": "b", "name": {"en": "B"}, "units": "own", "no_unit_to": "c"}, {"key": "c", "name": {"en": "C"}}]


@pytest.mark.parametrize(("to", "rates"), [
    ("c", ["0", "3/10", "7/10"]), ("b", ["0", "9/10", "1/10"]), ({"b": "100/3", "c": "200/3"}, ["0", "1/2", "1/2"]),
])  # fmt: skip
def test_a_cap_for_each_is_drawn_for_one_person_whose_unit_is_not_known_and_rounding_tilts_nothing(to, rates):
    """60, 30 and 10 %, a person gets 700.00 at most: B keeps what nobody’s unit is known for."""
    tiers = [{"from": "0", "shares": {"a": "60", "b": "30", "c": "10"}}]
    caps = [{"party": "a", "amount": "700", "to": to, "each": True}]
    first, last = curve_of(small(parties=UNITS, tiers=tiers, caps=caps), "CNY").segments
    assert [str(first.rates[key]) for key in ("one", "b", "c")] == ["3/5", "3/10", "1/10"]
    assert [str(last.rates[key]) for key in ("one", "b", "c")] == rates


def test_who_divides_a_partys_part_gets_no_unit_more_for_rounding_nor_whom_a_cap_passes_it_on_to():
    split = [{"key": "d", "name": {"en": "D"}, "percent": "60"}, {"key": "e", "name": {"en": "E"}, "percent": "40"}]
    parties = [EACH["parties"][0], {"key": "b", "name": {"en": "B"}, "split": split}]
    tiers, caps = [{"from": "0", "shares": {"a": "200/3", "b": "100/3"}}], [{"party": "d", "amount": "200", "to": "e"}]
    first, last = curve_of(small(parties=parties, tiers=tiers, caps=caps), "CNY").segments
    assert [str(first.rates[key]) for key in ("d", "e")] == ["1/5", "2/15"]
    assert [str(last.rates[key]) for key in ("d", "e")] == ["0", "1/3"]


def test_a_first_amount_for_each_bends_where_it_is_full_and_rates_are_not_tilted_by_rounding():
    """2,000.00 to the one person of the example, then 40 and 60 %: exactly, although a single unit cannot be divided so."""
    each = {"kind": "amount", "key": "f", "name": {"en": "F"}, "amount": "2000", "payee": "a", "each": True}
    policy = small(parties=EACH["parties"], deductions=[each], tiers=[{"from": "0", "shares": {"a": "40", "b": "60"}}])
    curve = curve_of(policy, "CNY")
    assert [sorted(segment.rates.values()) for segment in curve.segments] == [[0, 1], [Fraction(2, 5), Fraction(3, 5)]]
    first, last = drawn(curve)["segments"]
    assert (first["end"], last["start"]) == (200_000, 200_000)
