"""Policies and statements, for programs."""
import json

import pytest

from ip.models import PolicyVersion
from ip.policies import published as formulas
from tests.ip.test_units import formula
from tests.world import money as made
from tests.world import policies

V1 = "/api/v1"


@pytest.fixture
def post(world):
    def send(path, said, role="administrator", at="linhai", key=None):
        headers = {"Idempotency-Key": key} if key else {}
        return world.client(at, role).post(f"{V1}{path}", json.dumps(said), headers=headers, content_type="application/json")

    return send


def test_a_policy_is_opened_changed_proposed_and_taken_back(world, post):
    said = {"name_en": "Ours", "deal_kinds": ["licence"], "document": formulas()["us-yale"]}
    draft = post("/policies/", said, key="1").json()
    assert draft["state"] == "draft"
    assert post("/policies/", said, key="1").json() == draft
    changed = post(f"/policy-versions/{draft['uid']}/change/", {"seen": draft["fingerprint"], "document": draft["document"],
                   "applies_by": "received"}, key="2").json()  # fmt: skip
    asked = post(f"/policy-versions/{draft['uid']}/propose/", {"seen": changed["fingerprint"], "since": "2026-01-01"}, key="3")
    assert asked.json()["state"] == "in_approval"
    assert post(f"/policy-versions/{draft['uid']}/take-back/", {}, key="4").json()["state"] == "draft"


def test_what_the_format_does_not_know_is_a_problem_at_the_document(world, post):
    said = {"name_en": "Ours", "deal_kinds": ["licence"], "document": formulas()["us-yale"] | {"cap": "5"}}
    answer = post("/policies/", said, key="1")
    assert (answer.status_code, answer.json()["errors"]) == (
        422, [{"field": "document", "message": "cap is not a feature of format 1."}])  # fmt: skip


def test_an_example_is_computed_and_nothing_is_saved(world, post):
    said = {"document": formulas()["us-mit"], "gross": 1_000, "currency": "USD", "choices": {"reserve": 250},
            "shares": [["a", "1/2"], ["b", "1/2"]]}  # fmt: skip
    answer = post("/policy-versions/simulate/", said).json()
    assert answer["trace"]["net"] == 600
    assert [(step["label"], step["amount"]) for step in answer["steps"][:2]] == [("Received", 1_000), ("Licensing office fee", 150)]
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize(
    "said",
    [{"gross": -1}, {"gross": 2**63}, {"gross": "NaN"}, {"currency": "EUR"}, {"document": {"format": 1}}, {"document": 5},
     {"document": None}, {"choices": {"x": 1}}, {"shares": [["a", "2/3"]]}, {"life_to_date": 1.5}, {"more": 1},
     {"shares": [["a"]]}, {"shares": [["a", "1", "b"]]}, {"shares": [["a", "1", [[]]]]}, {"origin": {"x": "y"}},
     {"origin": {"years": {"reported": -1}}}, {"origin": {"circumstances": {"x": "y"}}}, {"on": "yesterday"}],
)  # fmt: skip
def test_an_example_that_is_wrong_is_a_problem_never_a_failure(world, post, said):
    good = {"document": formulas()["us-yale"], "gross": 1, "currency": "USD"}
    answer = post("/policy-versions/simulate/", good | said)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")


def test_an_example_names_units_and_where_the_money_comes_from(world, post):
    fee = {"key": "fee", "name": {"en": "Fee"}, "kinds": ["upfront"], "tiers": [{"from": "0", "shares": {"department": "100"}}]}
    said = {"document": formula(schedules=[fee]), "gross": 1_000, "currency": "CNY",
            "shares": [["li", "2/3", ["science", "physics"]], ["wu", "1/3", ["law"]]]}  # fmt: skip
    amounts = []
    for income in ("royalty", "upfront"):
        lines = post("/policy-versions/simulate/", said | {"origin": {"income": income}}, key=income).json()["trace"]["lines"]
        amounts.append({(line["of"], line["key"]): line["amount"] for line in lines if line["amount"]})
    assert amounts[0] == {("inventors", "li"): 333, ("inventors", "wu"): 167, ("department", "physics"): 200, ("department", "law"): 100,
                          ("school", "science"): 133, ("school", "law"): 67}  # fmt: skip
    assert amounts[1] == {("department", "physics"): 667, ("department", "law"): 333}


def test_money_in_a_currency_that_does_not_exist_is_refused(world, post):
    said = {"document": formulas()["us-mit"], "gross": 1, "currency": "ZZZ"}
    assert post("/policy-versions/simulate/", said).status_code == 422


def test_another_institutions_version_is_not_there(world, post):
    version = policies.published(world)
    said = {"version": str(version.uid), "gross": 1, "currency": "CNY"}
    assert post("/policy-versions/simulate/", said, at="haoyuan").status_code == 422
    assert post("/policy-versions/simulate/", said, role="contributor").status_code == 200


def test_my_statement_has_my_amounts_only_and_says_why(world):
    distribution = made.posted(world, made.licensed(world, key="us-stanford-pre-change"))
    client = world.client("linhai", "contributor")
    (row,) = client.get(f"{V1}/statements/me/").json()["results"]
    assert (row["amount"], row["where"], row["distribution"]) == (2_833_333, "waiting", distribution.number)
    why = client.get(f"{V1}/statements/me/{row['uid']}/").json()["why"]
    assert [step["code"] for step in why] == ["received", "percent", "cost_recovery", "net", "tier", "party", "person"]
    other = distribution.lines.get(person=world.person("linhai", "viewer"), adjusts=None)
    assert client.get(f"{V1}/statements/me/{other.uid}/").status_code == 404
    assert world.client("linhai", "finance").get(f"{V1}/statements/me/").json()["results"] == []


@pytest.mark.parametrize("text", ["[" * 30_000 + "]" * 30_000, '{"format": "a\\u0000"}', '{"format": "\\ud800"}', "{", "NaN"], ids=["deep", *"nsxm"])
def test_a_formula_sent_as_a_field_of_a_form_is_held_to_what_a_body_of_json_is(world, text):
    browser = world.client("linhai", "administrator")
    said = {"name_en": "Ours", "deal_kinds": "licence", "document": text}
    answer = browser.post("/api/v1/policies/", said, headers={"Idempotency-Key": "form"})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, ["document"])
    assert not PolicyVersion.objects.exists()
