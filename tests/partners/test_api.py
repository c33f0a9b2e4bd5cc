"""Institutions, units and the partner book for programs: the same rules as on the pages."""
import pytest

from partners import actions
from partners.models import Institution, Relation, Unit
from tests.partners.test_directory import QINGYUE


def send(browser, path, said, key="k", method="post"):
    call = getattr(browser, method)
    return call(f"/api/v1{path}", said, content_type="application/json", headers={"Idempotency-Key": key})


def test_registering_twice_under_one_key_acts_once(world):
    browser = world.client("linhai", "officer")
    first, second = (send(browser, "/institutions/", QINGYUE) for _ in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    assert (Institution.objects.filter(name_zh=QINGYUE["name_zh"]).count(), Relation.objects.count()) == (1, 1)


def test_whoever_may_not_register_is_told_so(world):
    answer = send(world.client("linhai", "viewer"), "/institutions/", QINGYUE)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("wrong", [{"uscc": "1"}, {"kind": "club"}, {"country": "C1"}, {"currency": "XXX"}, {"zone": "x"}])
def test_a_wrong_entry_is_named_by_field(world, wrong):
    answer = send(world.client("linhai", "officer"), "/institutions/", {**QINGYUE, **wrong})
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (422, list(wrong))


def test_an_entry_is_changed_field_by_field(world):
    browser = world.client("linhai", "administrator")
    path = f"/institutions/{world.linhai.uid}/"
    answer = send(browser, path, {"seen": "1", "region": "北京"}, method="patch")
    assert (answer.status_code, answer.json()["region"], answer.json()["name_en"]) == (200, "北京", "Linhai University")
    assert send(browser, path, {"seen": "1", "region": "上海"}, key="l", method="patch").json()["code"] == "stale"


def test_notes_that_are_not_sent_are_asked_for_and_stay(world):
    relation = actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.haoyuan)
    browser, path = world.client("linhai", "officer"), f"/partners/{relation.uid}/change/"
    said = {"seen": str(relation.version), "standing": "active", "since": "2025-01-01"}
    assert send(browser, path, {**said, "notes": "They ring on Mondays."}).json()["notes"] == "They ring on Mondays."
    left_out = send(browser, path, {**said, "seen": str(relation.version + 1)}, key="l")
    assert (left_out.status_code, [e["field"] for e in left_out.json()["errors"]]) == (422, ["notes"])


def test_the_directory_is_searched(world):
    browser = world.client("linhai", "officer")
    found = browser.get("/api/v1/institutions/?q=浩源&kind=enterprise").json()["results"]
    assert [row["uid"] for row in found] == [str(world.haoyuan.uid)]


def test_the_book_of_another_is_not_there(world):
    relation = actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.haoyuan)
    browser = world.client("haoyuan", "administrator")
    assert browser.get("/api/v1/partners/").json()["results"] == []
    assert browser.get(f"/api/v1/partners/{relation.uid}/").status_code == 404
    said = {"seen": "1", "standing": "ended", "since": "2024-01-01"}
    assert send(browser, f"/partners/{relation.uid}/change/", said).status_code == 404


def test_a_contact_is_noted_and_blanked(world):
    relation = actions.open_relation(actor=world.actor("linhai", "officer"), partner=world.haoyuan)
    browser = world.client("linhai", "officer")
    made = send(browser, "/contacts/", {"relation": str(relation.uid), "name": "He Jing"}).json()
    assert made["partner"] == str(world.haoyuan.uid)
    assert send(browser, f"/contacts/{made['uid']}/remove/", {}, key="r").status_code == 204
    assert browser.get("/api/v1/contacts/").json()["results"] == []


def test_a_unit_is_opened_moved_and_closed(world):
    browser = world.client("linhai", "administrator")
    unit = send(browser, "/units/", {"name_en": "Optics", "since": "2024-01-01"}).json()
    path = f"/units/{unit['uid']}"
    moved = send(browser, f"{path}/change/", {"seen": "1", "name_en": "Optics", "name_zh": "光学", "since": "2024-01-01"}, key="m")
    assert (moved.status_code, moved.json()["name_zh"]) == (200, "光学")
    assert send(browser, f"{path}/close/", {"seen": "2", "until": "2025-01-01"}, key="c").json()["until"] == "2025-01-01"
    assert Unit.objects.get().version == 3


def test_lists_ask_the_same_number_of_queries_for_one_and_three(world, django_assert_num_queries):
    browser = world.client("linhai", "officer")
    officer = world.actor("linhai", "officer")
    actions.open_relation(actor=officer, partner=world.haoyuan)
    browser.get("/api/v1/partners/")
    with django_assert_num_queries(5):
        browser.get("/api/v1/partners/")
    for partner in (world.beizhou, world.stranger):
        actions.open_relation(actor=officer, partner=partner)
    with django_assert_num_queries(5):
        assert len(browser.get("/api/v1/partners/").json()["results"]) == 3
