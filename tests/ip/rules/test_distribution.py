import pytest
from hypothesis import given
from hypothesis import strategies as st

from ip.rules import Refused, Shares, Standing, distribute, read_policy, reverse
from tests.ip.rules.formulas import AMOUNTS, formula, formulas, share_sets

POLICY = read_policy(formula())
STANDINGS = st.builds(Standing, AMOUNTS, st.integers(0, 10**9))


@given(formulas(), AMOUNTS, STANDINGS, share_sets())
def test_the_lines_sum_to_what_came_and_none_is_negative(document, gross, standing, shares):
    result = distribute(read_policy(document), gross, currency="CNY", standing=standing, shares=shares)
    assert sum(line.amount for line in result.lines) == gross
    assert all(line.amount >= 0 and line.extra in (0, 1) for line in result.lines)
    assert sum(line.amount for line in result.lines if line.kind in ("party", "person")) == result.net


@given(AMOUNTS, st.sampled_from([("JPY", 0), ("CNY", 2), ("KWD", 3), ("CLF", 4)]), share_sets())
def test_a_threshold_stands_at_its_height_in_any_currency(gross, money, shares):
    """1,000 yen, yuan or dinars are 1,000, 100,000 or a million minor units."""
    currency, places = money
    result = distribute(read_policy(formula(currency=currency, deductions=[])), gross, currency=currency, shares=shares)
    tiers = {step["number"]: step["amount"] for step in result.steps if step["code"] == "tier"}
    assert tiers.get(1, 0) == min(gross, 1_000 * 10**places)
    assert sum(line.amount for line in result.lines) == gross


@given(formulas(), AMOUNTS, AMOUNTS)
def test_where_shares_never_fall_to_nothing_more_money_is_more_for_everybody(document, gross, more):
    """Exactly, before rounding: marginal tiers are monotone whatever their shares."""
    policy = read_policy({**document, "deductions": []})
    small, large = (distribute(policy, amount, currency="CNY") for amount in (gross, gross + more))
    assert all(one.exact <= other.exact for one, other in zip(small.lines, large.lines, strict=True))


@given(formulas(), AMOUNTS, STANDINGS)
def test_the_standing_moves_by_what_was_shared_and_what_was_recovered(document, gross, standing):
    result = distribute(read_policy(document), gross, currency="CNY", standing=standing)
    assert result.after.life_to_date == standing.life_to_date + result.net
    assert result.after.pool == standing.pool - result.amounts()["costs"] >= 0


@given(formulas(), AMOUNTS, STANDINGS, share_sets())
def test_a_reversal_restores_every_line_and_the_standing(document, gross, standing, shares):
    result = distribute(read_policy(document), gross, currency="CNY", standing=standing, shares=shares)
    back = reverse(result.lines)
    assert [line.amount + other.amount for line, other in zip(result.lines, back.lines, strict=True)] == [0] * len(
        result.lines
    )
    assert Standing(result.after.life_to_date + back.life_to_date, result.after.pool + back.pool) == standing


@given(AMOUNTS, AMOUNTS, STANDINGS)
def test_more_money_never_gives_anybody_less_than_a_unit_less(gross, more, standing):
    """Largest remainder may move one unit at each of its three levels; never more."""
    small = distribute(POLICY, gross, currency="CNY", standing=standing).amounts()
    large = distribute(POLICY, gross + more, currency="CNY", standing=standing).amounts()
    assert all(large[key] >= small[key] - 3 for key in small)


@given(st.integers(1, 10**9), st.integers(1, 10**9), share_sets())
def test_a_part_taken_back_leaves_no_line_below_zero(gross, part, shares):
    result = distribute(POLICY, gross, currency="CNY", shares=shares)
    back = reverse(result.lines, min(part, gross))
    assert sum(line.amount for line in back.lines) == -min(part, gross)
    left = [line.amount + other.amount for line, other in zip(result.lines, back.lines, strict=True)]
    assert all(0 <= rest <= line.amount for rest, line in zip(left, result.lines, strict=True))


def test_a_receipt_that_crosses_a_threshold_is_shared_by_both_tiers():
    steps = distribute(POLICY, 100_000, currency="CNY", standing=Standing(life_to_date=60_000)).trace()["steps"]
    tiers = [(step["number"], step["amount"]) for step in steps if step["code"] == "tier"]
    assert tiers == [(1, 40_000), (2, 45_000)]


def test_every_residual_cent_is_visible():
    result = distribute(POLICY, 10_000, currency="CNY")
    assert [(line.key, str(line.exact), line.extra, line.amount) for line in result.lines] == [
        ("office", "1500", 0, 1500),
        ("costs", "0", 0, 0),
        ("inventors", "8500/3", 1, 2834),
        ("department", "8500/3", 0, 2833),
        ("school", "8500/3", 0, 2833),
    ]


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({"gross": -1}, "gross: is -1, but must lie between 0 and"),
        ({"gross": 2**63}, "gross: is"),
        ({"gross": 1.0}, "gross: must be a whole number of minor units"),
        ({"gross": True}, "gross: must be a whole number of minor units"),
        ({"currency": "USD"}, "currency: counts in CNY, the money is in USD"),
        ({"standing": Standing(pool=-1)}, "standing.pool: is -1"),
        ({"choices": {"office": "5"}}, "choices.office: the policy has no optional deduction of this name"),
        ({"shares": Shares.read([("office", 1)])}, 'shares: "office" names a person and a line of the policy'),
    ],
)
def test_what_cannot_be_shared_is_refused(given_, sentence):
    with pytest.raises(Refused) as refused:
        distribute(POLICY, **{"gross": 100, "currency": "CNY", **given_})
    assert str(refused.value).startswith(sentence)


def test_money_beyond_a_partial_source_is_refused():
    policy = read_policy(formula(tiers=formula()["tiers"][:1], partial={"en": "only the first 1,000"}, deductions=[]))
    assert distribute(policy, 100_000, currency="CNY").net == 100_000
    with pytest.raises(Refused, match="tiers: the source gives the formula only up to 100000"):
        distribute(policy, 100_001, currency="CNY")


def test_a_fee_of_gross_takes_no_more_than_the_costs_left():
    policy = read_policy(formula(deductions=list(reversed(formula()["deductions"]))))
    amounts = distribute(policy, 1_000, currency="CNY", standing=Standing(pool=900)).amounts()
    assert (amounts["costs"], amounts["office"], sum(amounts.values())) == (900, 100, 1_000)


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("a", "1/3"), ("b", "1/3")], "shares: the parts sum to 2/3, not to 1"),
        ([("a", "2"), ("b", "-1")], "shares.b: is -1, but must lie between 0 and 1"),
        ([("a", "1/2"), ("a", "1/2")], 'shares: "a" stands here twice'),
        ([("a", 0.5), ("b", 0.5)], "shares.a: is a binary fraction"),
        ([], "shares: the parts sum to 0, not to 1"),
    ],
)
def test_shares_that_are_not_one_whole_are_refused(pairs, sentence):
    with pytest.raises(Refused) as refused:
        Shares.read(pairs)
    assert str(refused.value).startswith(sentence)


def test_the_order_of_a_share_set_breaks_ties_and_is_part_of_its_fingerprint():
    one, other = (Shares.read([(key, 1) for key in keys], whole=2) for keys in ("ab", "ba"))
    assert (one.split(1), other.split(1)) == ({"a": 1, "b": 0}, {"b": 1, "a": 0})
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == Shares.read([("a", "1/2"), ("b", "0.5")]).fingerprint
