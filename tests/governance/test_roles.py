"""Roles that move money, and further administrators, take two; so does the word that two accounts are one person."""
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions import end_membership, grant_role, invite
from accounts.models import Grant, Invitation, Person
from governance import actions
from governance.models import Decision, LinkRequest, RoleRequest
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from record.models import Delivery, Event

JOIN = {"name_en": "He Jing", "new_password1": "a long quiet sentence", "new_password2": "a long quiet sentence"}


@pytest.fixture
def first(world):
    return world.actor("linhai", "administrator", name="first")


@pytest.fixture
def second(world):
    return world.actor("linhai", "administrator", name="second")


@pytest.fixture
def asked(world, first, second):
    return actions.request_role(actor=first, membership=world.member("linhai", "viewer"), role="finance")


def decide(actor, asked, value="yes", reasons=""):
    decision = Decision.objects.get(subject=asked.uid)
    actions.cast_vote(actor=actor, decision=decision, seen=decision.fingerprint, value=value, reasons=reasons)
    asked.refresh_from_db()
    return asked


def test_asking_gives_nothing_yet(world, asked):
    assert Grant.objects.filter(role="finance").count() == 0
    assert asked.state == "asked"


def test_a_second_administrator_confirms_and_the_role_holds(world, first, second, asked):
    assert decide(second, asked).state == "done"
    grant = Grant.objects.get(role="finance")
    assert (grant.granted_by_id, grant.confirmed_by_id) == (first.membership, second.membership)
    assert world.actor("linhai", "viewer").may_all("receipt.record")


def test_whoever_asked_does_not_confirm(first, asked):
    with pytest.raises(NotAllowed):
        decide(first, asked)


def test_nor_by_another_account_of_the_same_person(world, first, second, asked):
    Person.objects.filter(pk=second.person).update(same_as=first.person)
    with pytest.raises(NotAllowed):
        decide(world.actor("linhai", "administrator", name="second"), asked)


def test_whoever_gains_it_does_not_confirm(world, first, second):
    gains, other = world.member("linhai", "contributor"), world.actor("linhai", "administrator", name="third")
    asked = actions.request_role(actor=first, membership=gains, role="approver")
    decide(second, actions.request_role(actor=other, membership=gains, role="administrator"))
    with pytest.raises(NotAllowed):
        decide(world.actor("linhai", "contributor"), asked)


@pytest.mark.parametrize("role", ["officer", "finance", "approver", "auditor"])
def test_only_administrators_ask_and_confirm(world, asked, role):
    actor = world.actor("linhai", role)
    with pytest.raises(NotAllowed):
        actions.request_role(actor=actor, membership=world.member("linhai", "contributor"), role="finance")
    with pytest.raises((NotAllowed, NotVisible)):
        decide(actor, asked)


def test_an_administrator_of_another_institution_sees_nothing_of_it(world, asked):
    stranger = world.actor("haoyuan", "administrator")
    assert RoleRequest.objects.visible_to(stranger).count() == 0
    with pytest.raises(NotVisible):
        decide(stranger, asked)


def test_a_refusal_gives_no_role_and_says_why(second, asked):
    with pytest.raises(Invalid):
        decide(second, asked, "no")
    assert decide(second, asked, "no", "Not trained yet.").state == "refused"
    assert Grant.objects.filter(role="finance").count() == 0


def test_a_decision_is_made_once(world, second, asked):
    decide(second, asked)
    with pytest.raises((NotAllowed, WrongState)):
        decide(world.actor("linhai", "administrator", name="third"), asked)
    assert Grant.objects.filter(role="finance").count() == 1


def test_what_is_asked_for_is_not_asked_for_twice(world, first, second, asked):
    with pytest.raises(WrongState):
        actions.request_role(actor=second, membership=world.member("linhai", "viewer"), role="finance")


def test_a_withdrawn_request_is_not_confirmed(first, second, asked):
    actions.withdraw_request(actor=first, request=asked)
    with pytest.raises(WrongState):
        decide(second, asked)


def test_a_membership_that_ended_gains_no_role(world, first, second, asked):
    member = world.member("linhai", "viewer")
    end_membership(actor=first, membership=member, seen=member.version)
    with pytest.raises(WrongState):
        decide(second, asked)


