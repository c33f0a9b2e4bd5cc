"""A role holds in the whole institution, in one of its units, or in a project in which it takes part: in nothing else."""
import pytest

from accounts.models import Grant, Invitation
from governance.models import RoleRequest
from partners.models import Unit
from record.models import new_uid
from tests.world import projects as made


@pytest.fixture
def places(world):
    """Of each kind one place, by what it is for Linhai."""
    open_unit, closed = (Unit.objects.create(institution=world.linhai, name_en=name, since="2024-01-01") for name in ("Physics", "Alchemy"))
    Unit.objects.filter(pk=closed.pk).update(until="2024-02-01")
    return {
        "unit": open_unit.uid, "led": made.signed(world).uid, "joined": made.signed(world, lead="haoyuan", partner="linhai").uid,
        "closed": closed.uid, "foreign unit": Unit.objects.create(institution=world.haoyuan, name_en="Sales", since="2024-01-01").uid,
        "foreign project": made.draft(world, lead="haoyuan", partner="beizhou").uid,
        "institution": world.linhai.uid, "person": world.person("linhai", "viewer").uid, "nothing": new_uid(),
    }  # fmt: skip


def asks(world) -> list:
    """The four ways in which a place is named: address, what is said."""
    member = str(world.member("linhai", "contributor").uid)
    invited = {"institution": str(world.linhai.uid), "email": "new@linhai.example", "role": "viewer"}
    return [
        ("roles", {"membership": member, "role": "viewer"}), ("invitations", invited),
        ("role-requests", {"membership": member, "role": "finance"}),
        ("role-requests", {"email": "money@linhai.example", "role": "finance"}),
    ]  # fmt: skip


def send(browser, address, said):
    return browser.post(f"/api/v1/{address}/", said, content_type="application/json", headers={"Idempotency-Key": str(new_uid())})


def test_a_role_is_given_asked_for_and_invited_to_in_a_unit_or_project_of_the_institution_only(world, places):
    browser = world.client("linhai", "administrator")
    for address, said in asks(world):
        for place in ("closed", "foreign unit", "foreign project", "institution", "person", "nothing"):
            answer = send(browser, address, {**said, "scope": str(places[place])})
            assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, ["scope"]), (address, place)
    assert (Invitation.objects.count(), RoleRequest.objects.count(), Grant.objects.exclude(scope=None).count()) == (0, 0, 0)
    for address, said in asks(world):
        for place in ("unit", "led", "joined"):
            assert send(browser, address, {**said, "scope": str(places[place])}).status_code == 201, (address, place)


def test_a_partner_is_invited_to_a_project_in_which_it_takes_part(world, places, newcomer):
    browser = world.client("linhai", "officer")
    said = {"institution": str(newcomer.uid), "email": "he@qingyue.example", "role": "lead"}
    for place in ("unit", "led", "joined"):
        assert send(browser, "invitations", {**said, "scope": str(places[place])}).status_code == 422
    ours = made.signed(world, partner="beizhou")
    ours.participations.filter(institution=world.beizhou).update(institution=newcomer)
    assert send(browser, "invitations", {**said, "scope": str(ours.uid)}).status_code == 201
