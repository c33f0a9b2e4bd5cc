"""What a formula counts besides life-to-date: pools of costs of their own, caps over their own time, thresholds of the institution."""
import io

import pytest
from django.db.models import Sum
from django.urls import reverse as reverse_url

from audit.recompute import recompute
from ip.actions import costs
from ip.models import Distribution, Opening
from ip.past import again, in_order
from ip.policies import published
from ip.rules import read_policy
from ip.standing import open_pool
from ip.statements import on_the_way
from ledger.balances import total
from ledger.models import Entry
from record import clock
from record.errors import Invalid
from tests.ip.played import LONG_AGO
from tests.ip.test_holds import reverse
from tests.world import ip as rights
from tests.world import money, policies

pytestmark = pytest.mark.django_db


def formula(**words) -> dict:
    """Half to the persons, half to the school; costs of patents from a pool of their own, at most half of each receipt."""
    document = dict(published()["us-stanford-pre-change"])
    own = {"kind": "cost_recovery", "key": "patents", "name": {"en": "Patent costs"}, "pool": "patents", "at_most": "50"}
    rest = {"kind": "cost_recovery", "key": "costs", "name": {"en": "Other costs"}}
    document.pop("unconfirmed")
    return {**document, "currency": "CNY", "deductions": [own, rest], **words}


def spend(world, deal, amount: int, pool: str = ""):
    return costs.record_cost(actor=world.actor("linhai", "finance"), asset=deal.asset, currency="CNY", amount=amount, what="Fees", pool=pool,
                             spent_on=clock.today("Asia/Shanghai"))  # fmt: skip


def test_costs_of_a_pool_with_a_name_are_recovered_by_the_rule_that_names_it(world):
    policies.published(world, formula())
    deal = money.licensed(world)
    with pytest.raises(Invalid, match="No published policy"):
        spend(world, deal, 1, "unknown")
    spend(world, deal, 800_000, "patents")
    spend(world, deal, 100_000)
    shared = money.posted(world, deal, 1_000_000)
    assert [shared.lines.get(key=key).amount for key in ("patents", "costs")] == [500_000, 100_000]
    assert (open_pool(shared.scope, name="patents"), open_pool(shared.scope)) == (300_000, 0)
    back = money.taken(world, shared, 100_000)
    assert (open_pool(shared.scope, name="patents"), open_pool(shared.scope)) == (350_000, 10_000)
    assert recompute(shared).holds and recompute(back).holds
    reverse(world, back)
    reverse(world, Distribution.objects.get(pk=shared.pk))
    assert (open_pool(shared.scope, name="patents"), open_pool(shared.scope)) == (800_000, 100_000)
    assert total(Entry.objects.all()) == 0
    page = world.client("linhai", "finance").get("/ip/income/costs/").content.decode()
    assert "pool “patents”" in page


def test_costs_of_a_named_pool_from_before_the_books_are_recovered_first_too(world):
    policies.published(world, formula())
    deal = money.licensed(world)
    with pytest.raises(Invalid, match="No published policy"):
        money.opened(world, deal.asset, pools=[("unknown", 1)])
    client, address = world.client("linhai", "finance"), reverse_url("ip:prepare_opening", args=[deal.asset.uid])
    assert "pool “patents”" in client.get(address).content.decode()
    said = {"on": clock.today("Asia/Shanghai"), "currency": "CNY", "pool": "100", "pool-0": "6000", "note": "Book 7",
            "key": "once", "evidence": io.BytesIO(b"Old books")}  # fmt: skip
    said["evidence"].name = "books.txt"
    assert client.post(address, said).status_code == 303
    money.agree(world, Opening.objects.get())
    shared = money.posted(world, deal, 1_000_000)
    assert [shared.lines.get(key=key).amount for key in ("patents", "costs")] == [500_000, 10_000]
    assert (open_pool(shared.scope, name="patents"), open_pool(shared.scope)) == (100_000, 0)
    assert recompute(shared).holds and total(Entry.objects.all()) == 0