def test_whoever_audits_meanwhile_gains_no_role_that_moves_money(world, first, second, asked):
    grant_role(actor=first, membership=world.member("linhai", "viewer"), role="auditor")
    with pytest.raises(Invalid):
        decide(second, asked)


def test_an_invitation_to_such_a_role_is_mailed_when_it_is_confirmed(world, first, second):
    asked = actions.request_invitation(actor=first, email="new@linhai.example", role="approver")
    assert (Invitation.objects.get().state, Delivery.objects.filter(kind="accounts.invitation").count()) == ("proposed", 0)
    decide(second, asked)
    link = Delivery.objects.get(kind="accounts.invitation").facts["url"]
    browser = Client()
    assert browser.post(link, JOIN)["Location"] == "/"
    grant = Grant.objects.get(role="approver")
    assert (grant.granted_by_id, grant.confirmed_by_id) == (first.membership, second.membership)
    assert browser.get("/")["Location"] == "/sign-in/code/?next=/"


def test_an_invitation_that_is_refused_is_withdrawn(first, second):
    asked = actions.request_invitation(actor=first, email="new@linhai.example", role="approver")
    decide(second, asked, "no", "We have enough.")
    assert Invitation.objects.get().state == "withdrawn"


def test_a_role_that_moves_no_money_is_not_asked_for(world, first):
    with pytest.raises(Invalid):
        actions.request_role(actor=first, membership=world.member("linhai", "viewer"), role="officer")


def test_where_two_administer_a_third_takes_both(world, first, second):
    member = world.member("linhai", "viewer")
    with pytest.raises(Invalid, match="two administrators"):
        grant_role(actor=first, membership=member, role="administrator")
    with pytest.raises(Invalid, match="two administrators"):
        invite(actor=first, email="me@home.example", institution=world.linhai, role="administrator")
    decide(second, actions.request_role(actor=first, membership=member, role="administrator"))
    assert world.actor("linhai", "viewer").may_all("people.manage")


def test_an_invited_administrator_comes_when_a_second_has_confirmed(first, second):
    asked = actions.request_invitation(actor=first, email="new@linhai.example", role="administrator")
    assert not Delivery.objects.filter(kind="accounts.invitation").exists()
    decide(second, asked)
    assert Client().post(Delivery.objects.get(kind="accounts.invitation").facts["url"], JOIN)["Location"] == "/"


def test_a_single_administrator_makes_the_second_alone(world):
    only, member = world.actor("haoyuan", "administrator"), world.member("haoyuan", "viewer")
    with pytest.raises(Invalid, match="One administrator gives"):
        actions.request_role(actor=only, membership=member, role="administrator")
    grant_role(actor=only, membership=member, role="administrator")
    assert world.actor("haoyuan", "viewer").may_all("people.manage")


def test_two_accounts_of_one_person_are_one_administrator(world, first, second):
    Person.objects.filter(pk=second.person).update(same_as=first.person)
    assert grant_role(actor=first, membership=world.member("linhai", "viewer"), role="administrator").confirmed_by is None


def test_one_page_gives_both_kinds_of_roles(world):
    person, browser = world.person("linhai", "viewer"), world.client("linhai", "administrator", name="first")
    url = f"/people/{person.uid}/give/"
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"role": "officer", "key": "a"}).status_code == 303
    assert browser.post(url, {"role": "finance", "key": "b"}).status_code == 303
    assert (Grant.objects.filter(role="officer").count(), RoleRequest.objects.get().role) == (1, "finance")


def test_the_whole_way_on_pages(world, second):
    person = world.person("linhai", "viewer")
    first = world.client("linhai", "administrator", name="first")
    for _time in range(2):
        first.post(f"/people/{person.uid}/give/", {"role": "finance", "key": "one"})
    asked, decision = RoleRequest.objects.get(), Decision.objects.get()
    other = world.client("linhai", "administrator", name="second")
    page = other.get(f"/people/requests/{asked.uid}/")
    assert (page.context["panel"].may_decide, first.get(f"/people/requests/{asked.uid}/").context["panel"].may_decide) == (True, False)
    said = {"value": "yes", "seen": decision.fingerprint, "key": "two"}
    for _time in range(2):
        assert other.post(f"/decisions/{decision.uid}/decide/", said).status_code == 303
    assert Event.objects.filter(kind="role.granted").count() == 1
    assert "Finance officer" in other.get(f"/people/{person.uid}/").content.decode()


