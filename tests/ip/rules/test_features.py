"""Each feature of published formulas on a case small enough to check by hand."""

import datetime
import re

import pytest

from ip.rules import Origin, Refused, Shares, Standing, answered, distribute, read_policy, reverse
from ip.rules.origin import running_year
from ip.rules.verification import check, recomputed
from tests.ip.rules.formulas import KEYS, formula

HALVES = [{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}]
PERSONS = Shares.read([("ada", "2/3"), ("ben", "1/3")])
COSTS = {"key": "costs", "kind": "cost_recovery", "name": {"en": "Costs"}}


def policy(**changed):
    return read_policy(formula(**{"deductions": [], "scope": "asset", "tiers": HALVES, **changed}))


def shared(given, gross, **more):
    return distribute(given, gross, currency="CNY", **more)


def deduction(key="fee", **words):
    return {"key": key, "name": {"en": key}, **words}


def test_what_a_law_grants_of_the_gross_comes_before_costs_and_formula():
    law = deduction(kind="statutory", percent="30", payee="inventors", law="ArbnErfG § 42 Nr. 4")
    result = shared(policy(deductions=[law, COSTS]), 100_000, standing=Standing(pool=90_000))
    assert result.amounts() == {"costs": 70_000, "inventors": 30_000, "department": 0, "school": 0}
    assert (result.net, dict(result.granted), result.after.life_to_date) == (0, {"fee": 30_000}, 0)


def test_a_law_cannot_stand_behind_a_fee():
    law = deduction("law", kind="statutory", percent="30", payee="inventors", law="§ 42")
    fee = deduction(kind="percent", percent="15", of="gross")
    with pytest.raises(Refused, match=r"deductions\[1\]: what a law grants of the gross comes before"):
        policy(deductions=[fee, law])


def test_first_dollars_go_to_the_inventors_until_the_advance_is_full():
    advance = deduction("first", kind="amount", amount="5", payee="inventors")
    given = policy(deductions=[advance, COSTS])
    first = shared(given, 300, standing=Standing(pool=1_000), shares=PERSONS)
    assert first.amounts() == {"costs": 0, "ada": 200, "ben": 100, "department": 0, "school": 0}
    second = shared(given, 700, standing=first.after)
    assert second.amounts() == {"costs": 500, "inventors": 200, "department": 0, "school": 0}
    assert second.after == Standing(0, 500, gross_to_date=1_000)


def test_a_credited_advance_is_made_up_by_what_comes_later():
    advance = deduction("first", kind="amount", amount="10", payee="inventors", credited=True)
    given = policy(deductions=[advance])
    first = shared(given, 1_000)
    second = shared(given, 1_500, standing=first.after)
    assert first.amounts() == {"inventors": 1_000, "department": 0, "school": 0}
    assert second.amounts() == {"inventors": 250, "department": 750, "school": 500}


def test_costs_that_apply_only_above_a_gross_threshold():
    given = policy(deductions=[{**COSTS, "above": "10"}])
    first = shared(given, 900, standing=Standing(pool=500))
    assert first.amounts()["costs"] == 0
    assert shared(given, 300, standing=first.after).amounts()["costs"] == 200


def test_costs_of_two_pools_are_recovered_each_from_its_own():
    given = policy(deductions=[COSTS, {**COSTS, "key": "litigation", "pool": "litigation"}])
    result = shared(given, 1_000, standing=Standing(pool=300, pools={"litigation": 900}))
    assert (result.amounts()["costs"], result.amounts()["litigation"]) == (300, 700)
    assert (result.after.pool, result.after.pools) == (0, {"litigation": 200})


def test_a_surcharge_is_of_what_deductions_above_took():
    """Half as much again as the costs that come back, as far as the money reaches."""
    more = deduction("more", kind="percent", percent="50", of={"taken_by": ["costs"]})
    given = policy(deductions=[COSTS, more])
    assert list(shared(given, 10_000, standing=Standing(pool=4_000)).amounts().values()) == [4_000, 2_000, 2_000, 1_200, 800]
    assert list(shared(given, 5_000, standing=Standing(pool=4_000)).amounts().values()) == [4_000, 1_000, 0, 0, 0]
    for named, said in ((["more"], "not a deduction above"), ([], "must not be empty")):
        with pytest.raises(Refused, match=said):
            policy(deductions=[COSTS, {**more, "of": {"taken_by": named}}])