def test_a_cap_for_life_counts_money_of_every_year_and_kind_although_the_tiers_count_by_the_year(world):
    parties = [party["key"] for party in formula()["parties"]]
    capped = [{"party": parties[1], "amount": "5000", "per": "life", "to": parties[0]}]
    policies.published(world, formula(deductions=[], caps=capped, period="year", scope="asset"))
    asset = rights.owned(world, stakes=(("linhai", 1),), completed_on=LONG_AGO)
    rights.shared(world, asset)
    deal = rights.licence(world, asset)
    before = clock.today("Asia/Shanghai").replace(month=1, day=2)
    first = money.posted(world, deal, 1_200_000, on=before.replace(year=before.year - 1))
    second = money.posted(world, deal, 1_200_000)
    assert first.trace["inputs"]["standing"].get("capped") is None
    got = [sum(line.amount for line in row.lines.filter(key=parties[1])) for row in (first, second)]
    assert got == [400_000, 100_000] and second.life_to_date == 0
    assert recompute(second).holds


def test_another_formula_over_a_year_takes_its_part_of_a_refund_and_goes_on_from_there(world):
    policies.published(world, formula(deductions=[]))
    deal = money.licensed(world)
    shared = money.posted(world, deal, 1_000_000)
    money.taken(world, shared, 250_000)
    money.posted(world, deal, 600_000)
    parties = [party["key"] for party in formula()["parties"]]
    other = read_policy(formula(deductions=[], caps=[{"party": parties[1], "amount": "4000", "per": "life", "to": parties[0]}],
                                answers={"applies_by": "received"}))  # fmt: skip
    rows = list(again(in_order(Distribution.objects.filter(state="posted")), other, None))
    assert [row.why for row in rows] == ["", "", ""]
    assert [row.new.get(parties[1], 0) for row in rows] == [333_333, -83_333, 150_000]
    assert [sum(row.new.values()) for row in rows] == [1_000_000, -250_000, 600_000]


def test_a_limit_of_costs_counts_what_was_recovered_before_until_it_is_taken_back(world):
    """At most ¥7,000.00 in the life of the case: 1,000 before the books began, 5,000 of the first receipt, 1,000 of the second."""
    costs_to = {"kind": "cost_recovery", "key": "costs", "name": {"en": "Costs"}, "at_most": "50", "limit": "7000"}
    policies.published(world, formula(deductions=[costs_to]))
    deal = money.licensed(world)
    spend(world, deal, 2_000_000)
    money.opened(world, deal.asset, gross=200_000, paid=[("costs", 100_000)], agreed=True)
    first, second, third = (money.posted(world, deal, 1_000_000) for _receipt in range(3))
    assert [row.lines.filter(key="costs").aggregate(n=Sum("amount"))["n"] or 0 for row in (first, second, third)] == [500_000, 100_000, 0]
    assert recompute(second).holds and recompute(third).holds
    reverse(world, first)
    assert sum(line["amount"] for line in money.posted(world, deal, 1_000_000).trace["lines"] if line["key"] == "costs") == 500_000
    page = world.client("linhai", "finance").get(reverse_url("ip:distribution", args=[second.uid])).content.decode().replace("\u00a0", " ")
    assert "at most ¥7,000.00 over the life of the case" in page


def test_a_cap_for_each_person_counts_what_they_get_of_all_results_and_what_is_above_goes_to_whom_the_policy_names(world):
    """At most ¥2,500.00 a year: of the first asset 2,000 / 2,000 / 1,000; of the second 500 / 500 / 1,000, the rest to the department."""
    persons, department, _school = (party["key"] for party in formula()["parties"])
    cap = {"party": persons, "amount": "2500", "per": "year", "to": department, "each": True, "everywhere": True}
    policies.published(world, formula(deductions=[], caps=[cap]))
    first = money.posted(world, money.licensed(world), 1_500_000)
    other = money.licensed(world)
    second = money.posted(world, other, 1_500_000)
    got = [[line["amount"] for line in row.trace["lines"] if line["kind"] == "person"] for row in (first, second)]
    assert got == [[200_000, 200_000, 100_000], [50_000, 50_000, 100_000]]
    assert next(line["amount"] for line in second.trace["lines"] if line["key"] == department) == 800_000
    ada, bo, _cy = (line["key"] for line in second.trace["lines"] if line["kind"] == "person")
    mine = [step for step, concerns in zip(second.trace["steps"], on_the_way(second.trace, ada), strict=True) if concerns]
    assert [step["person"] for step in mine if step["code"] == "cap"] == [ada] and bo not in str(mine)
    reverse(world, first)
    third = money.posted(world, other, 1_500_000)
    assert [line["amount"] for line in third.trace["lines"] if line["kind"] == "person"] == [200_000, 200_000, 100_000]
    assert recompute(second).holds and recompute(third).holds
    page = world.client("linhai", "finance").get(reverse_url("ip:distribution", args=[second.uid])).content.decode().replace("\u00a0", " ")
    assert "each person gets no more than ¥2,500.00 a year" in page


