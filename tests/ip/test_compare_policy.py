"""Two formulas beside each other: in words, on typed receipts, and over the receipts of a year."""
import csv
import io
from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from ip import actions
from ip.models import PolicyVersion
from ip.policies import published as formulas
from ip.rules import Standing, answered, distribute, read_policy
from record.models import Event
from tests.world import money as made

YALE = formulas()["us-yale"] | {"currency": "CNY"}


def drafted(world, document=YALE) -> PolicyVersion:
    policy = PolicyVersion.objects.get(state="published").policy
    return actions.draft_version(actor=world.actor("linhai", "administrator"), policy=policy, document=document, applies_by="received")


def asked(client, version, **said):
    return client.get(reverse("ip:compare_policy", args=[version.uid]), said)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def exported(answer) -> dict[str, Counter]:
    """By distribution and party what the version would have given, from the file."""
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    found: dict[str, Counter] = {}
    for line in lines[1:]:
        found.setdefault(line[0], Counter())[line[4]] += int(line[6].replace(",", "").replace(".", ""))
    return found


def begin(world):
    """Two receipts of one licence in one year, shared in thirds after 15 %, with costs spent between them."""
    deal = made.licensed(world, key="us-stanford-pre-change")
    first = made.posted(world, deal, 8_000_000)
    made.spent(world, deal.asset, 500_000)
    return first, made.posted(world, deal, 9_000_000)


@pytest.fixture
def year(beginning):
    return beginning


def test_the_second_receipt_begins_where_the_other_formula_left_the_case(world, year):
    """8 and 9 million fen by Yale's steps: the first fills most of the first tier, so the second goes through three."""
    version = drafted(world)
    answer = asked(world.client("linhai", "administrator"), version, year=str(year[0].on.year), **{"as": "csv"})
    yale = read_policy(answered(YALE, applies_by="received"))
    first = distribute(yale, 8_000_000, currency="CNY")
    second = distribute(yale, 9_000_000, currency="CNY", standing=Standing(first.net, 500_000))
    got = exported(answer)
    for row, result in zip(year, (first, second), strict=True):
        people = sum(amount for label, amount in got[row.number].items() if label.endswith("Of Linhai"))
        assert people == result.amounts()["inventors"]
        assert got[row.number]["University, for research"] == result.amounts()["university_research"]
        assert got[row.number].total() == row.amount
    assert second.before.life_to_date == 7_200_000


def test_the_version_that_held_gives_what_was_posted(world, year):
    held = PolicyVersion.objects.get(state="published")
    drafted(world)
    answer = asked(world.client("linhai", "finance"), held, year="all", against="posted", **{"as": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[7] for line in lines[1:]] == ["0.00"] * 14


def test_nothing_is_saved_and_the_page_shows_difference_total_and_wording(world, year):
    version = drafted(world)
    before = Event.objects.count()
    page = text(asked(world.client("linhai", "approver"), version, year="all", amounts="1,000.00 300,000.00"))
    assert Event.objects.count() == before
    assert "2 receipts" in page
    assert "<ins>Office of Cooperative Research" not in page
    assert "Of <span class=\"amount\">¥300,000.00</span>" in page
    assert "takes 10 % of what is left" in page
    assert "170,000.00" in page


def test_what_the_formula_does_not_take_is_left_out_with_its_reason(world, year):
    version = drafted(world, formulas()["us-yale"])
    page = text(asked(world.client("linhai", "auditor"), version, year="all"))
    assert "The policy counts in USD, the money is in CNY." in page
    assert year[0].number in page


def test_who_reads_no_money_compares_the_words_and_examples_only(world, year):
    """A member who reads policies but no money gets neither years nor the receipts of one that was typed in."""
    held = PolicyVersion.objects.get(state="published")
    made.agree(world, _proposed(world))
    page = asked(world.client("linhai", "contributor"), held, year="all")
    assert page.status_code == 200
    assert year[0].number not in text(page)
    assert "Past receipts of" not in text(page)
    assert "In words" in text(page)
    assert "entries are the same in both" in text(page)


def _proposed(world) -> PolicyVersion:
    version = drafted(world)
    actions.propose_version(actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint, since=date(2030, 1, 1))
    return version


@pytest.mark.parametrize("wrong", [{"amounts": "x"}, {"amounts": "1 2 3 4 5 6 7"}, {"year": "1e9"}, {"beside": "1"}, {"asset": "?"}, {"pool": "-1"}])
def test_what_is_typed_wrong_is_said_at_its_field(world, year, wrong):
    answer = asked(world.client("linhai", "administrator"), drafted(world), **wrong)
    assert (answer.status_code, "errorlist" in text(answer)) == (422, True)


def test_programs_read_the_same_table(world, year):
    version = drafted(world)
    client = world.client("linhai", "finance")
    found = client.get(f"/api/v1/policy-versions/{version.uid}/compare/", {"year": year[0].on.year}).json()
    (one,) = found["years"]
    assert (one["currency"], one["receipts"], found["left_out"]) == ("CNY", 2, [])
    assert sum(row["amount"] for row in one["rows"]) == sum(row["other"] for row in one["rows"]) == 17_000_000
    wrong = client.get(f"/api/v1/policy-versions/{version.uid}/compare/", {"year": "x", "beside": str(year[0].uid)})
    assert (wrong.status_code, {error["field"] for error in wrong.json()["errors"]}) == (422, {"year", "beside"})


def test_many_receipts_come_after_the_rest_of_the_page_and_without_script_by_a_link(world, year, monkeypatch):
    monkeypatch.setattr("ip.views.policy_compare.MANY", 1)
    version, client = drafted(world), world.client("linhai", "administrator")
    page = text(asked(client, version, year=str(year[0].on.year)))
    assert "2 receipts are being taken again" in page
    assert "2 receipts</" not in page
    part = client.get(reverse("ip:compare_policy", args=[version.uid]), {"year": year[0].on.year, "whole": "1"}, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "2 receipts" in text(part)
    assert "The same receipts by both" in text(asked(client, version, year=str(year[0].on.year), whole="1"))


def test_what_a_formula_must_be_told_of_a_receipt_is_asked(world, year):
    """Thresholds by a table ask for the day, a formula of its own for a kind of income asks for the kind."""
    fee = {"key": "fee", "name": {"en": "Fee"}, "kinds": ["upfront"], "tiers": [{"from": "0", "shares": {"inventors": "90", "university_research": "10"}}]}
    table = [{"from": "2020-01-01", "to": "2023-12-31", "factor": "1"}, {"from": "2024-01-01", "factor": "2"}]
    version = drafted(world, YALE | {"indexation": {"index": "CPI", "base_date": "2020-01-01", "table": table}, "schedules": [fee]})
    client, said = world.client("linhai", "administrator"), {"amounts": "200,000.00"}
    rows = lambda **more: {row.label: row.amount for row in asked(client, version, **said, **more).context["examples"][0]["rows"]}  # noqa: E731
    names = {item["key"]: item["name"]["en"] for item in YALE["parties"]}
    assert rows()[names["inventors"]] == 9_000_000  # the latest entry: 180,000.00 lie below twice 100,000.00
    assert rows(on="2023-06-30")[names["inventors"]] == 5_000_000 + 3_200_000
    assert rows(income="upfront")[names["inventors"]] == 16_200_000
    assert asked(client, version, **said, on="yesterday").status_code == 422
