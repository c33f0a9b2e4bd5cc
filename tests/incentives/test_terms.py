"""Until when persons are paid: as the policy says, else within the six months of provincial law."""
from datetime import date, timedelta

import pytest
from django.urls import reverse

from incentives.models import Reward
from incentives.terms import pay_by
from ip.policies import published
from record.consumers import run_all
from tests.ip.typist import Typist
from tests.world import ip as rights
from tests.world import money, policies

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("owed, due", [
    (date(2026, 3, 2), date(2026, 9, 2)), (date(2026, 8, 31), date(2027, 2, 28)), (date(2023, 8, 31), date(2024, 2, 29)),
])  # fmt: skip
def test_a_term_of_months_ends_on_the_corresponding_day_else_on_the_last(owed, due):
    assert pay_by(owed) == due


def test_a_policy_sets_its_own_term_from_the_day_of_the_receipt(world):
    asset = rights.owned(world, stakes=(("linhai", 1),))
    rights.shared(world, asset)
    policies.published(world, {**published()["uk-manchester-develop"], "payout": {"within": {"days": "45"}}}, applies_by="received")
    deal = rights.licence(world, asset, currency="GBP")
    receipt = money.received(world, deal)
    run_all()
    assert dues() == {("eligible", receipt.received_on + timedelta(days=45))}  # before it is shared, too
    posted = money.posted(world, deal)
    run_all()
    of_line = Reward.objects.filter(line__distribution=posted)
    assert {(reward.state, reward.due) for reward in of_line} == {("approved", posted.on + timedelta(days=45))}


def dues() -> set:
    return set(Reward.objects.values_list("state", "due"))


def test_whoever_writes_a_formula_says_it_in_days_or_months_and_reads_it_in_words(world):
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_policy"))
    desk.fill("head", name_en="Ours", institution_en="Linhai", citation="Regulation 7", currency="CNY", applies_by="received")
    desk.go("parties").add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University")
    desk.go("deductions").go("tiers").add("tiers", "tier", share__inventors="40", share__university="60")
    desk.go("special").fill("head", within="400", within_unit="days").press("go:check")
    assert "The term of payment is 400, but must lie between 1 and 366" in desk.text
    desk.fill("head", within="3", within_unit="months").go("check")
    assert "must lie between" not in desk.text
    assert "persons are paid within 3 months of the receipt" in desk.text
