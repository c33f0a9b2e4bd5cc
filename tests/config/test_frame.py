"""The frame says who acts, in which role, in which language, and leads only where there is a page."""
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from accounts.actors import actor_of
from accounts.models import Membership
from config.frame import frame
from partners.models import Institution
from tests.world.units import college, placed


def around(world, *roles):
    request = RequestFactory().get("/")
    request.actor = world.actor("linhai", *roles)
    request.membership = Membership.objects.get(pk=world.member("linhai", *roles).pk)
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


def test_each_role_is_led_to_what_is_of_use_to_it(world):
    """A viewer reads projects and owns nothing; a public body neither earns nor shares, whoever acts for it."""

    def led_to(*roles):
        return [item.url for _heading, items in around(world, *roles)["frame"].groups for item in items]

    own = {reverse(name) for name in ("ip:assets", "ip:statement", "incentives:rewards")}
    assert own <= set(led_to("broker")) & set(led_to("contributor"))
    assert own.isdisjoint(led_to("viewer"))
    assert reverse("projects:projects") in led_to("viewer")
    assert own & set(led_to("partner_approver")) == {reverse("ip:statement"), reverse("incentives:rewards")}
    Institution.objects.filter(pk=world.linhai.pk).update(kind="government")
    body = led_to("government", "administrator", "finance")
    assert (own | {reverse(name) for name in ("ip:income", "ip:policies", "ip:studies")}).isdisjoint(body)
    assert {reverse("projects:funded"), reverse("accounts:people")} <= set(body)


def test_the_frame_asks_twice_whatever_there_is(world, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.actor, request.membership = world.actor("linhai", "officer"), world.member("linhai", "officer")
    with django_assert_num_queries(2):
        frame(request)


def test_a_role_in_one_unit_is_led_to_what_it_reaches_there(world):
    placed(world, "officer", college(world))
    request = RequestFactory().get("/")
    request.membership = Membership.objects.get(person__email__startswith="officer-")
    request.actor = actor_of(request.membership)
    there = {item.url for _heading, items in frame(request)["frame"].groups for item in items}
    assert {reverse(name) for name in ("ip:assets", "ip:studies", "ip:statement", "incentives:rewards")} <= there
    assert reverse("accounts:people") not in there
