"""What nobody claimed in time goes where the policy says: on a day, with grounds and clause, by two people."""
from datetime import timedelta

import pytest
from django.urls import reverse

from incentives.models import Reward
from ip.actions.forfeitures import propose_forfeiture
from ip.models import Hold
from ip.owed import lines_owed
from ip.policies import published
from record import clock, consumers
from record.errors import NotAllowed, WrongState
from tests.ip.test_distributions import held
from tests.world import ip as rights
from tests.world import money, policies

pytestmark = pytest.mark.django_db
CLAUSE = {"section": "7.4", "en": "Unclaimed after three years.", "zh": "三年未领取。"}


def shared(world, to: str):
    asset = rights.owned(world, stakes=(("linhai", 1),))
    rights.shared(world, asset, parts=(2, 2, 1))
    payout = {"minimum": "500", "forfeited_after_years": 3, "forfeited_to": to, "clause": CLAUSE}
    policies.published(world, {**published()["uk-manchester-develop"], "payout": payout}, applies_by="received")
    return money.posted(world, rights.licence(world, asset, currency="GBP"), 100_000)


def forfeit(world, person, who=("finance",)):
    return propose_forfeiture(actor=world.actor("linhai", *who), person=person, currency="GBP", reasons="Two letters came back.")


def years_on(years: float):
    return clock.at(clock.now() + timedelta(days=round(366 * years)))


def test_it_goes_to_the_other_persons_once_the_time_has_passed_and_another_agrees(world):
    distribution = shared(world, "other_persons")
    consumers.run_all()
    gone, *others = [line.person for line in distribution.lines.filter(person__isnull=False).order_by("line")]
    with pytest.raises(WrongState, match="its time has not passed"):
        forfeit(world, gone)
    with years_on(3.1):
        with pytest.raises(NotAllowed):
            forfeit(world, gone, ("approver",))
        (hold,) = forfeit(world, gone)
        assert (hold.why, hold.reasons.splitlines()) == ("unclaimed", ["Two letters came back.", "7.4 Unclaimed after three years."])
        assert held("held") == -28_000
        money.agree(world, Hold.objects.get(pk=hold.pk))
        consumers.run_all()
    owed = {person: sum(line.owed for line in lines_owed().filter(person=person)) for person in (gone, *others)}
    assert list(owed.values()) == [0, 28_000 + 18_667, 14_000 + 9_333] and held("held") == 0
    assert Reward.objects.get(person=gone).state == "refused"


def test_it_goes_to_the_party_that_the_policy_names(world):
    party = published()["uk-manchester-develop"]["parties"][1]["key"]
    distribution = shared(world, party)
    before, gone = held("unit"), distribution.lines.filter(person__isnull=False).order_by("line").first().person
    with years_on(3.1):
        browser = world.client("linhai", "finance")
        page = browser.get("/ip/income/owed/").content.decode()
        assert "Unclaimed" in page and "it could be claimed until" in page
        url = reverse("ip:forfeit", args=[gone.uid, "GBP"])
        assert "Unclaimed after three years." in browser.get(url).content.decode()
        assert browser.post(url, {"reasons": "Two letters came back.", "seen": "-", "key": "one"}).status_code == 303
        hold = Hold.objects.get()
        page = world.client("linhai", "approver").get(reverse("ip:hold", args=[hold.uid])).content.decode()
        assert published()["uk-manchester-develop"]["parties"][1]["name"]["en"] in page and "former member" not in page
        money.agree(world, hold)
        line = distribution.lines.get(person=gone, adjusts__isnull=False)
        assert "Nobody claimed the share" in browser.get(reverse("ip:why", args=[line.uid])).content.decode()
    assert held("unit") - before == -28_000 and held("held") == 0
    assert distribution.lines.get(kind="unit", adjusts__isnull=False).amount == 28_000
    assert sum(line.owed for line in lines_owed().filter(person=gone)) == 0
