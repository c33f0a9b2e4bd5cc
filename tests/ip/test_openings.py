"""An opening balance: entered with its evidence, agreed by two, and then counted like everything else in the books."""
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.recompute import recompute
from ip.actions import distributions, openings
from ip.models import Distribution, Opening
from ip.standing import life_to_date, open_pool
from ledger.balances import total
from ledger.models import Entry
from record import clock
from record.errors import Invalid, NotAllowed, WrongState
from tests.audit.test_recompute import beneath
from tests.ip.test_distributions import held
from tests.ip.test_origin import FORMULA
from tests.world import ip as rights
from tests.world import money, policies


def test_the_next_receipt_lands_on_the_tier_that_the_old_income_reached(world):
    deal = money.licensed(world)
    person = world.person("linhai", "investigator")
    waiting = money.prepared(world, deal, 10_000_000)
    opening = money.opened(world, deal.asset, life_to_date=26_800_000, pool=1_000_000, paid=[(person, 20_000_000)], agreed=True)
    assert (opening.state, life_to_date(opening.scope), open_pool(opening.scope)) == ("posted", 26_800_000, 1_000_000)
    assert (held("earlier", person), held("person"), total(Entry.objects.all())) == (-20_000_000, 0, 0)
    anew = money.decide(world, waiting)  # computed anew: costs and life-to-date have moved
    assert (anew.state, anew.life_to_date, anew.pool, anew.net) == ("in_approval", 26_800_000, 1_000_000, 9_000_000)
    posted = money.decide(world, anew)
    assert life_to_date(posted.scope) == 35_800_000
    assert recompute(posted).holds
    beneath("UPDATE ledger_entry SET amount = amount - 1 WHERE amount = -20000000")
    assert "standing" in recompute(Distribution.objects.get(pk=posted.pk)).wrong


ROYALTY = {"key": "running", "name": {"en": "Running royalty"}, "kinds": ["royalty"], "scope": "asset", "tiers": [
    {"from": "0", "to": "1000", "shares": {"team": "100"}}, {"from": "1000", "shares": {"school": "100"}}]}  # fmt: skip
TWO = {**FORMULA, "scope": "asset", "tiers": ROYALTY["tiers"], "schedules": [ROYALTY], "circumstances": []}


def test_a_total_counts_as_what_it_was_shared_by_and_each_formula_of_a_policy_has_its_own(world):
    asset = rights.owned(world, stakes=(("linhai", 1),))
    rights.shared(world, asset)
    policies.published(world, TWO, applies_by="")
    deal = rights.licence(world, asset)
    with pytest.raises(Invalid, match="has a schedule") as refused:
        money.opened(world, asset, schedule="runing")
    assert refused.value.field == "schedule"
    first = money.opened(world, asset, life_to_date=90_000, agreed=True)
    running = money.opened(world, asset, life_to_date=60_000, schedule="running", agreed=True)
    with pytest.raises(WrongState, match="an opening balance already"):
        money.opened(world, asset, schedule="running")
    for kind, school in (("royalty", 10_000), ("upfront", 40_000)):  # 1,000.00 of the royalties are reached 400.00 on, else 100.00
        posted = money.posted(world, deal, 50_000, income=kind)
        assert (posted.lines.get(key="school").amount, recompute(posted).holds) == (school, True)
    page = world.client("linhai", "finance").get(reverse("ip:opening", args=[running.uid])).content.decode()
    assert "Running royalty" in page
    assert "Counted as" not in world.client("linhai", "finance").get(reverse("ip:opening", args=[first.uid])).content.decode()
    assert "Running royalty" in world.client("linhai", "finance").get(reverse("ip:prepare_opening", args=[asset.uid])).content.decode()


EARLY = {"key": "early", "name": {"en": "First two years"}, "years": {"since": "first_income", "to": 2},
         "tiers": [{"from": "0", "shares": {"team": "70", "school": "30"}}]}  # fmt: skip


