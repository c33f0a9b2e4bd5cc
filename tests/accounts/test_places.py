"""Where people work: said by administrators, in units of the own institution."""
from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import place_member
from accounts.models import Membership
from partners.actions import close_unit, open_unit
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale
from record.models import Event


def begin(world):
    return open_unit(actor=world.actor("linhai", "administrator"), name_en="Chemistry", name_zh="化学系", since=date(2024, 1, 1))


def place(world, unit, who=("linhai", "administrator"), seen=None, **said):
    member = world.member("linhai", "contributor")
    return place_member(actor=world.actor(*who), membership=member, seen=member.version if seen is None else seen, unit=unit, **said)


def test_an_administrator_says_where_a_member_works_and_as_what(world, beginning):
    member = place(world, beginning, title=" Lecturer ")
    assert (member.unit, member.title) == (beginning, "Lecturer")
    assert Event.objects.order_by("-pk").first().kind == "membership.placed"
    page = world.client("linhai", "administrator").get(reverse("accounts:person", args=[member.person.uid])).content.decode()
    assert "Chemistry · Lecturer" in page
    with pytest.raises(Stale):
        place(world, None, seen=0)


def test_nobody_else_says_it_and_a_unit_of_others_is_not_there(world, beginning):
    with pytest.raises(NotAllowed):
        place(world, beginning, who=("linhai", "officer"))
    theirs = open_unit(actor=world.actor("haoyuan", "administrator"), name_en="Works", name_zh="", since=date(2024, 1, 1))
    with pytest.raises(NotVisible):
        place(world, theirs)
    assert Membership.objects.exclude(unit=None).count() == 0


def test_a_closed_unit_takes_nobody_in(world, beginning):
    administrator = world.actor("linhai", "administrator")
    closed = close_unit(actor=administrator, unit=beginning, seen=beginning.version, until=clock.today("Asia/Shanghai"))
    with pytest.raises(Invalid) as refused:
        place(world, closed)
    assert refused.value.field == "unit"


def test_the_page_keeps_a_unit_that_was_closed_since(world, beginning):
    """Else who changes a title there takes the unit away without a word."""
    member = place(world, beginning)
    close_unit(actor=world.actor("linhai", "administrator"), unit=beginning, seen=beginning.version, until=clock.today("Asia/Shanghai"))
    page = world.client("linhai", "administrator").get(reverse("accounts:place_member", args=[member.uid])).content.decode()
    assert f'value="{beginning.uid}" selected' in page
