"""Contribution as equity and own implementation: shares and yearly profits are shared and measured as art. 45 says."""
import json
from datetime import date

import pytest
from django.urls import reverse

from ip import actions
from ip.actions import payments, studies
from ip.fingerprints import deal_fingerprint
from ip.floors import of_distribution
from ip.models import Deal
from ledger.models import Entry, Receipt
from record import clock
from record.currencies import SHARES
from record.errors import Invalid
from record.wording import money as spelled
from tests.ip.test_distributions import held
from tests.ip.test_floors import formula, missed, state_founded
from tests.world import ip as made
from tests.world import money, policies
from tests.world import projects as joint


def begin(world):
    """An asset of Linhai alone with three signed shares, and a policy for shares and one for profits."""
    state_founded(world)
    policies.published(world, formula("70"), kinds=["equity"])
    policies.published(world, formula("5"), kinds=["own_implementation", "joint_implementation"])
    asset = made.owned(world, stakes=(("linhai", 1),), completed_on=date(2024, 1, 1))
    made.shared(world, asset)
    return asset


def concluded(world, asset, kind: str, **said) -> Deal:
    """Approved and signed under its number."""
    given = {"scope": "", "kind": kind, "price_mode": Deal.ONLY_PRICE[kind], "amount": None}
    deal = made.draft(world, asset, counterparty="linhai" if kind == "own_implementation" else "beizhou", **given | said)
    actions.propose_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal_fingerprint(deal))
    joint.vote(world.actor("linhai", "approver"), deal)
    return Deal.objects.get(pk=deal.pk)


def entries(source) -> list[tuple[str, str, int]]:
    rows = Entry.objects.filter(posting__source=source.uid).order_by("pk")
    return list(rows.values_list("account__kind", "currency", "amount"))


def test_shares_received_are_counted_shared_and_handed_over_one_by_one(world, beginning):
    deal = concluded(world, beginning, "equity", amount=300_000_000)
    assert deal.number.startswith("E-")
    distribution = money.posted(world, deal, 1_000_001, income="shares")
    assert entries(distribution.part.settlement.receipt) == [("holdings", SHARES, 1_000_001), ("undistributed", SHARES, -1_000_001)]
    lines = list(distribution.lines.exclude(amount=0).order_by("line").values_list("kind", "amount"))
    assert lines == [("person", 280_001), ("person", 280_000), ("person", 140_000), ("unit", 300_000)]
    assert missed(of_distribution(distribution)) == {}
    assert spelled(1_000_001, SHARES) == "1,000,001 shares"
    person = world.person("linhai", "investigator")
    payment = payments.pay_person(actor=world.actor("linhai", "finance"), person=person, currency=SHARES, deal=deal,
                                  paid_on=clock.today("Asia/Shanghai"))  # fmt: skip
    assert entries(payment) == [("person", SHARES, 280_001), ("holdings", SHARES, -280_001)]
    assert held("bank") == 0


def test_shares_in_two_companies_are_handed_over_apart(world, beginning):
    first = concluded(world, beginning, "equity", amount=1)
    second = concluded(world, beginning, "equity", amount=1)
    money.posted(world, first, 100, income="shares")
    money.posted(world, second, 1_000, income="shares")
    said = {"actor": world.actor("linhai", "finance"), "person": world.person("linhai", "investigator"), "currency": SHARES,
            "paid_on": clock.today("Asia/Shanghai")}  # fmt: skip
    with pytest.raises(Invalid) as refused:
        payments.pay_person(**said)
    assert refused.value.field == "deal"
    assert [payments.pay_person(**said, deal=deal).amount for deal in (second, first)] == [280, 28]


def test_the_audit_desk_says_of_shares_that_they_are_reconciled_to_the_share(world, beginning):
    money.posted(world, concluded(world, beginning, "equity", amount=300_000_000), 7, income="shares")
    auditor = world.client("linhai", "auditor")
    for language, said in (("en", ("Reconciled, shares", "to the share")), ("zh-hans", ("对账（股）", "精确到股"))):
        page = auditor.get("/audit/", headers={"accept-language": language}).content.decode()
        assert [one in page for one in said] == [True, True], language
        assert "to the cent" not in page and "精确到分<" not in page