def test_years_count_from_the_first_income_that_it_names_and_costs_alone_are_no_income(world):
    asset, today = rights.owned(world, stakes=(("linhai", 1),)), clock.today("Asia/Shanghai")
    rights.shared(world, asset)
    policies.published(world, {**FORMULA, "schedules": [EARLY], "circumstances": []}, applies_by="")
    deal, finance = rights.licence(world, asset), world.actor("linhai", "finance")
    with pytest.raises(Invalid, match="cannot have come after"):
        money.opened(world, asset, first_income=today + timedelta(1))
    silent = money.opened(world, asset, agreed=True)
    part = money.settled(world, deal, 10_000)
    with pytest.raises(Invalid, match="its opening balance does not say when that was"):
        distributions.prepare_distribution(actor=finance, part=part)
    openings.propose_opening_reversal(actor=finance, opening=silent, seen=silent.version, reasons="Without the day.")
    money.agree(world, silent)
    said = money.opened(world, asset, first_income=today - timedelta(500), agreed=True)
    assert "First income of the asset on" in world.client("linhai", "finance").get(reverse("ip:opening", args=[said.uid])).content.decode()
    second = money.decide(world, distributions.prepare_distribution(actor=finance, part=part))
    assert (second.trace["inputs"]["years"], second.lines.get(key="school").amount, recompute(second).holds) == ({"first_income": 2}, 3_000, True)
    fresh = rights.owned(world, stakes=(("linhai", 1),))
    rights.shared(world, fresh)
    money.opened(world, fresh, life_to_date=0, pool=5_000, agreed=True)
    first = money.posted(world, rights.licence(world, fresh), 10_000)
    assert first.trace["inputs"]["years"] == {"first_income": 1}


def test_whoever_entered_it_or_is_named_in_it_does_not_approve(world):
    deal = money.licensed(world)
    named = world.actor("linhai", "approver", name="named")
    opening = money.opened(world, deal.asset, paid=[(world.person("linhai", "approver", name="named"), 1_000)])
    with pytest.raises(NotAllowed):
        money.agree(world, opening, name="named")
    both = world.actor("linhai", "finance", "approver", name="both")
    money.agree(world, opening, value="return", reasons="Which page?")
    again = openings.prepare_opening(
        actor=both, asset=deal.asset, currency="CNY", on=opening.on, evidence=opening.evidence, note="Page 7.", life_to_date=1_000_000
    )
    with pytest.raises(NotAllowed):
        money.agree(world, again, who=("finance", "approver"), name="both")
    money.agree(world, again, name="named")
    assert (Opening.objects.get(pk=again.pk).state, named.person) == ("posted", Opening.objects.get(pk=again.pk).approved_by.person_id)


def test_a_line_names_a_party_of_a_published_policy_chosen_from_a_list(world):
    deal = money.licensed(world, key="us-stanford-pre-change")
    page = world.client("linhai", "finance").get(reverse("ip:prepare_opening", args=[deal.asset.uid])).content.decode()
    assert '<option value="school">School</option>' in page
    with pytest.raises(Invalid) as refused:
        money.opened(world, deal.asset, paid=[("shcool", 1_000)])  # it would have counted nowhere
    assert refused.value.field == "paid"


def test_programs_enter_it_with_its_evidence_as_a_file(world):
    deal, person = money.licensed(world, key="us-stanford-pre-change"), world.person("linhai", "investigator")
    said = {
        "asset": deal.asset.uid, "currency": "CNY", "on": clock.today("Asia/Shanghai"), "life_to_date": 26_800_000, "note": "Page 7.",
        "paid": json.dumps([{"person": str(person.uid), "amount": 20_000_000}, {"party": "school", "amount": 6_000_000}]),
    }  # fmt: skip

    def send(key, **more):
        books = SimpleUploadedFile("books.txt", b"The old books.")
        return world.client("linhai", "finance").post("/api/v1/openings/", said | more | {"evidence": books}, headers={"Idempotency-Key": key})

    for wrong in ('[{"amount": 5}]', '[{"party": "school", "amount": 0}]', "{", '[{"party": "shcool", "amount": 5}]', '["school"]', "7",
                  "[" * 30_000 + "]" * 30_000):  # fmt: skip
        assert send(wrong[:90], paid=wrong).status_code == 422, wrong
    answer = send("once")
    assert (answer.status_code, answer.json()["state"]) == (201, "in_approval")
    assert send("once").json() == answer.json()
    opening = Opening.objects.get()
    assert list(opening.lines.order_by("line").values_list("person", "key", "amount")) == [
        (person.pk, str(person.uid), 20_000_000), (None, "school", 6_000_000)]  # fmt: skip


def test_it_comes_before_anything_is_shared_and_is_taken_back_by_two(world):
    deal = money.licensed(world)
    opening = money.opened(world, deal.asset, life_to_date=5_000_000, agreed=True)
    with pytest.raises(WrongState):
        money.opened(world, deal.asset)
    finance = world.actor("linhai", "finance")
    with pytest.raises(Invalid):
        openings.propose_opening_reversal(actor=finance, opening=opening, seen=opening.version, reasons=" ")
    openings.propose_opening_reversal(actor=finance, opening=opening, seen=opening.version, reasons="The wrong asset.")
    money.agree(world, opening)
    assert (Opening.objects.get(pk=opening.pk).state, life_to_date(opening.scope)) == ("reversed", 0)
    money.posted(world, deal)
    with pytest.raises(WrongState):
        money.opened(world, deal.asset)
