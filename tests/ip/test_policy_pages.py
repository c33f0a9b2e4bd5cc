"""What people see of sharing policies, and what each role may do there."""
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ip.models import PolicyVersion
from ip.policies import published as formulas
from ip.rules import answered
from partners.models import Institution
from tests.ip.test_units import formula as unit_formula
from tests.world import policies as made


def page(client, name, *args, data=None, **headers):
    return client.get(reverse(f"ip:{name}", args=args), data or {}, headers=headers)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def typed(**changed):
    """The editor at its check, with a whole formula."""
    document = answered(formulas()["us-yale"] | changed, applies_by="received")
    return {"step": "check", "do": "save", "deal_kinds": ["licence"], "document": json.dumps(document)}


def pasted(text):
    """The editor at its text, with a formula that somebody has as a file."""
    return {"step": "text", "do": "save", "deal_kinds": ["licence"], "document": "{}", "head-json": text}


@pytest.fixture
def version(world):
    return made.published(world)


@pytest.mark.parametrize("role", ["contributor", "officer", "administrator", "approver", "auditor"])
def test_every_member_reads_the_published_policy(world, version, role):
    client = world.client("linhai", role)
    assert "Thirds after 15 % (before the change)" in text(page(client, "policies"))
    answer = page(client, "policy", version.uid)
    assert "takes 15 % of each receipt" in text(answer)
    assert "unconfirmed" in text(answer)


@pytest.mark.parametrize("name", ["policy", "policy_document", "write_draft", "propose_policy", "take_back_policy", "withdraw_policy"])
def test_another_institution_finds_nothing(world, version, name):
    assert page(world.client("haoyuan", "administrator"), name, version.uid).status_code == 404


@pytest.mark.parametrize("role", ["contributor", "officer", "approver", "auditor"])
def test_only_administrators_and_finance_open_the_form(world, version, role):
    client = world.client("linhai", role)
    assert page(client, "write_policy").status_code == 403
    assert page(client, "write_version", version.policy.uid).status_code == 403


def test_a_formula_is_typed_in_and_becomes_a_draft(world):
    client = world.client("linhai", "administrator")
    answer = client.post(reverse("ip:write_policy"), typed())
    version = PolicyVersion.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("ip:policy", args=[version.uid]))
    assert version.document["answers"] == {"applies_by": "received"}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "This is not JSON"),
        ('{"format": 1.0}', "binary fraction"),
        (json.dumps(formulas()["us-yale"] | {"follows": "CPI"}), "follows is not a feature of format 1."),
        (json.dumps(formulas()["us-yale"] | {"applies_by": "signed"}), "Which date picks the version: “signed” is not a feature of format 1"),
    ],
)
def test_a_formula_that_is_wrong_comes_back_with_the_place(world, document, said):
    client = world.client("linhai", "administrator")
    answer = client.post(reverse("ip:write_policy"), pasted(document))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not PolicyVersion.objects.exists()


def test_the_example_computes_beside_the_version_in_force(world, version):
    client = world.client("linhai", "administrator")
    client.post(reverse("ip:write_version", args=[version.policy.uid]), typed())
    draft = PolicyVersion.objects.get(state="draft")
    document = draft.document | {"currency": "CNY"}
    client.post(reverse("ip:write_draft", args=[draft.uid]), typed() | {"seen": draft.fingerprint, "document": json.dumps(document)})
    found = page(client, "policy", draft.uid, data={"gross": "1,000.00"}, HX_Request="true")
    assert "333.33" not in text(found)
    assert "283.34" in text(found)
    assert "450.00" in text(found)
    assert "+¥166.66" in text(found)


def test_an_example_names_persons_and_units_that_need_not_exist(world):
    version = made.published(world, unit_formula(), applies_by="")
    typed = {"gross": "1,000", "sharers": "李明，2，材料学院 / 高分子系\nWu, 1"}
    shown = text(page(world.client("linhai", "contributor"), "policy", version.uid, data=typed))
    rows = re.findall(r"<td>([^<]*)</td><td class=\"num\">([^<]*)</td>", shown.split('id="tried"')[1])
    assert dict(row for row in rows if row[1] != "0.00") == {
        "李明": "333.33", "Wu": "166.67", "材料学院": "133.33", "高分子系": "200.00",
        "Department": "100.00", "School": "66.67", "Total": "1,000.00",
    }  # fmt: skip