def test_a_percentage_can_be_of_the_gross_less_what_stands_above():
    fee = deduction(kind="percent", percent="10", of={"gross_less": ["first"]})
    given = policy(deductions=[deduction("first", kind="amount", amount="5"), COSTS, fee])
    assert shared(given, 1_500, standing=Standing(pool=200)).amounts()["fee"] == 100


def test_third_parties_make_every_part_smaller_in_proportion():
    """ETH: of 90,000 a third party has 10 %, each third is 27,000."""
    third = [{"from": "0", "shares": dict.fromkeys(KEYS, "100/3")}]
    given = policy(tiers=third, deductions=[deduction("others", kind="percent", optional=True, of="remaining", third_party=True)])
    result = shared(given, 90_000, choices={"others": "10"})
    assert result.amounts() == {"others": 9_000, **dict.fromkeys(KEYS, 27_000)}
    assert result.lines[0].kind == "third_party"


TIERS = [
    {"from": "0", "to": "10", "shares": {"inventors": "50", "department": "50"}},
    {"from": "10", "shares": {"inventors": "20", "department": "80"}},
]
TWO = [{"key": key, "name": {"en": key}} for key in KEYS[:2]]


@pytest.mark.parametrize(("tiering", "second"), [("marginal", 200 + 100), ("slab", 180), ("slab_whole", 0)])
def test_marginal_and_slab_tiers(tiering, second):
    given = policy(parties=TWO, tiers=TIERS, tiering=tiering)
    one = shared(given, 600)
    two = shared(given, 900, standing=one.after)
    assert (one.amounts()["inventors"], two.amounts()["inventors"]) == (300, second)


def test_what_ends_exactly_at_a_threshold_lies_below_it():
    assert shared(policy(parties=TWO, tiers=TIERS, tiering="slab"), 1_000).amounts()["inventors"] == 500


def test_a_receipt_that_counts_by_itself_begins_at_zero():
    given = policy(parties=TWO, tiers=TIERS, period="receipt")
    assert shared(given, 1_000, standing=Standing(life_to_date=5_000)).amounts()["inventors"] == 500


def test_a_cap_and_where_its_overflow_goes():
    cap = {"party": "inventors", "amount": "4", "to": {"department": "75", "school": "25"}}
    given = policy(caps=[cap])
    first = shared(given, 600)
    second = shared(given, 600, standing=first.after)
    assert first.amounts() == {"inventors": 300, "department": 180, "school": 120}
    assert second.amounts() == {"inventors": 100, "department": 180 + 150, "school": 120 + 50}
    assert second.after.capped == {"inventors": 400}


def test_below_a_threshold_the_departments_get_nothing():
    given = policy(nothing_below=[{"parties": ["department"], "below": "10", "to": "school"}])
    first = shared(given, 600)
    assert first.amounts() == {"inventors": 300, "department": 0, "school": 300}
    assert shared(given, 600, standing=first.after).amounts()["department"] == 180


def split_policy():
    lab = {"key": "lab", "name": {"en": "Lab"}, "percent": "40"}
    rest = {"key": "rest", "name": {"en": "Rest"}, "percent": "60", "split": [
        {"key": "library", "name": {"en": "Library"}, "percent": "100/3"}, {"key": "fund", "name": {"en": "Fund"}, "percent": "200/3"},
    ]}  # fmt: skip
    parties = [*formula()["parties"][:2], {"key": "school", "name": {"en": "School"}, "split": [lab, rest]}]
    return policy(parties=parties)


def test_a_partys_part_is_split_again_to_any_depth():
    amounts = shared(split_policy(), 1_001).amounts()
    assert amounts == {"inventors": 501, "department": 300, "lab": 80, "library": 40, "fund": 80}


