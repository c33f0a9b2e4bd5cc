"""Each party names its own people in the team."""
from datetime import date, timedelta

import pytest

from accounts.models import Person
from projects import actions
from projects.models import Project, TeamMember
from record import clock
from record.errors import Invalid, NotAllowed
from tests.world import projects as made

DAY = date(2026, 1, 5)


def join(world, project, at, person, roles=("software",), by="officer", since=DAY):
    return actions.join_team(actor=world.actor(at, by), project=project, person=person, roles=list(roles), since=since)


def test_whoever_is_in_the_team_sees_the_project_until_they_leave(world):
    project, someone = made.signed(world), ("haoyuan", "contributor")
    assert [*Project.objects.visible_to(world.actor(*someone))] == []
    member = join(world, project, "haoyuan", world.person(*someone), by="lead")
    assert [*Project.objects.visible_to(world.actor(*someone))] == [project]
    yesterday = clock.today("Asia/Shanghai") - timedelta(days=1)
    actions.leave_team(actor=world.actor("haoyuan", "lead"), member=member, until=yesterday)
    assert [*Project.objects.visible_to(world.actor(*someone))] == []


def test_the_team_of_a_partner_is_known_by_name(world):
    project, someone = made.signed(world), world.person("haoyuan", "contributor")
    officer = world.actor("linhai", "officer")
    assert not Person.objects.visible_to(officer).filter(pk=someone.pk).exists()
    join(world, project, "haoyuan", someone, by="lead")
    assert Person.objects.visible_to(officer).filter(pk=someone.pk).exists()
    assert not Person.objects.visible_to(world.actor("stranger", "officer")).filter(pk=someone.pk).exists()


def test_nobody_names_people_of_another_house(world):
    project = made.signed(world)
    with pytest.raises(Invalid):
        join(world, project, "linhai", world.person("haoyuan", "contributor"))
    with pytest.raises(NotAllowed):
        actions.leave_team(actor=world.actor("haoyuan", "lead"), member=TeamMember.objects.get(), until=DAY)


@pytest.mark.parametrize("roles", [[], ["inventor"], ["software", "software"]])
def test_roles_are_those_of_credit(world, roles):
    with pytest.raises(Invalid):
        join(world, made.signed(world), "haoyuan", world.person("haoyuan", "contributor"), roles, by="lead")


def test_nobody_joins_before_they_are_a_member_or_twice(world):
    project, someone = made.signed(world), world.person("haoyuan", "contributor")
    with pytest.raises(Invalid):
        join(world, project, "haoyuan", someone, by="lead", since=date(2020, 1, 1))
    join(world, project, "haoyuan", someone, by="lead")
    with pytest.raises(Invalid):
        join(world, project, "haoyuan", someone, by="lead")


def test_the_page_names_adds_and_ends(world):
    project = made.draft(world)
    browser = world.client("linhai", "officer")
    someone = world.person("linhai", "investigator")
    form = {"person": str(someone.uid), "since": "2026-01-05", "roles": ["supervision", "methodology"]}
    assert browser.post(f"/projects/{project.uid}/team/join/", form).status_code == 303
    member = TeamMember.objects.get(person=someone)
    assert member.named == ["Supervision", "Methodology"]
    answer = browser.post(f"/projects/{project.uid}/team/{member.uid}/leave/", {"until": "2025-01-01"})
    assert [*answer.context["form"].errors] == ["until"]