def test_a_dividend_is_money_and_not_measured_as_the_shares_of_the_law(world, beginning):
    deal = concluded(world, beginning, "equity", amount=300_000_000)
    distribution = money.prepared(world, deal, 5_000_000, income="equity")
    assert [(f.floor.key, f.required) for f in of_distribution(distribution) if f.floor.base == "equity"] == [("cn-45-equity", None)]
    assert distribution.currency == "CNY"


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        ("equity", {"income": "royalty"}, "income"), ("equity", {"income": "shares", "currency": "CNY"}, "currency"),
        ("equity", {"income": "shares", "vat": 1}, "vat"), ("equity", {"currency": SHARES}, "currency"),
        ("own_implementation", {"income": "shares"}, "income"), ("own_implementation", {"payer": "beizhou"}, "payer"),
        ("joint_implementation", {"payer": "linhai"}, "payer"),
    ],
)  # fmt: skip
def test_what_such_a_deal_cannot_bring_is_refused_at_its_field(world, beginning, kind, said, field):
    deal = concluded(world, beginning, kind, **({"amount": 1} if kind == "equity" else {}))
    said = {name: world.institutions[value] if name == "payer" else value for name, value in said.items()}
    with pytest.raises(Invalid) as refused:
        money.received(world, deal, 100, **said)
    assert refused.value.field == field


def test_the_profit_of_own_implementation_never_passes_the_bank_and_owes_a_twentieth(world, beginning):
    deal = concluded(world, beginning, "own_implementation", starts_on=date(2024, 3, 1), ends_on=None)
    distribution = money.posted(world, deal, 10_000_009, on=date(2025, 3, 10))
    receipt = distribution.part.settlement.receipt
    assert entries(receipt) == [("operations", "CNY", 10_000_009), ("undistributed", "CNY", -10_000_009)]
    assert (receipt.for_deal.income, receipt.payer) == ("profit", world.linhai)
    found = next(f for f in of_distribution(distribution) if f.floor.key == "cn-45-own-implementation")
    assert (found.paid, found.required, found.reached, found.weight) == (500_000, 500_001, True, "binding")


@pytest.mark.parametrize(("on", "weight"), [("2027-03-10", "binding"), ("2028-03-10", "shown"), ("2029-03-10", "shown"), ("2030-03-10", None)])
def test_it_is_owed_for_three_years_may_be_for_five_and_no_longer(world, beginning, on, weight):
    """The profit stated in the fourth year of production is that of the third."""
    deal = concluded(world, beginning, "own_implementation", starts_on=date(2024, 3, 1), ends_on=None)
    with clock.at(clock.now().replace(year=2030, month=6)):
        distribution = money.prepared(world, deal, 10_000_000, on=date.fromisoformat(on))
        found = [f.weight for f in of_distribution(distribution) if f.floor.key == "cn-45-own-implementation"]
    assert found == ([weight] if weight else [])


def test_who_works_a_shared_patent_alone_needs_no_consent_and_keeps_the_profit(world, beginning):
    """专利法 14: only the fees of a licence are shared among co-owners."""
    asset = made.owned(world, joint.signed(world, income="law"))
    made.shared(world, asset)
    deal = concluded(world, asset, "own_implementation", starts_on=date(2024, 3, 1), ends_on=None)
    part = money.settled(world, deal, 1_000)
    assert (part.institution, part.amount) == (world.linhai, 1_000)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "equity", "amount": None}, "amount"), ({"kind": "equity", "amount": 1, "price_mode": "lump_sum"}, "price_mode"),
        ({"kind": "own_implementation", "counterparty": "beizhou"}, "counterparty"), ({"kind": "licence", "counterparty": "linhai"}, "counterparty"),
        ({"kind": "own_implementation", "starts_on": None}, "starts_on"), ({"kind": "joint_implementation", "amount": 1}, "amount"),
        ({"kind": "licence", "price_mode": "shares", "amount": 1, "scope": "sole"}, "price_mode"),
    ],
)  # fmt: skip
def test_a_draft_says_at_its_field_what_does_not_go_together(world, beginning, said, field):
    own = said["kind"] == "own_implementation"
    given = {"scope": "", "amount": None, "price_mode": Deal.ONLY_PRICE.get(said["kind"], "royalty")}
    given |= {"counterparty": "linhai" if own else "beizhou"} | ({"scope": "sole"} if said["kind"] == "licence" else {})
    with pytest.raises(Invalid) as refused:
        made.draft(world, beginning, **given | said)
    assert refused.value.field == field


