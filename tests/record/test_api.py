"""The conventions that every app's API keeps."""
import json

import django_filters
import pytest
from django.test import override_settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.routers import SimpleRouter

from partners.models import Institution, Unit
from record import registry
from record.actions import action, change, fresh, lock, record
from record.api import Input, One, Rows, SeenInput, write
from record.models import Event
from tests.world.people import SINCE

registry.add_event_kinds(registry.EventKind("test.opened", _("{actor} opened {subject}")))


class UnitOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)

    class Meta:
        model, fields = Unit, ["uid", "version", "institution", "name_en"]


class UnitFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(field_name="name_en", lookup_expr="icontains")
    parent = django_filters.UUIDFilter(field_name="parent__uid")


class NewUnit(Input):
    parent = One(Unit, required=False)
    name_en = serializers.CharField(max_length=20)


class Renamed(SeenInput):
    name_en = serializers.CharField(max_length=20)


@action
def open_one(*, actor, name_en, parent=None):
    unit = Unit.objects.create(institution_id=actor.institution, name_en=name_en, parent=parent, since=SINCE)
    record("test.opened", unit)
    return unit


@action
def rename(*, actor, unit, seen, name_en):
    (unit,) = lock(unit)
    fresh(unit, seen)
    change(unit, name_en=name_en)
    record("test.opened", unit)
    return unit


class Units(Rows):
    model, serializer_class, filterset_class, related = Unit, UnitOut, UnitFilter, ("institution",)

    @write(NewUnit)
    def create(self, actor, **said):
        return open_one(actor=actor, **said)

    @write(Renamed)
    def rename(self, actor, unit, **said):
        return rename(actor=actor, unit=unit, **said)


router = SimpleRouter(use_regex_path=False)
router.register("units", Units, basename="units")
urlpatterns = [path("", include(router.urls))]


@pytest.fixture(autouse=True)
def routes():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def post(world):
    browser = world.client("linhai", "officer")

    def send(path, said, key="one", **more):
        headers = {"Idempotency-Key": key} if key else {}
        body = said if isinstance(said, str) else json.dumps(said)
        return browser.post(path, body, content_type="application/json", headers=headers, **more)

    return send


def test_a_write_without_a_key_is_refused(post):
    answer = post("/units/", {"name_en": "Physics"}, key="")
    assert (answer.status_code, answer.json()["code"], answer["Content-Type"]) == (400, "key_missing", "application/problem+json")
    assert Unit.objects.count() == 0


def test_a_repeated_write_acts_once_and_is_answered_alike(post):
    first, second = post("/units/", {"name_en": "Physics"}), post("/units/", {"name_en": "Physics"})
    assert (first.status_code, second.status_code, first.json()) == (201, 201, second.json())
    assert (Unit.objects.count(), Event.objects.count()) == (1, 1)


def test_a_key_used_for_something_else_is_refused(post):
    post("/units/", {"name_en": "Physics"})
    answer = post("/units/", {"name_en": "Chemistry"})
    assert (answer.status_code, answer.json()["code"], Unit.objects.count()) == (409, "key_reused", 1)


def test_a_refused_write_leaves_its_key_free_for_the_corrected_one(post):
    assert post("/units/", {"name_en": "x" * 21}).status_code == 422
    assert post("/units/", {"name_en": "Physics"}).status_code == 201


def test_bad_input_is_named_by_field(post):
    answer = post("/units/", {"name_en": "", "colour": "red"})
    assert (answer.status_code, answer.json()["errors"]) == (422, [{"field": "colour", "message": "There is no such field here."}])
    answer = post("/units/", {"name_en": ""})
    assert [error["field"] for error in answer.json()["errors"]] == ["name_en"]


@pytest.mark.parametrize("body", ['{"name_en": NaN}', "{", '"text"', "[1]", b"\xff\xfe".decode("latin-1")])
def test_what_is_no_json_object_is_refused(post, body):
    assert post("/units/", body).status_code in (400, 422)
    assert Unit.objects.count() == 0


def test_a_foreign_row_in_a_body_is_as_if_missing(post, world):
    foreign = Unit.objects.create(institution=world.haoyuan, name_en="Secret", since=SINCE)
    missing = post("/units/", {"name_en": "A", "parent": "01900000-0000-7000-8000-000000000000"}, key="m")
    answer = post("/units/", {"name_en": "A", "parent": str(foreign.uid)}, key="f")
    assert (answer.status_code, answer.json()) == (422, missing.json())


def test_a_stale_write_is_refused(post, world):
    uid = post("/units/", {"name_en": "Physics"}).json()["uid"]
    assert post(f"/units/{uid}/rename/", {"name_en": "Optics", "seen": "1"}, key="a").json()["version"] == 2
    answer = post(f"/units/{uid}/rename/", {"name_en": "Acoustics", "seen": "1"}, key="b")
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_a_foreign_row_is_not_there(post, world):
    foreign = Unit.objects.create(institution=world.haoyuan, name_en="Secret", since=SINCE)
    browser = world.client("linhai", "officer")
    assert browser.get(f"/units/{foreign.uid}/").status_code == 404
    assert post(f"/units/{foreign.uid}/rename/", {"name_en": "A", "seen": "1"}).status_code == 404
    assert browser.get("/units/").json()["results"] == []


def test_lists_come_in_pages_newest_first(post, world, django_assert_num_queries):
    for number in range(5):
        post("/units/", {"name_en": f"Unit {number}"}, key=str(number))
    browser = world.client("linhai", "officer")
    with django_assert_num_queries(5):
        first = browser.get("/units/?limit=3").json()
    assert [row["name_en"] for row in first["results"]] == ["Unit 4", "Unit 3", "Unit 2"]
    assert [row["name_en"] for row in browser.get(first["next"]).json()["results"]] == ["Unit 1", "Unit 0"]


@pytest.mark.parametrize("query", ["colour=red", "parent=nonsense", "cursor=nonsense", "cursor=cD0%3D", "cursor=cj0xJnA9eHh4", "cursor=cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ%3D%3D"])
def test_a_filter_that_is_unknown_or_wrong_is_refused(world, query):
    answer = world.client("linhai", "officer").get(f"/units/?{query}")
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (422, [query.split("=")[0]])


def test_nobody_is_told_to_sign_in(client, db):
    answer = client.get("/units/")
    assert (answer.status_code, answer["WWW-Authenticate"], answer.json()["code"]) == (401, "Bearer", "not_authenticated")


def test_the_session_of_a_money_role_without_a_code_is_no_session(client, world):
    client.force_login(world.person("linhai", "finance"))
    assert client.get("/units/").status_code == 401