@pytest.mark.parametrize("sharers", ["Li", "Li, 0", "Li, x", "Li, 1.5", "\n".join(f"P{n}, 1" for n in range(101)), "Li, 9999999999"])
def test_persons_typed_wrongly_are_told_at_their_field(world, version, sharers):
    answer = page(world.client("linhai", "contributor"), "policy", version.uid, data={"gross": "1", "sharers": sharers})
    assert answer.status_code == 200 and 'class="errorlist" id="id_sharers_error"' in text(answer)


def test_each_formula_of_a_policy_has_its_curve(world):
    fee = {"key": "fee", "name": {"en": "Signing fee"}, "kinds": ["upfront"], "scope": "asset", "tiers": [
        {"from": "0", "to": "5000", "shares": {"university": "100"}}, {"from": "5000", "shares": {"inventors": "100"}}]}  # fmt: skip
    version = made.published(world, unit_formula(schedules=[fee]), applies_by="")
    reader = world.client("linhai", "contributor")
    own, other = (text(page(reader, "policy", version.uid, data=data)) for data in ({}, {"curve": "fee"}))
    assert "¥5,000.00" not in own.split('id="curve"')[1] and "¥5,000.00" in other.split('id="curve"')[1]
    assert 'href="?curve=fee#curve"' in own and "All other money" in other


def test_a_wrong_amount_is_said_at_its_field_and_nothing_fails(world, version):
    client = world.client("linhai", "administrator")
    for wrong in ("-5", "NaN", "1e9", "1.005", ""):
        answer = page(client, "policy", version.uid, data={"gross": wrong})
        assert (answer.status_code, "errorlist" in text(answer)) == (200, True)


def test_what_the_law_asks_is_measured_on_receipt_less_costs(world, version):
    Institution.objects.filter(pk=world.linhai.pk).update(founder="state")
    found = text(page(world.client("linhai", "administrator"), "policy", version.uid))
    assert "¥256,666.67 to persons is ¥203,333.33 less than 50 % of ¥920,000.00, the least that is owed" in found


def test_the_file_that_is_downloaded_is_the_formula(world, version):
    answer = page(world.client("linhai", "contributor"), "policy_document", version.uid)
    assert json.loads(answer.content) == version.document
    assert answer.headers["Content-Disposition"] == 'attachment; filename="us-stanford-pre-change-1.json"'


def test_proposing_taking_back_and_deciding_by_pages(world):
    version = made.draft(world)
    client = world.client("linhai", "administrator")
    said = {"seen": version.fingerprint, "since": "2026-01-01"}
    assert client.post(reverse("ip:propose_policy", args=[version.uid]), said).status_code == 303
    assert client.post(reverse("ip:take_back_policy", args=[version.uid]), {"key": "1"}).status_code == 303
    version.refresh_from_db()
    assert version.state == "draft"
    client.post(reverse("ip:propose_policy", args=[version.uid]), said)
    assert "Propose for decision" not in text(page(world.client("linhai", "approver"), "policy", version.uid))
    made.agree(world, version)
    assert "In force" in text(page(client, "policies"))


def test_a_formula_that_somebody_has_as_a_file_is_pasted_in(world):
    client = world.client("linhai", "administrator")
    client.post(reverse("ip:write_policy"), pasted(json.dumps(formulas()["us-mit"])))
    assert PolicyVersion.objects.get().document == formulas()["us-mit"]


def test_the_pages_ask_as_many_queries_for_three_versions_as_for_one(world, version):
    client = world.client("linhai", "administrator")
    with CaptureQueriesContext(connection) as one:
        page(client, "policies")
    for _ in range(2):
        client.post(reverse("ip:write_version", args=[version.policy.uid]), typed())
    with CaptureQueriesContext(connection) as three:
        page(client, "policies")
    assert len(three) == len(one)
