"""People, roles and invitations for programs: the same rules as on the pages."""
from datetime import date, timedelta

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import make_token
from accounts.models import Grant, Invitation


def send(browser, path, said, key="k"):
    return browser.post(f"/api/v1{path}", said, content_type="application/json", headers={"Idempotency-Key": key})


def test_me_names_what_this_membership_may(world):
    me = world.client("linhai", "officer").get("/api/v1/me/").json()
    assert (me["name"], me["institution_name"]) == ("Officer Of Linhai", "Linhai University")
    assert me["capabilities"]["project.write"] == [str(world.linhai.uid)]
    assert "receipt.record" not in me["capabilities"]


def test_people_are_named_without_address(world):
    world.member("linhai", "viewer")
    rows = world.client("linhai", "officer").get("/api/v1/people/").json()["results"]
    assert {frozenset(row) for row in rows} == {frozenset({"uid", "version", "name", "name_en", "name_zh", "orcid"})}
    assert len(rows) == 2


def test_a_stranger_sees_only_themselves(world):
    world.member("linhai", "viewer")
    rows = world.client("stranger", "officer").get("/api/v1/people/").json()["results"]
    assert [row["uid"] for row in rows] == [str(world.person("stranger", "officer").uid)]


def test_a_role_is_given_and_ended(world):
    member = world.member("linhai", "viewer")
    browser = world.client("linhai", "administrator")
    role = send(browser, "/roles/", {"membership": str(member.uid), "role": "officer"}).json()
    assert (role["role"], role["until"]) == ("officer", None)
    assert send(browser, f"/roles/{role['uid']}/end/", {}, key="e").json()["until"] is not None
    assert Grant.objects.filter(membership=member, until=None).count() == 1


def test_a_role_that_moves_money_takes_two(world):
    member = world.member("linhai", "viewer")
    first, second = world.client("linhai", "administrator"), world.client("linhai", "administrator", name="second")
    said = {"membership": str(member.uid), "role": "finance"}
    assert send(first, "/roles/", said).json()["errors"][0]["field"] == "role"
    asked = send(first, "/role-requests/", said, key="a")
    assert (asked.status_code, asked.json()["state"]) == (201, "asked")
    assert second.get("/api/v1/role-requests/?state=asked").json()["results"] == [asked.json()]


@pytest.mark.parametrize("said", [{}, {"role": "emperor"}, {"role": "officer", "membership": "x"}])
def test_bad_input_is_refused(world, said):
    assert send(world.client("linhai", "administrator"), "/roles/", said).status_code == 422


def test_an_invitation_is_made_once_sent_again_and_withdrawn(world, links):
    browser = world.client("linhai", "administrator")
    said = {"institution": str(world.linhai.uid), "email": "new@linhai.example", "role": "officer"}
    first, second = send(browser, "/invitations/", said), send(browser, "/invitations/", said)
    assert (first.status_code, first.json(), Invitation.objects.count()) == (201, second.json(), 1)
    assert "token" not in str(first.json())
    path = f"/invitations/{first.json()['uid']}"
    again = send(browser, f"{path}/renew/", {"seen": str(first.json()["version"])}, key="r").json()
    assert len(links("accounts.invitation")) == 2
    assert send(browser, f"{path}/withdraw/", {"seen": str(again["version"])}, key="w").json()["state"] == "withdrawn"


def test_a_stale_end_of_a_membership_is_refused(world):
    member = world.member("linhai", "viewer")
    browser = world.client("linhai", "administrator")
    assert send(browser, f"/memberships/{member.uid}/end/", {"seen": "9"}).json()["code"] == "stale"
    assert send(browser, f"/memberships/{member.uid}/end/", {"seen": "1"}, key="b").json()["holds"] is False


def test_a_membership_that_asks_too_often_waits(world, monkeypatch):
    monkeypatch.setattr("accounts.api.auth.MembershipThrottle.THROTTLE_RATES", {"membership": "2/min"})
    officer, viewer = world.client("linhai", "officer"), world.client("linhai", "viewer")
    answers = [officer.get("/api/v1/me/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2].headers["Content-Type"], answers[2].json()["code"]) == ("application/problem+json", "throttled")
    assert viewer.get("/api/v1/me/").status_code == 200


def test_a_token_moves_money_only_for_whoever_has_a_second_factor(world):
    member = world.member("linhai", "finance")
    secret = make_token(actor=world.actor("linhai", "finance"), name="Books", until=date.today() + timedelta(days=9)).secret
    bearer = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 401
    TOTPDevice.objects.create(user=member.person, name="app", confirmed=True)
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 200
