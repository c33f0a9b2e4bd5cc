"""Roles are given and ended by administrators; what moves money is kept apart from what watches over it."""
import pytest

from accounts import actions
from accounts.actors import actor_of
from accounts.models import Grant, Membership, Token
from partners.models import Unit
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from record.models import Event
from tests.world.people import SINCE


def grant(world, member, role, by=("linhai", "administrator"), **more):
    return actions.grant_role(actor=world.actor(*by), membership=member, role=role, **more)


def test_an_administrator_gives_a_role_that_holds_at_once(world):
    member = world.member("linhai", "viewer")
    given = grant(world, member, "officer")
    assert (given.granted_by, given.confirmed_by) == (world.member("linhai", "administrator"), None)
    assert world.actor("linhai", "viewer").may_all("project.write")
    assert Event.objects.get(kind__startswith="role.").kind == "role.granted"


@pytest.mark.parametrize("role", ["officer", "lead", "finance", "approver", "auditor", "viewer"])
def test_nobody_else_gives_roles(world, role):
    with pytest.raises(NotAllowed):
        grant(world, world.member("linhai", "contributor"), "viewer", by=("linhai", role))


def test_an_administrator_of_another_institution_sees_no_member(world):
    with pytest.raises(NotVisible):
        grant(world, world.member("linhai", "viewer"), "officer", by=("haoyuan", "administrator"))


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_one_administrator_gives_no_role_that_moves_money(world, role):
    with pytest.raises(Invalid):
        grant(world, world.member("linhai", "viewer"), role)
    assert Grant.objects.filter(role=role).count() == 0


@pytest.mark.parametrize("role", ["administrator", "auditor"])
@pytest.mark.parametrize("held", ["finance", "approver"])
def test_whoever_moves_money_neither_administers_nor_audits(world, held, role):
    with pytest.raises(Invalid):
        grant(world, world.member("linhai", held), role)


def test_a_role_is_given_once_in_one_place(world):
    member = world.member("linhai", "viewer")
    grant(world, member, "officer", scope=Unit.objects.create(institution=world.linhai, name_en="Physics", since="2024-01-01").uid)
    grant(world, member, "officer")
    with pytest.raises(WrongState):
        grant(world, member, "officer")


def test_a_role_that_ends_ends_at_once(world):
    member = world.member("linhai", "officer")
    ended = actions.end_role(actor=world.actor("linhai", "administrator"), grant=member.grants.get())
    assert ended.until == clock.today("Asia/Shanghai")
    assert not world.actor("linhai", "officer").may_all("project.write")
    with pytest.raises(WrongState):
        actions.end_role(actor=world.actor("linhai", "administrator"), grant=ended)


def test_the_last_administrator_stays(world):
    administrator = world.member("linhai", "administrator")
    actor = world.actor("linhai", "administrator")
    with pytest.raises(Invalid):
        actions.end_role(actor=actor, grant=administrator.grants.get())
    with pytest.raises(Invalid):
        actions.end_membership(actor=actor, membership=administrator, seen=administrator.version)
    world.member("linhai", "administrator", name="second")
    actions.end_role(actor=actor, grant=administrator.grants.get())


def test_a_membership_ends_with_its_roles_and_tokens(world):
    member = world.member("linhai", "officer")
    token = Token.objects.create(membership=member, name="x", token_hash="h", expires_at=clock.now())
    actions.end_membership(actor=world.actor("linhai", "administrator"), membership=member, seen=member.version)
    token.refresh_from_db()
    member = Membership.objects.get(pk=member.pk)
    assert (member.holds, token.revoked, member.grants.filter(until=None).count()) == (False, True, 0)
    assert world.client("linhai", "officer").get("/").status_code == 403


def test_a_role_in_a_unit_holds_there_only(world):
    member = world.member("linhai", "viewer")
    Grant.objects.create(membership=member, role="officer", scope=world.beizhou.uid, since=SINCE)
    actor = actor_of(Membership.objects.select_related("person", "institution").get(pk=member.pk))
    assert (actor.may("project.write", world.beizhou.uid), actor.may_all("project.write")) == (True, False)


@pytest.mark.parametrize("role", ["administrator", "auditor", "officer", "finance", "approver"])
def test_staff_read_the_people_of_their_institution(world, role):
    world.member("haoyuan", "lead")
    page = world.client("linhai", role).get("/people/")
    assert {row.institution for row in page.context["page"]} == {world.linhai}


@pytest.mark.parametrize("role", ["viewer", "lead", "contributor", "partner_approver", "broker"])
def test_others_do_not(world, role):
    assert world.client("linhai", role).get("/people/").status_code == 403


def test_people_are_found_by_name_role_and_standing(world):
    officer, viewer = world.member("linhai", "officer"), world.member("linhai", "viewer")
    browser = world.client("linhai", "administrator")
    actions.end_membership(actor=world.actor("linhai", "administrator"), membership=viewer, seen=viewer.version)
    found = {query: [row.pk for row in browser.get(f"/people/?{query}").context["page"]] for query in
             ("q=linhaiofficer", "role=officer", "standing=ended")}  # fmt: skip
    assert found == {"q=linhaiofficer": [officer.pk], "role=officer": [officer.pk], "standing=ended": [viewer.pk]}


def test_the_list_asks_the_same_number_of_queries_for_one_and_three(world, django_assert_num_queries):
    browser = world.client("linhai", "administrator")
    browser.get("/people/")
    with django_assert_num_queries(11):
        browser.get("/people/")
    for name in ("a", "b"):
        world.member("linhai", "officer", name=name)
    with django_assert_num_queries(11):
        browser.get("/people/")


def test_a_persons_page_shows_the_address_to_staff_of_the_same_institution(world):
    person = world.person("linhai", "viewer")
    ours, colleague = world.client("linhai", "officer"), world.client("linhai", "viewer")
    assert person.email in ours.get(f"/people/{person.uid}/").content.decode()
    assert colleague.get(f"/people/{world.person('linhai', 'officer').uid}/").status_code == 200
    assert world.client("haoyuan", "administrator").get(f"/people/{person.uid}/").status_code == 404


def test_ending_a_role_by_the_page(world):
    held = world.member("linhai", "officer").grants.get()
    browser = world.client("linhai", "administrator")
    assert browser.get(f"/people/roles/{held.uid}/end/").status_code == 200
    assert browser.post(f"/people/roles/{held.uid}/end/", {"key": "k"}).status_code == 303
    assert browser.post(f"/people/roles/{held.uid}/end/", {"key": "k"}).status_code == 303
    assert Event.objects.filter(kind="role.ended").count() == 1