def test_an_invitation_by_the_page_waits_where_money_is_moved(world):
    browser = world.client("linhai", "administrator", name="first")
    said = {"email": "new@linhai.example", "language": "en"}
    assert browser.post("/people/invite/", {**said, "role": "viewer", "key": "a"})["Location"] == "/people/invitations/"
    browser.post("/people/invite/", {**said, "role": "finance", "key": "b"})
    assert list(Invitation.objects.order_by("pk").values_list("role", "state")) == [("viewer", "open"), ("finance", "proposed")]
    assert browser.get("/people/invitations/").status_code == browser.get("/people/").status_code == 200


def test_two_accounts_become_one_person_when_a_second_administrator_confirms(world, first, second):
    officer, viewer = world.person("linhai", "officer"), world.person("linhai", "viewer")
    asked = actions.request_link(actor=first, person=viewer, other=officer, proof="Personnel number 4711 on both.")
    assert world.actor("linhai", "officer").same_person == {officer.pk}
    assert decide(second, asked).state == "done"
    both = {officer.pk, viewer.pk}
    assert world.actor("linhai", "officer").same_person == world.actor("linhai", "viewer").same_person == both


def test_a_third_account_joins_the_same_person(world, first, second):
    people = [world.person("linhai", role) for role in ("officer", "viewer", "lead")]
    for one, other in (people[:2], people[1:]):
        decide(second, actions.request_link(actor=first, person=one, other=other, proof="x"))
    assert world.actor("linhai", "lead").same_person == {person.pk for person in people}


def test_neither_who_asks_nor_whose_accounts_they_are_confirms(world, first, second):
    asked = actions.request_link(actor=first, person=world.person("linhai", "administrator", name="second"),
                                 other=world.person("linhai", "viewer"), proof="x")  # fmt: skip
    for actor in (first, second):
        with pytest.raises(NotAllowed):
            decide(actor, asked)


def test_accounts_of_another_institution_are_not_linked(world, first):
    with pytest.raises((NotAllowed, NotVisible)):
        actions.request_link(actor=first, person=world.person("linhai", "viewer"), other=world.person("haoyuan", "lead"), proof="x")


def test_linking_by_the_page(world, first):
    person, other = world.person("linhai", "viewer"), world.person("linhai", "officer")
    browser = world.client("linhai", "administrator", name="first")
    assert browser.get(f"/people/{person.uid}/link/").status_code == 200
    answer = browser.post(f"/people/{person.uid}/link/", {"other": str(other.uid), "proof": "x", "key": "k"})
    assert browser.get(answer["Location"]).status_code == 200
    assert LinkRequest.objects.get().other == other


def test_accounts_that_together_would_watch_and_move_money_are_not_linked(world, first, second):
    auditor, viewer = world.person("linhai", "auditor"), world.member("linhai", "viewer")
    asked = actions.request_link(actor=first, person=auditor, other=viewer.person, proof="One passport.")
    decide(second, actions.request_role(actor=first, membership=viewer, role="finance"))
    with pytest.raises(Invalid, match="takes no part"):
        decide(second, asked)
    with pytest.raises(Invalid, match="takes no part"):
        actions.request_link(actor=first, person=auditor, other=world.person("linhai", "approver"), proof="One passport.")
    assert not Person.objects.exclude(same_as=None).exists()


def test_another_account_of_whoever_audits_gains_no_role_that_moves_money(world, first, second):
    auditor, member = world.person("linhai", "auditor"), world.member("linhai", "viewer")
    Person.objects.filter(pk=member.person_id).update(same_as=auditor)
    with pytest.raises(Invalid, match="takes no part"):
        actions.request_role(actor=first, membership=member, role="finance")


def test_a_role_that_begins_later_counts_already(world, first, second):
    member = world.member("linhai", "viewer")
    grant_role(actor=first, membership=member, role="auditor", since=clock.today("Asia/Shanghai") + timedelta(days=30))
    with pytest.raises(Invalid, match="takes no part"):
        actions.request_role(actor=first, membership=member, role="finance")