def test_a_cap_within_a_split_overflows_beside_it():
    """UMBC: the department has up to 100,000 a year of the university's part."""
    parts = [{"key": "department", "name": {"en": "D"}, "percent": "85"}, {"key": "central", "name": {"en": "C"}, "percent": "15"}]
    parties = [{"key": "inventors", "name": {"en": "I"}}, {"key": "university", "name": {"en": "U"}, "split": parts}]
    given = policy(
        parties=parties, tiers=[{"from": "0", "shares": {"inventors": "50", "university": "50"}}],
        caps=[{"party": "department", "amount": "10", "per": "year", "to": "central"}],
    )  # fmt: skip
    assert given.needs.capped == {"department": "year"}
    result = shared(given, 4_000, standing=Standing(capped={"department": 300}))
    assert result.amounts() == {"inventors": 2_000, "department": 700, "central": 1_300}


def test_each_persons_own_part_runs_through_the_tiers():
    parties = [{"key": "inventors", "name": {"en": "I"}, "persons": True}, TWO[1]]
    given = policy(parties=parties, tiers=TIERS, scope="person")
    result = shared(given, 3_000, shares=PERSONS)
    assert result.own_parts == {"ada": 2_000, "ben": 1_000}
    assert result.amounts() == {"ada": 700, "ben": 500, "department": 1_300 + 500}
    assert result.after.by_person == {"ada": 2_000, "ben": 1_000}


def test_a_schedule_for_a_kind_of_income():
    schedule = {"key": "upfront", "name": {"en": "Fees"}, "kinds": ["signing_fee"], "scope": "flat",
                "tiers": [{"from": "0", "shares": {"inventors": "100"}}]}  # fmt: skip
    given = policy(schedules=[schedule])
    assert shared(given, 1_000, origin=Origin(income="signing_fee")).amounts()["inventors"] == 1_000
    assert shared(given, 1_000, origin=Origin(income="royalty")).amounts()["inventors"] == 500
    assert given.of(Origin(income="signing_fee")).counting.schedule == "upfront"
    with pytest.raises(Refused, match="income: is needed, since it decides by which schedule money is shared; known: signing_fee"):
        shared(given, 1_000)


ONE = [{"from": "0", "shares": {"inventors": "100"}}]
HALF = [{"from": "0", "shares": {"inventors": "50", "department": "50"}}]


def test_the_first_schedule_that_fits_the_asset_and_the_income_shares():
    fees = {"key": "fees", "name": {"en": "Software fees"}, "kinds": ["upfront"], "assets": ["software"], "tiers": ONE, "scope": "flat"}
    code = {"key": "code", "name": {"en": "Software"}, "assets": ["software", "data_set"], "tiers": HALF, "scope": "flat"}
    given = policy(schedules=[fees, code])
    used = [given.of(Origin(asset=asset, income=income)).schedule for asset, income in (
        ("software", "upfront"), ("software", "royalty"), ("data_set", "upfront"), ("patent", None))]  # fmt: skip
    assert used == ["fees", "code", "code", ""]
    formula = shared(given, 1_000, origin=Origin(asset="software", income="upfront")).trace()["steps"][0]["formula"]
    assert formula == {"key": "fees", "name": {"en": "Software fees"}, "asks": ["income", "asset"],
                       "known": {"income": "upfront", "asset": "software"}}  # fmt: skip
    for known, missing in (({}, "income: is needed"), ({"income": "upfront"}, "asset: is needed"), ({"asset": "software"}, "income: is needed")):
        with pytest.raises(Refused, match=missing):
            shared(given, 1_000, origin=Origin(**known))


