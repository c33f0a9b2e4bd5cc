"""The frame says who acts, in which role, in which language, and leads only where there is a page."""
from django.test import RequestFactory
from django.utils import translation

from config.frame import frame


def around(world, *roles):
    request = RequestFactory().get("/")
    request.actor, request.membership = world.actor("linhai", *roles), world.member("linhai", *roles)
    return frame(request)


def test_it_names_the_person_with_all_roles_and_the_institution(world):
    who = around(world, "approver", "officer")["frame"].who
    assert who.name == "Approver Of Linhai"
    assert who.role == "Project officer · Approver"
    assert who.institution == "Linhai University"


def test_whoever_is_signed_out_sees_languages_and_nothing_else():
    request = RequestFactory().get("/")
    found = frame(request)["frame"]
    assert (found.who, found.groups, [language.code for language in found.languages]) == (None, [], ["en", "zh-hans"])


def test_the_language_in_use_is_marked():
    with translation.override("zh-hans"):
        found = frame(RequestFactory().get("/"))["frame"]
    assert [language.code for language in found.languages if language.current] == ["zh-hans"]


def test_no_entry_without_an_address(world):
    groups = around(world, "administrator")["frame"].groups
    assert [item.label for heading, items in groups for item in items if not item.url] == []


def test_the_frame_asks_twice_whatever_there_is(world, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.actor, request.membership = world.actor("linhai", "officer"), world.member("linhai", "officer")
    with django_assert_num_queries(2):
        frame(request)
