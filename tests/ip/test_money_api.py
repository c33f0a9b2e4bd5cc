"""Money for programs: the same actions under a key, amounts in minor units."""
import json

import pytest

from ip.models import Distribution
from ledger.models import Payment, Receipt
from record import clock
from tests.world import money

V1 = "/api/v1"


def begin(world):
    return money.licensed(world)


@pytest.fixture
def deal(beginning):
    return beginning


@pytest.fixture
def send(world):
    def post(path, said, role="finance", key=None, at="linhai"):
        headers = {"Idempotency-Key": key or f"{path}{json.dumps(said, default=str)}{role}"[:100]}
        body = json.dumps(said, default=str)
        return world.client(at, role).post(f"{V1}{path}", body, headers=headers, content_type="application/json")

    return post


def line(deal_, **said):
    return {"deal": deal_.uid, "banked": 25_000_001, "received_on": clock.today("Asia/Shanghai"), **said}


def test_from_a_bank_line_to_a_payment(world, deal, send):
    received = send("/receipts/", line(deal), key="r").json()
    assert send("/receipts/", line(deal), key="r").json() == received
    assert Receipt.objects.count() == 1
    settled = send(f"/receipts/{received['uid']}/settle/", {}).json()
    assert settled["state"] == "posted"
    part = world.client("linhai", "finance").get(f"{V1}/settlements/{settled['uid']}/").json()["parts"][0]
    prepared = send("/distributions/", {"part": part["uid"]}).json()
    vote = {"seen": prepared["fingerprint"], "value": "yes"}
    assert send(f"/distributions/{prepared['uid']}/decide/", vote).status_code == 403
    posted = send(f"/distributions/{prepared['uid']}/decide/", vote, "approver").json()
    assert (posted["state"], sum(row["amount"] for row in posted["lines"])) == ("posted", 25_000_001)
    person = next(row["person"] for row in posted["lines"] if row["person"])
    paid = send("/payouts/", {"person": person, "currency": "CNY", "paid_on": clock.today("Asia/Shanghai")})
    assert (paid.status_code, paid.json()["amount"]) == (201, 8_000_001)
    posting = world.client("linhai", "auditor").get(f"{V1}/postings/{posted['posting']}/").json()
    assert sum(entry["amount"] for entry in posting["entries"]) == 0
    accounts = world.client("linhai", "auditor").get(f"{V1}/accounts/?kind=bank").json()["results"]
    assert [account["balance"] for account in accounts] == [25_000_001 - 8_000_001]


@pytest.mark.parametrize("said", [
    {"banked": -1}, {"banked": 10**15 + 1}, {"banked": "NaN"}, {"banked": 1.5}, {"vat": 26_000_000}, {"received_on": "2999-01-01"},
    {"currency": "USD"}, {"deal": "00000000-0000-0000-0000-000000000000"},
])  # fmt: skip
def test_bad_input_is_told_at_its_field_and_saves_nothing(deal, send, said):
    answer = send("/receipts/", line(deal, **said))
    fields = ["rate" if field == "currency" else field for field in said]  # what another currency lacks is its rate
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, fields)
    assert Receipt.objects.count() == 0


def test_an_approval_of_what_has_moved_answers_with_what_was_computed_anew(world, deal, send):
    first = money.prepared(world, deal)
    money.spent(world, deal.asset, 5_000)
    vote = {"seen": first.fingerprint, "value": "yes"}
    anew = send(f"/distributions/{first.uid}/decide/", vote, "approver").json()
    assert (anew["state"], anew["pool"], anew["uid"] != str(first.uid)) == ("in_approval", 5_000, True)


@pytest.mark.plain
def test_a_share_is_held_and_released_by_two(world, send):
    distribution = money.posted(world)
    row = distribution.lines.filter(person__isnull=False).first()
    hold = send("/holds/", {"line": row.uid, "reasons": "An objection."}).json()
    to = [{"person": row.person.uid, "part": "3/5"}]
    assert send(f"/holds/{hold['uid']}/release/", {"seen": str(hold["version"]), "to": to}).status_code == 422
    to = [{"person": row.person.uid, "part": "1"}]
    assert send(f"/holds/{hold['uid']}/release/", {"seen": str(hold["version"]), "to": to}).status_code == 200
    assert Payment.objects.count() == 0


@pytest.mark.plain
def test_others_find_nothing(world):
    distribution = money.posted(world)
    receipt = distribution.part.settlement.receipt
    for path in (f"/distributions/{distribution.uid}/", f"/receipts/{receipt.uid}/", f"/postings/{distribution.posting_id}/"):
        assert world.client("haoyuan", "finance").get(V1 + path).status_code == 404
    for path in ("/distributions/", "/receipts/", "/accounts/", "/postings/", "/payments/", "/settlements/", "/holds/", "/costs/"):
        assert world.client("haoyuan", "finance").get(V1 + path).json()["results"] == []
    assert Distribution.objects.count() == 1


def test_a_cost_is_taken_back_once_and_then_it_is_said_that_it_was(world, send):
    deal = money.licensed(world)
    cost = money.spent(world, deal.asset, 100_000)
    assert send(f"/costs/{cost.uid}/reverse/", {}).json()["taken_back"]
    again = send(f"/costs/{cost.uid}/reverse/", {}, key="again")
    assert (again.status_code, again.json()["detail"]) == (409, "This cost was taken back already.")