@pytest.mark.parametrize(("first", "second", "sentence"), [
    ({"assets": ["software"]}, {"assets": ["patent", "software"]}, r'schedules\[1\].assets: "software" stands here twice'),
    ({"assets": ["software"]}, {"assets": ["software"], "kinds": ["upfront"]}, r'schedules\[1\]: never fits: where it would, the schedule "a"'),
    ({"assets": ["software"], "kinds": ["upfront"]}, {"assets": ["software", "patent"]}, None),
    ({"kinds": ["upfront"]}, {"assets": ["software"]}, None),
    ({"kinds": ["upfront"]}, {}, r"schedules\[1\]: says of no money that it shares it; known: kinds, assets, deals, years, persons, circumstances"),
    ({"years": {"since": "reported", "to": 3}}, {"years": {"since": "reported", "from": 3}}, r'schedules\[1\].years: "3" stands here twice'),
    ({"years": {"since": "reported", "to": 3}}, {"years": {"since": "licence_signed", "from": 3}}, None),
    ({"years": {"since": "reported", "to": 3}}, {"years": {"since": "reported", "to": 2}, "kinds": ["a"]}, r"schedules\[1\]: never fits"),
    ({"kinds": ["upfront"]}, {"years": {"since": "reported", "from": 3, "to": 2}}, r"schedules\[1\].years.to: is 2, but must lie between 3 and 100"),
    ({"kinds": ["upfront"]}, {"years": {"from": 3}}, r"schedules\[1\].years.since: is missing"),
    ({"kinds": ["upfront"]}, {"assets": []}, r"schedules\[1\].assets: must not be empty"),
])  # fmt: skip
def test_schedules_of_which_one_would_never_share_are_refused(first, second, sentence):
    made = [{"key": key, "name": {"en": key}, "tiers": HALF, "scope": "flat", **when} for key, when in (("a", first), ("b", second))]
    if sentence is None:
        assert len(policy(schedules=made).schedules) == 2
        return
    with pytest.raises(Refused, match=sentence):
        policy(schedules=made)


FOUND = {"key": "found_by", "name": {"en": "Who found the buyer"}, "options": [
    {"value": "team", "name": {"en": "The team"}}, {"value": "office", "name": {"en": "The office"}}]}  # fmt: skip


def test_a_circumstance_of_the_policys_own_is_chosen_and_stands_in_the_trace():
    found = {"key": "team", "name": {"en": "Found"}, "circumstances": {"found_by": ["team"]}, "tiers": ONE, "scope": "flat"}
    given = policy(circumstances=[FOUND], schedules=[found])
    result = shared(given, 1_000, origin=Origin(circumstances={"found_by": "team"}))
    assert result.amounts()["inventors"] == 1_000
    assert result.trace()["inputs"]["circumstances"] == {"found_by": "team"}
    assert result.trace()["steps"][0]["formula"]["names"] == {"circumstances.found_by": [{"en": "Who found the buyer"}, {"en": "The team"}]}
    assert check(result.trace(), recomputed(given, result.trace())) == ()
    assert shared(given, 1_000, origin=Origin(circumstances={"found_by": "office"})).amounts()["inventors"] == 500
    for chosen, sentence in (({}, "circumstances.found_by: is needed"), ({"found_by": "cat"}, '"cat" is named nowhere; known: team, office'),
                             ({"luck": "yes"}, '"yes" is named nowhere; known: found_by')):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            shared(given, 1_000, origin=Origin(circumstances=chosen))
    for wrong, sentence in ((found | {"circumstances": {"luck": ["yes"]}}, '"luck" is named nowhere; known: found_by'),
                            (found | {"circumstances": {"found_by": ["cat"]}}, '"cat" is named nowhere; known: team, office')):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            policy(circumstances=[FOUND], schedules=[wrong])


@pytest.mark.parametrize(("since", "on", "year"), [
    ("2024-03-01", "2024-02-29", 0), ("2024-03-01", "2024-03-01", 1), ("2024-03-01", "2025-02-28", 1), ("2024-03-01", "2025-03-01", 2),
    ("2024-02-29", "2025-02-28", 1), ("2024-02-29", "2025-03-01", 2), ("2024-02-29", "2028-02-28", 4), ("2024-02-29", "2028-02-29", 5),
])  # fmt: skip
def test_a_year_runs_to_the_day_before_the_anniversary(since, on, year):
    assert running_year(datetime.date.fromisoformat(since), datetime.date.fromisoformat(on)) == year


def test_a_part_that_was_lost_to_a_party_is_added_to_its_line():
    shares = Shares.read([("ada", "1/2"), ("party:school", "1/2")])
    result = shared(policy(), 1_000, shares=shares)
    assert result.amounts() == {"ada": 250, "department": 300, "school": 450}
    with pytest.raises(Refused, match='"provost" is not one of the parties'):
        shared(policy(), 1_000, shares=Shares.read([("party:provost", 1)]))


def test_equal_parts_where_the_policy_says_so():
    with pytest.raises(Refused, match="shares: must be equal parts"):
        shared(policy(persons={"shares": "equal"}), 1_000, shares=PERSONS)