def test_tiers_that_count_gross_go_by_what_has_come_in_although_the_net_is_shared(world):
    """Half to the persons up to ¥10,000.00 come in, a fifth above; half of each receipt are costs. Of the second, ¥2,000.00 lie below."""
    persons, department, school = (party["key"] for party in formula()["parties"])
    tiers = [{"from": "0", "to": "10000", "shares": {persons: "50", department: "50"}},
             {"from": "10000", "shares": {persons: "20", school: "80"}}]  # fmt: skip
    fee = {"kind": "percent", "key": "fee", "name": {"en": "Fee"}, "of": "gross", "percent": "50"}
    policies.published(world, formula(deductions=[fee], tiers=tiers, counts="gross", scope="asset"))
    deal = money.licensed(world)
    money.opened(world, deal.asset, life_to_date=100_000, gross=200_000, agreed=True)
    first, second = money.posted(world, deal, 600_000), money.posted(world, deal, 1_000_000)
    assert [row.life_to_date for row in (first, second)] == [200_000, 800_000]
    got = [sum(line["amount"] for line in row.trace["lines"] if line["kind"] == "person") for row in (first, second)]
    assert got == [150_000, 50_000 + 80_000]
    assert recompute(second).holds
    page = world.client("linhai", "finance").get(reverse_url("ip:distribution", args=[second.uid])).content.decode().replace("\u00a0", " ")
    assert "¥8,000.00 had come in before, ¥2,000.00 of this receipt lie in it" in page


def test_a_first_amount_for_each_inventor_counts_what_was_paid_before_the_books_and_comes_again_after_a_refund(world):
    """¥1,000.00 each of three with 2, 2 and 1 of 5 parts, the first of whom had 600 before; then half of the net by the parts."""
    persons, department, school = (party["key"] for party in formula()["parties"])
    each = {"kind": "amount", "key": "each", "name": {"en": "First money"}, "amount": "1000", "payee": persons, "each": True}
    policies.published(world, formula(deductions=[each], tiers=[{"from": "0", "shares": {persons: "50", department: "30", school: "20"}}]))
    deal = money.licensed(world)
    ada = deal.asset.share_sets.latest("number").shares.order_by("line")[0].person
    money.opened(world, deal.asset, paid=[(ada, 60_000)], agreed=True)
    first = money.posted(world, deal, 340_000)
    assert persons_of(first) == [40_000 + 20_000, 100_000 + 20_000, 100_000 + 10_000]
    page = world.client("linhai", "finance").get(reverse_url("ip:distribution", args=[first.uid])).content.decode().replace("\u00a0", " ")
    assert "¥1,000.00 for each person, once; ¥2,400.00 were still due" in page
    assert "40 % of what is left of the share of: " in page and "and ¥400.00 as: First money" in page
    second = money.posted(world, deal, 100_000)
    assert persons_of(second) == [20_000, 20_000, 10_000]
    back = money.taken(world, first, 340_000 - 240_000 + 24_000)  # all of the net, and a tenth of what each got first
    third = money.posted(world, deal, 24_000)
    assert persons_of(third) == [4_000, 10_000, 10_000]
    assert all(recompute(row).holds for row in (first, second, back, third))
    rows = list(again(in_order(Distribution.objects.filter(state="posted")), first.policy_version.formula, None))
    assert [row.why for row in rows] == [""] * 4 and all(row.new == row.old for row in rows)
    other = read_policy(formula(deductions=[], tiers=first.policy_version.document["tiers"], answers={"applies_by": "received"}))
    assert [sum(row.new.values()) for row in again(in_order(Distribution.objects.filter(state="posted")), other, None)] == [
        340_000, 100_000, -124_000, 24_000,
    ]  # fmt: skip


def persons_of(row: Distribution) -> list[int]:
    return [line["amount"] for line in row.trace["lines"] if line["kind"] == "person"]