def test_programs_and_pages_record_shares_and_profits_alike(world, beginning):
    equity = concluded(world, beginning, "equity", amount=300_000_000)
    own = concluded(world, beginning, "own_implementation", starts_on=date(2024, 3, 1), ends_on=None)
    finance, day = world.client("linhai", "finance"), str(clock.today("Asia/Shanghai"))
    body = json.dumps({"deal": str(equity.uid), "income": "shares", "banked": 500, "received_on": day})
    sent = finance.post("/api/v1/receipts/", body, headers={"Idempotency-Key": "shares"}, content_type="application/json").json()
    assert (sent["currency"], sent["counts_in"], sent["to_share"]) == (SHARES, SHARES, 500)
    page = {"income": "shares", "banked": "1,500", "currency": "CNY", "received_on": day}
    assert finance.post(f"/ip/income/deals/{equity.uid}/receipt/", page).status_code == 303
    assert finance.post(f"/ip/income/deals/{own.uid}/receipt/", {"banked": "1,500.50", "received_on": day}).status_code == 303
    rows = Receipt.objects.order_by("pk").values_list("currency", "amount", "for_deal__income")
    assert list(rows) == [(SHARES, 500, "shares"), (SHARES, 1_500, "shares"), ("CNY", 150_050, "profit")]
    shown = finance.get(f"/ip/income/receipts/{sent['uid']}/").content.decode()
    assert "500 shares" in shown and "Agreed value of the shares" in shown and "¥3,000,000.00" in shown
    form = finance.get(f"/ip/income/deals/{own.uid}/receipt/").content.decode()
    assert "Operating profit of the year" in form and "Paid by" not in form


def test_a_draft_on_the_page_asks_for_no_counterparty_where_there_is_none(world, beginning):
    officer, day = world.client("linhai", "officer"), "2024-03-01"
    typed = {"currency": "CNY", "starts_on": day, "terms_en": "In the pilot plant.", "scope": "", "price_mode": "lump_sum"}
    answer = officer.post(f"/ip/{beginning.uid}/deal/", typed | {"kind": "own_implementation"})
    drawn = Deal.objects.get()
    assert (answer.status_code, drawn.counterparty, drawn.price_mode) == (303, world.linhai, "profit")
    refused = officer.post(f"/ip/{beginning.uid}/deal/", typed | {"kind": "equity", "amount": "5"})
    assert refused.status_code == 422 and "Say with whom." in refused.content.decode()


def test_nobody_types_shares_where_a_currency_is_asked_for(beginning, world):
    """Shares come by a deal alone: neither costs, opening balances nor studies are counted in them."""
    for enter in (
        lambda: money.spent(world, beginning, 100, currency=SHARES),
        lambda: money.opened(world, beginning, currency=SHARES),
        lambda: studies.open_study(actor=world.actor("linhai", "officer"), about=beginning, purpose="Shares", amount=100,
                                   parties=[world.linhai], currency=SHARES),
    ):  # fmt: skip
        with pytest.raises(Invalid, match="not a currency of ISO 4217"):
            enter()


def test_own_implementation_with_somebody_who_is_not_there_is_told_at_the_field(beginning, world):
    page = reverse("ip:draft_deal", args=[beginning.uid])
    typed = {"kind": "own_implementation", "counterparty": str(world.stranger.uid)[:-1] + "0", "currency": "CNY", "starts_on": "2026-01-01"}
    answer = world.client("linhai", "officer").post(page, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["counterparty"])
