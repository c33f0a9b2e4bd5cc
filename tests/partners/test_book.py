"""The partner book is private to the institution that keeps it."""
from datetime import date

import pytest

from partners import actions
from partners.models import Contact, Relation
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from tests.partners.test_directory import QINGYUE


@pytest.fixture
def relation(world):
    return actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.haoyuan)


def stand(actor, relation, **more):
    said = {"standing": "paused", "since": date(2024, 5, 3), "notes": "Ask again in May.", **more}
    return actions.change_relation(actor=actor, relation=relation, seen=relation.version, **said)


def test_a_partner_is_taken_into_the_book_once(world, relation):
    with pytest.raises(WrongState):
        actions.open_relation(actor=world.actor("linhai", "lead"), partner=world.haoyuan)


def test_nobody_is_their_own_partner(world):
    with pytest.raises(Invalid):
        actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.linhai)


def test_the_partner_sees_nothing_of_what_is_noted(world, relation):
    actions.add_contact(actor=world.actor("linhai", "officer"), relation=relation, name="He Jing")
    partner = world.actor("haoyuan", "administrator")
    assert Relation.objects.visible_to(partner).count() == Contact.objects.visible_to(partner).count() == 0
    with pytest.raises(NotVisible):
        stand(partner, relation)


@pytest.mark.parametrize("role", ["viewer", "contributor", "partner_approver"])
def test_nor_does_a_colleague_whose_role_does_not_include_it(world, relation, role):
    assert Relation.objects.visible_to(world.actor("linhai", role)).count() == 0


def test_staff_say_how_we_stand(world, relation):
    assert stand(world.actor("linhai", "officer"), relation).standing == "paused"


def test_an_auditor_reads_and_does_not_write(world, relation):
    with pytest.raises(NotAllowed):
        stand(world.actor("linhai", "auditor"), relation)


def test_a_relation_does_not_begin_tomorrow(world, relation):
    with pytest.raises(Invalid) as error:
        stand(world.actor("linhai", "officer"), relation, since=date(2999, 1, 1))
    assert error.value.field == "since"


def test_a_removed_contact_is_blanked_and_gone(world, relation):
    officer = world.actor("linhai", "officer")
    contact = actions.add_contact(actor=officer, relation=relation, name="He Jing", email="he@haoyuan.example")
    actions.remove_contact(actor=officer, contact=contact)
    assert Contact.objects.values_list("name", "email", "removed").get() == ("", "", True)
    with pytest.raises(NotVisible):
        actions.remove_contact(actor=officer, contact=contact)


@pytest.mark.parametrize("query", ["Haoyuan", "haoyuan ENERGY", "浩源", "91110000600037341l"])
def test_the_book_is_searched_in_both_languages_and_by_identifier(world, relation, query):
    world.haoyuan.uscc = "91110000600037341L"
    world.haoyuan.save()
    actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.beizhou)
    page = world.client("linhai", "officer").get("/partners/", {"q": query})
    assert [row.partner for row in page.context["page"]] == [world.haoyuan]


def test_it_is_sorted_by_the_name_that_is_shown(world, relation):
    actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.beizhou)
    page = world.client("linhai", "officer").get("/partners/?sort=-name")
    assert [row.partner.name_en for row in page.context["page"]] == ["Haoyuan Energy", "Beizhou Institute"]


def test_a_filter_that_says_nothing_is_told(world, relation):
    answer = world.client("linhai", "officer").get("/partners/?standing=married")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["standing"])


def test_it_is_exported_with_formulas_made_harmless(world):
    officer = world.actor("linhai", "officer")
    actions.register_institution(actor=officer, **{**QINGYUE, "name_en": "=cmd()"})
    lines = world.client("linhai", "officer").get("/partners/?as=csv").getvalue().decode("utf-8-sig").splitlines()
    assert [lines[1].split(",")[0], len(lines)] == ["'=cmd()", 2]


def test_the_list_asks_the_same_number_of_queries_for_one_and_three(world, relation, django_assert_num_queries):
    browser = world.client("linhai", "officer")
    browser.get("/partners/")
    with django_assert_num_queries(8):
        browser.get("/partners/")
    for partner in (world.beizhou, world.stranger):
        actions.open_relation(actor=world.actor("linhai", "officer"), partner=partner)
    with django_assert_num_queries(8):
        browser.get("/partners/")


def test_the_partner_page_shows_the_entry_to_all_and_the_book_to_its_owner(world, relation):
    actions.add_contact(actor=world.actor("linhai", "officer"), relation=relation, name="He Jing")
    url = f"/partners/{world.haoyuan.uid}/"
    ours, theirs = world.client("linhai", "officer").get(url), world.client("stranger", "officer").get(url)
    assert (ours.status_code, theirs.status_code) == (200, 200)
    assert ("He Jing" in ours.content.decode(), "He Jing" in theirs.content.decode()) == (True, False)


def test_taking_by_the_button_comes_back_to_the_partner(world):
    answer = world.client("linhai", "officer").post(f"/partners/{world.beizhou.uid}/take/", {"key": "k"})
    assert (answer.status_code, answer["Location"]) == (303, f"/partners/{world.beizhou.uid}/")
