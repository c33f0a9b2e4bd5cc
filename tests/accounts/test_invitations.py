"""An invitation is a link for one address, once, for fourteen days."""
from datetime import timedelta

import pytest
from django.test import Client

from accounts import actions
from accounts.models import Grant, Invitation, Membership, Person
from partners.models import Unit
from record import clock
from record.actors import System
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from tests.accounts.conftest import PASSWORD
from tests.world import projects as made

JOIN = {"name_en": "He Jing", "name_zh": "", "new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def invited(world, links):
    """`invited(role)`: an invitation into Linhai and its link."""

    def make(role="officer", **more):
        given = {"email": "new@linhai.example", "institution": world.linhai, "role": role, **more}
        invitation = actions.invite(actor=world.actor("linhai", "administrator"), **given)
        return invitation, links("accounts.invitation")[-1][1]

    return make


@pytest.mark.parametrize("role", ["officer", "finance", "approver", "auditor", "viewer", "lead"])
def test_only_administrators_invite_into_their_institution(world, role):
    with pytest.raises(NotAllowed):
        actions.invite(actor=world.actor("linhai", role), email="x@x.example", institution=world.linhai, role="viewer")


def test_an_administrator_does_not_invite_into_another_that_has_people(world):
    with pytest.raises(Invalid):
        actions.invite(actor=world.actor("linhai", "administrator"), email="x@x.example", institution=world.haoyuan, role="viewer")


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_a_role_that_moves_money_is_refused_here(world, role):
    with pytest.raises(Invalid) as error:
        actions.invite(actor=world.actor("linhai", "administrator"), email="x@x.example", institution=world.linhai, role=role)
    assert error.value.field == "role"


def test_opening_the_link_decides_nothing(invited):
    _, link = invited()
    assert Client().get(link).status_code == Client().head(link).status_code == 200
    assert Invitation.objects.get().state == "open"


def test_a_new_person_joins_with_name_and_password(world, invited):
    unit = Unit.objects.create(institution=world.linhai, name_en="Physics", since="2024-01-01")
    _, link = invited(scope=unit.uid)
    browser = Client()
    assert browser.post(link, JOIN)["Location"] == "/"
    person = Person.objects.get(email="new@linhai.example")
    grant = Grant.objects.get(membership__person=person)
    assert (grant.role, grant.scope, grant.granted_by) == ("officer", unit.uid, world.member("linhai", "administrator"))
    assert browser.get("/").status_code == 200


def test_whoever_read_the_invitation_in_a_language_goes_on_in_it(invited):
    _, link = invited(language="en")
    browser = Client(headers={"accept-language": "zh-CN"})
    assert browser.post(link, JOIN)["Location"] == "/"
    assert Person.objects.get(email="new@linhai.example").language == "zh-hans"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name_en": " "}, "name_en"), ({"name_en": "x" * 121}, "name_en"), ({"name_en": "a\0"}, "name_en"),
     ({"new_password2": "other"}, "new_password2"), ({"new_password1": "short", "new_password2": "short"}, "new_password1"),
     ({"new_password1": "password1234", "new_password2": "password1234"}, "new_password1")],
)  # fmt: skip
def test_bad_input_is_told_at_its_field_and_nobody_is_made(invited, wrong, field):
    _, link = invited()
    people = Person.objects.count()
    answer = Client().post(link, {**JOIN, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Person.objects.count() == people


def test_a_link_works_once(invited):
    _, link = invited()
    Client().post(link, JOIN)
    assert (Client().get(link).status_code, Client().post(link, JOIN).status_code) == (409, 409)
    assert Person.objects.filter(email="new@linhai.example").count() == 1


def test_a_link_ends_after_fourteen_days(invited):
    _, link = invited()
    with clock.at(clock.now() + timedelta(days=14, seconds=1)):
        assert Client().post(link, JOIN).status_code == 409
    assert Membership.objects.filter(person__email="new@linhai.example").count() == 0


def test_an_unknown_link_is_not_there(db):
    assert Client().get("/join/nonsense/").status_code == 404


def test_a_withdrawn_link_is_dead(world, invited):
    invitation, link = invited()
    actions.withdraw_invitation(actor=world.actor("linhai", "administrator"), invitation=invitation, seen=invitation.version)
    assert Client().post(link, JOIN).status_code == 409


def test_a_link_sent_again_is_another_and_the_first_is_dead(world, invited, links):
    invitation, link = invited()
    actions.renew_invitation(actor=world.actor("linhai", "administrator"), invitation=invitation, seen=invitation.version)
    newer = links("accounts.invitation")[-1][1]
    assert (newer == link, Client().get(link).status_code, Client().get(newer).status_code) == (False, 404, 200)


def test_nobody_is_invited_twice_to_the_same(world, invited):
    invited()
    with pytest.raises(Invalid):
        invited()


def test_a_member_is_not_invited_again(world):
    member = world.person("linhai", "viewer")
    with pytest.raises(Invalid):
        actions.invite(actor=world.actor("linhai", "administrator"), email=member.email, institution=world.linhai, role="officer")


def test_whoever_has_an_account_signs_in_and_joins(world, invited):
    person = world.person("haoyuan", "lead")
    _, link = invited(email=person.email)
    assert "Sign in" in Client().get(link).content.decode()
    assert Client().post(link, JOIN).status_code == 200
    browser = world.client("haoyuan", "lead")
    browser.post(link)
    assert set(person.memberships.values_list("institution__name_en", flat=True)) == {"Haoyuan Energy", "Linhai University"}


def test_an_invitation_is_for_its_address_only(world, invited):
    _, link = invited()
    assert world.client("haoyuan", "lead").post(link).status_code == 403
    house = System(world.linhai.uid)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(actor=house, token=link.split("/")[2], person=world.person("haoyuan", "lead"))


def test_whoever_left_comes_back_by_an_invitation(world, invited):
    member = world.member("linhai", "viewer")
    administrator = world.actor("linhai", "administrator")
    actions.end_membership(actor=administrator, membership=member, seen=member.version)
    _, link = invited(email=member.person.email)
    browser = Client()
    browser.force_login(member.person)
    browser.post(link)
    member.refresh_from_db()
    assert member.holds


def test_other_administrators_see_invitations_and_strangers_do_not(world, invited):
    invitation, _ = invited()
    second, stranger = world.actor("linhai", "administrator", name="second"), world.actor("haoyuan", "administrator")
    assert [Invitation.objects.visible_to(actor).count() for actor in (second, stranger)] == [1, 0]
    with pytest.raises(NotVisible):
        actions.withdraw_invitation(actor=stranger, invitation=invitation, seen=invitation.version)


def test_a_company_joins_by_invitation_from_a_project(world, newcomer, links):
    project = made.signed(world)
    project.participations.filter(institution=world.haoyuan).update(institution=newcomer)
    actions.invite(actor=world.actor("linhai", "officer"), email="he@qingyue.example", institution=newcomer,
                   role="partner_approver", scope=project.uid)  # fmt: skip
    browser = Client()
    browser.post(links("accounts.invitation")[-1][1], JOIN)
    newcomer.refresh_from_db()
    assert newcomer.uses_trihelix
    assert list(Grant.objects.filter(membership__institution=newcomer).order_by("pk").values_list("role", "scope")) == [
        ("partner_approver", project.uid), ("administrator", None)]  # fmt: skip


def test_the_second_person_of_a_company_is_not_made_administrator(world, newcomer, links):
    for address in ("he@qingyue.example", "gu@qingyue.example"):
        actions.invite(actor=world.actor("linhai", "officer"), email=address, institution=newcomer, role="partner_approver")
    for _, link in links("accounts.invitation"):
        Client().post(link, JOIN)
    assert Grant.objects.filter(membership__institution=newcomer, role="administrator").count() == 1


@pytest.mark.parametrize("role", ["administrator", "officer", "auditor", "contributor"])
def test_a_partner_is_invited_to_decide_lead_or_read_only(world, newcomer, role):
    with pytest.raises(Invalid):
        actions.invite(actor=world.actor("linhai", "officer"), email="x@x.example", institution=newcomer, role=role)


def test_an_auditor_invites_no_partner(world, newcomer):
    with pytest.raises(NotAllowed):
        actions.invite(actor=world.actor("linhai", "auditor"), email="x@x.example", institution=newcomer, role="lead")


def test_joining_twice_at_once_is_refused_by_state(world, invited):
    _, link = invited()
    house, token = System(world.linhai.uid), link.split("/")[2]
    actions.accept_invitation(actor=house, token=token, name_en="He Jing", password=PASSWORD)
    with pytest.raises(WrongState):
        actions.accept_invitation(actor=house, token=token, name_en="He Jing", password=PASSWORD)
