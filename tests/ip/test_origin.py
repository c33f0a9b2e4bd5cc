"""Money is shared by where it comes from: what the receipt, its deal and asset say, and what only people know of it."""
import json
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.recompute import recompute
from ip.actions import distributions
from ip.computing import moved
from ip.models import Distribution
from record import clock
from record.errors import Invalid
from tests.audit.test_recompute import beneath
from tests.world import ip as made
from tests.world import money, policies

TEAM = {"key": "team_found", "name": {"en": "Found by the team", "zh": "团队自行找到"}, "circumstances": {"found_by": ["team"]}, "assets": ["patent"],
        "tiers": [{"from": "0", "shares": {"team": "80", "school": "20"}}]}  # fmt: skip
EARLY = {"key": "early", "name": {"en": "First year"}, "years": {"since": "first_income", "to": 1},
         "tiers": [{"from": "0", "shares": {"team": "70", "school": "30"}}]}  # fmt: skip
FORMULA = {
    "format": 1, "id": "ours", "name": {"en": "Ours"}, "institution": {"en": "Linhai"}, "source": {"citation": "Rules"}, "currency": "CNY",
    "applies_by": "received", "scope": "flat", "deductions": [], "rounding": "largest_remainder",
    "parties": [{"key": "team", "name": {"en": "Team"}, "persons": True}, {"key": "school", "name": {"en": "School"}}],
    "tiers": [{"from": "0", "shares": {"team": "60", "school": "40"}}],
    "circumstances": [{"key": "found_by", "name": {"en": "Who found the buyer", "zh": "受让方由谁找到"}, "options": [
        {"value": "team", "name": {"en": "The team", "zh": "团队"}}, {"value": "office", "name": {"en": "The office", "zh": "转化办公室"}}]}],
    "schedules": [TEAM, EARLY],
}  # fmt: skip


def licensed(world, kind="patent"):
    asset = made.owned(world, stakes=(("linhai", 1),), kind=kind, completed_on=clock.today("UTC") - timedelta(800))
    made.shared(world, asset)
    policies.published(world, FORMULA, applies_by="", since=clock.today("UTC") - timedelta(3000))
    return made.licence(world, asset)


def school(distribution: Distribution) -> int:
    return distribution.lines.get(key="school").amount


def test_who_prepares_says_who_found_the_buyer_and_it_stands_in_all_that_follows(world):
    part = money.settled(world, licensed(world), 1_000_000)
    finance, address = world.client("linhai", "finance"), reverse("ip:prepare_distribution", args=[part.uid])
    assert "Who found the buyer" in finance.get(address).content.decode()
    asked = {"key": "a-key-of-its-own", "circumstances.found_by": ""}
    assert finance.post(address, asked).status_code == 422
    assert finance.post(address, asked | {"circumstances.found_by": "team"}).status_code == 303
    distribution = Distribution.objects.get(part=part)
    assert (school(distribution), distribution.trace["inputs"]["circumstances"]) == (200_000, {"found_by": "team"})
    page = finance.get(reverse("ip:distribution", args=[distribution.uid])).content.decode()
    assert "shared by the formula “Found by the team” (kind of asset: Patent, Who found the buyer: The team)" in page
    posted = money.decide(world, distribution)
    assert recompute(posted).holds
    assert recompute(posted).same
    back = money.taken(world, posted, 100_000)
    assert (back.trace["inputs"]["circumstances"], school(back), recompute(back).holds) == ({"found_by": "team"}, -20_000, True)
    beneath("UPDATE ip_asset SET kind = %s WHERE id = %s", "software", posted.scope.asset_id)
    anew = recompute(Distribution.objects.get(pk=posted.pk))
    assert {line.key: line.difference for line in anew.lines if line.key == "school"} == {"school": 200_000 - 300_000}


def test_what_the_policy_does_not_ask_is_refused_and_what_it_asks_is_asked_only_where_it_decides(world):
    part = money.settled(world, licensed(world), 1_000_000)
    finance = world.actor("linhai", "finance")
    with pytest.raises(Invalid, match="Who found the buyer: it decides by which formula this money is shared, and nobody has said it"):
        distributions.prepare_distribution(actor=finance, part=part)
    said = {"part": str(part.uid), "circumstances": {"found_by": "the cat"}}
    answer = world.client("linhai", "finance").post("/api/v1/distributions/", json.dumps(said), content_type="application/json",
                                                    headers={"Idempotency-Key": "cat"})  # fmt: skip
    assert answer.status_code == 422
    assert "found_by" in answer.content.decode()
    other = money.settled(world, made.licence(world, made.owned(world, stakes=(("linhai", 1),), kind="software")), 1_000_000)
    made.shared(world, other.settlement.asset)
    address = reverse("ip:prepare_distribution", args=[other.uid])
    assert "Who found the buyer" not in world.client("linhai", "finance").get(address).content.decode()
    assert school(distributions.prepare_distribution(actor=finance, part=other)) == 300_000


def test_years_count_from_the_first_income_that_stands_and_a_later_one_of_an_earlier_day_asks_again(world):
    deal, today = licensed(world, kind="software"), clock.today("Asia/Shanghai")
    waiting = money.prepared(world, deal, 1_000_000)
    assert (school(waiting), waiting.trace["inputs"]["years"]) == (300_000, {"first_income": 1})
    earlier = money.settled(world, deal, 10_000, on=today - timedelta(366))
    first = money.decide(world, distributions.prepare_distribution(actor=world.actor("linhai", "finance"), part=earlier))
    assert moved(Distribution.objects.get(pk=waiting.pk))
    anew = money.decide(world, waiting)
    again = Distribution.objects.get(part=waiting.part, state="in_approval") if anew.state == "void" else anew
    assert (school(again), again.trace["inputs"]["years"]) == (400_000, {"first_income": 2})
    posted = money.decide(world, again) if again.state == "in_approval" else again
    assert [recompute(row).holds for row in (first, posted)] == [True, True]