@pytest.mark.parametrize(
    ("rounding", "amounts"),
    [
        ("largest_remainder", [34, 33, 33]), ("to_last", [33, 33, 34]), ("all_to_first", [34, 33, 33]), ("separate", [33, 33, 33, 1]),
        ({"convention": "largest_remainder", "ties": "reversed"}, [33, 33, 34]), ("cascade", [34, 33, 33]),
    ],
)  # fmt: skip
def test_the_unit_left_over_goes_where_the_convention_says(rounding, amounts):
    thirds = [{"from": "0", "shares": dict.fromkeys(KEYS, "100/3")}]
    assert list(shared(policy(tiers=thirds, rounding=rounding), 100).amounts().values()) == amounts


def test_a_template_asks_and_is_refused_until_it_is_answered():
    asks = [
        {"key": "how", "question": {"en": "Marginal or slab?"}, "options": [
            {"value": "marginal", "name": {"en": "Marginal"}}, {"value": "slab", "name": {"en": "Slab"}, "set": {"tiering": "slab"}}]},
        {"key": "fee", "question": {"en": "How much?"}, "at": "deductions[0].percent", "answer": "percent"},
    ]  # fmt: skip
    fee = deduction(kind="percent", percent="0", of="gross")
    document = formula(deductions=[fee], tiers=HALVES, asks=asks)
    open_ = read_policy(document)
    assert [(question.path, question.options, question.answer) for question in open_.questions] == [
        ("answers.how", ("marginal", "slab"), "choice"), ("answers.fee", (), "percent"),
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"answers\.how: must be answered"):
        shared(open_, 1_000)
    done = read_policy(answered(document, how="slab", fee="20"))
    assert (done.questions, done.tiering, shared(done, 1_000).amounts()["fee"]) == ((), "slab", 200)
    with pytest.raises(Refused, match=r'answers\.how: "neither"'):
        read_policy(answered(document, how="neither"))
    with pytest.raises(Refused, match=r"answers\.colour: not a feature"):
        read_policy(answered(document, colour="red"))


def test_a_template_without_tiers_can_be_shown_and_filled_in():
    document = formula(deductions=[], asks=[{"key": "split", "question": {"en": "Which shares?"}, "at": "tiers", "answer": "tiers"}])
    del document["tiers"]
    assert read_policy(document).tiers == ()
    assert shared(read_policy(answered(document, split=HALVES)), 1_000).amounts()["inventors"] == 500
    with pytest.raises(Refused, match=r"tiers\[0\].shares: the parts sum to 50, not to 100"):
        read_policy(answered(document, split=[{"from": "0", "shares": {"inventors": "50"}}]))


def test_a_reversal_of_an_advance_leaves_the_net_that_counts():
    given = policy(deductions=[deduction("first", kind="amount", amount="5", payee="inventors")])
    result = shared(given, 800, shares=PERSONS)
    back = reverse(result.lines, net=result.net)
    assert (back.life_to_date, back.gross) == (-300, -800)
    assert reverse(result.lines, 400, net=result.net).life_to_date == -300


def test_a_fee_ends_once_it_has_taken_its_most_of_the_case_or_of_each_year():
    """15 % of the first 1,000.00 of gross, so 150.00 at most."""
    fee = deduction("fee", kind="percent", percent="15", of="gross", up_to="1000", per="year")
    given = policy(deductions=[fee])
    first = shared(given, 60_000)
    second = shared(given, 60_000, standing=first.after)
    assert (first.amounts()["fee"], second.amounts()["fee"]) == (9_000, 6_000)
    assert (given.needs.gross, second.after.gross_this_year) == (("year",), 120_000)
    assert shared(given, 60_000, standing=second.after).amounts()["fee"] == 0


def test_a_fee_that_goes_to_a_party_ends_once_it_has_brought_the_party_its_most():
    """10 % of what the costs leave, 100.00 in all: what the school has of the tiers does not count."""
    fund = deduction("fund", kind="percent", percent="10", of="remaining", payee="school", limit="100")
    given = policy(deductions=[COSTS, fund])
    first = shared(given, 90_000, standing=Standing(pool=20_000))
    second = shared(given, 60_000, standing=first.after)
    assert (dict(first.granted), dict(second.granted)) == ({"fund": 7_000}, {"fund": 3_000})
    assert first.amounts()["school"] == 7_000 + 12_600
    assert (given.needs.recovered, second.after.recovered) == ({"fund": "life"}, {"fund": 10_000})


