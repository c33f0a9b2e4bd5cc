"""An empty installation begins with one command and needs no further one."""
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts.models import Grant, Invitation, Membership, Person
from partners.models import Institution
from record.models import Event, Installation

GIVEN = ["--kind", "university", "--name-en", "Linhai University", "--name-zh", "临海大学", "--founder", "state"]
JOIN = {"name_en": "Ma Li", "name_zh": "马丽", "new_password1": "a long quiet sentence", "new_password2": "a long quiet sentence"}


def opened(*admins):
    call_command("open_institution", *GIVEN, *[part for admin in admins for part in ("--admin", admin)])


def test_two_administrators_are_invited_by_mail(db, links):
    opened("a@linhai.example", "B@linhai.example")
    assert Installation.objects.get().kind == "real"
    assert [address for address, _ in links("accounts.invitation")] == ["a@linhai.example", "b@linhai.example"]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == ["institution.opened", "person.invited", "person.invited"]


def test_they_join_with_name_and_password_and_administer(db, links):
    opened("a@linhai.example", "b@linhai.example")
    for _, link in links("accounts.invitation"):
        browser = Client()
        assert (browser.get(link).status_code, browser.post(link, JOIN).status_code) == (200, 302)
        assert browser.get("/people/").status_code == 200
    assert list(Grant.objects.values_list("role", flat=True)) == ["administrator", "administrator"]
    assert Institution.objects.get().uses_trihelix


@pytest.mark.parametrize("admins", [["a@x.example"], ["a@x.example", "A@x.example "], ["a@x.example", "nonsense"]])
def test_it_takes_two_addresses(db, admins):
    with pytest.raises(CommandError):
        opened(*admins)
    assert (Institution.objects.count(), Invitation.objects.count(), Installation.objects.count()) == (0, 0, 0)


def test_a_wrong_entry_leaves_nothing(db):
    with pytest.raises(CommandError, match="zone"):
        call_command("open_institution", *GIVEN, "--zone", "Mars", "--admin", "a@x.example", "--admin", "b@x.example")
    assert (Institution.objects.count(), Person.objects.count(), Membership.objects.count()) == (0, 0, 0)
