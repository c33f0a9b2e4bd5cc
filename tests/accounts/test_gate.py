"""Before every page: signed in, a member, and with a second factor where the roles move money."""
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from accounts.gate import gated
from record.wording import day, moment

LATE = datetime(2026, 11, 26, 17, 11, tzinfo=UTC)
app = gated([
    path("behind/", lambda request: HttpResponse("in"), name="behind"),
    path("told/", lambda request: HttpResponse(f"{moment(LATE)} | {day(LATE)}"), name="told"),
])
urlpatterns = [path("", include(app)), path("", include("config.urls"))]


@pytest.fixture(autouse=True)
def behind():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(world):
    answer = Client().get("/behind/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/behind/%3Fpage%3D2")


def test_a_fragment_of_someone_signed_out_sends_the_whole_page_to_sign_in(world):
    answer = Client().get("/behind/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/")


def test_a_program_without_session_gets_problem_details(world):
    answer = Client().get("/behind/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_page_is_read_or_sent_a_form_and_nothing_else(world, method):
    answer = getattr(world.client("linhai", "officer"), method)("/behind/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_a_member_passes(world):
    assert world.client("linhai", "officer").get("/behind/").content == b"in"


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_a_money_role_without_a_code_is_led_to_it(world, role):
    browser = Client()
    browser.force_login(world.person("linhai", role))
    assert browser.get("/behind/")["Location"] == "/sign-in/code/?next=/behind/"


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_a_money_role_that_showed_its_code_passes(world, role):
    assert world.client("linhai", role).get("/behind/").content == b"in"


def test_a_page_tells_the_time_of_the_institution_in_which_one_acts(world):
    assert world.actor("linhai", "officer").zone == "Asia/Shanghai"
    assert world.client("linhai", "officer").get("/told/").content.decode() == "27 Nov 2026, 01:11 | 27 Nov 2026"


def test_no_browser_or_proxy_keeps_what_a_member_was_shown_but_a_form_for_back(world):
    browser = world.client("linhai", "officer")
    for address in ("/projects/", "/projects/?as=csv", "/api/v1/projects/", "/account/", "/nowhere/"):
        assert browser.get(address).headers["Cache-Control"] == "private, no-store", address
    assert browser.get("/projects/log/").headers["Cache-Control"] == "private, no-cache"
    assert "HX-Request" in browser.get("/projects/").headers["Vary"]