@pytest.mark.parametrize(("words", "said"), [
    ({"of": "remaining", "percent": "5", "above": "3"}, "deductions[0].above: does not go together with of"),
    ({"of": "gross", "optional": True, "up_to": "3"}, "deductions[0].up_to: does not go together with optional"),
    ({"of": "gross", "percent": "5", "above": "3", "up_to": "3"}, "deductions[0].up_to: must end above 300"),
    ({"of": "gross", "percent": "5", "per": "year"}, "deductions[0].per: has no meaning without above, up_to, limit"),
    ({"of": "gross", "percent": "5", "least": "4", "limit": "3"}, "deductions[0].limit: must end above 400"),
    ({"of": "gross", "optional": True, "least": "3"}, "deductions[0].least: does not go together with optional"),
])  # fmt: skip
def test_what_bounds_a_percentage_and_what_does_not_go_with_it(words, said):
    with pytest.raises(Refused, match=re.escape(said)):
        policy(deductions=[deduction("fee", kind="percent", **words)])


def test_caps_of_a_schedule_count_its_own_money_and_those_of_the_policy_all_other():
    """Royalties: 1.00 to the inventors in all; equity: no cap; other money: 2.00."""
    own = {"kinds": ["royalty"], "caps": [{"party": "inventors", "amount": "1", "to": "school"}]}
    free = {"kinds": ["equity"], "caps": [], "nothing_below": [{"parties": ["department"], "below": "9", "to": "school"}]}
    made = [{"key": word["kinds"][0], "name": {"en": word["kinds"][0]}, "tiers": HALVES, **word} for word in (own, free)]
    given = policy(caps=[{"party": "inventors", "amount": "2", "to": "school"}], schedules=made,
                   unconfirmed=[{"at": "schedules[0].tiers[0]", "en": "Read off a chart."}])  # fmt: skip
    royalty, equity, other = (given.of(Origin(income=income)) for income in ("royalty", "equity", "price"))
    assert [used.needs.capped for used in (royalty, equity, other)] == [{"inventors": "life"}, {}, {"inventors": "life"}]
    words = ("", "royalty", "equity")
    assert [[word in used.caps_count for word in words] for used in (royalty, other)] == [[False, True, False], [True, False, False]]
    assert shared(royalty, 1_000).amounts() == {"inventors": 100, "department": 300, "school": 600}
    assert shared(equity, 800).amounts() == {"inventors": 400, "department": 0, "school": 400}
    assert shared(other, 1_000).amounts() == {"inventors": 200, "department": 300, "school": 500}
    tier = next(step for step in shared(royalty, 1_000).steps if step["code"] == "tier")
    assert tier["unconfirmed"] == [{"en": "Read off a chart."}]
    with pytest.raises(Refused, match=r"schedules\[0\].caps\[0\].to"):
        policy(schedules=[{"key": "a", "name": {"en": "a"}, "kinds": ["a"], "tiers": HALVES, "caps": [own["caps"][0] | {"to": "nobody"}]}])


def test_how_many_persons_share_decides_and_parts_that_fell_to_a_party_do_not_count():
    several = {"key": "several", "name": {"en": "Several"}, "persons": {"from": 2}, "tiers": ONE, "scope": "flat"}
    given = policy(schedules=[several])
    assert "ada" in shared(given, 100, shares=PERSONS).amounts()
    result = shared(given, 1_000, shares=Shares.read([("ada", "1/2"), ("party:school", "1/2")]))
    assert (result.policy.schedule, shared(given, 1_000, shares=PERSONS).policy.schedule) == ("", "several")
    assert check(result.trace(), recomputed(given, result.trace())) == ()
    with pytest.raises(Refused, match="persons: is needed"):
        shared(given, 1_000)
    with pytest.raises(Refused, match="parties: has no meaning without persons"):
        policy(schedules=[several], parties=[{"key": key, "name": {"en": key}} for key in KEYS])
