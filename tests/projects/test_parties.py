"""Who takes part in a draft, and what each plans to bring and has brought."""
from datetime import timedelta

import pytest

from projects import actions
from projects.models import Contribution, ContributionMade, Participation, Project
from record import clock
from record.errors import Invalid, NotAllowed, WrongState
from tests.world import projects as made


def begin(world):
    return made.draft(world)


@pytest.fixture
def project(beginning):
    return beginning


def add(world, project, at, role="partner"):
    return actions.add_party(actor=world.actor("linhai", "officer"), project=project, institution=world.institutions[at], role=role)


def test_parties_get_strands_in_order_and_keep_them(world, project):
    assert [add(world, project, at).strand for at in ("beizhou", "stranger")] == [3, 4]
    actions.remove_party(
        actor=world.actor("linhai", "officer"), project=project, party=project.participations.get(institution=world.beizhou)
    )
    assert add(world, project, "beizhou").strand == 3


def test_nobody_takes_part_twice_and_nobody_else_leads(world, project):
    for at, role in (("haoyuan", "funder"), ("beizhou", "lead"), ("beizhou", "friend")):
        with pytest.raises(Invalid):
            add(world, project, at, role)


def test_a_party_that_a_clause_names_stays_until_the_clause_is_changed(world, project):
    with pytest.raises(Invalid):
        actions.remove_party(
            actor=world.actor("linhai", "officer"), project=project, party=project.participations.get(role="partner")
        )


def test_a_contribution_lies_within_the_projects_period(world, project):
    party = project.participations.get(role="partner")
    for since, until in ((-1, 5), (5, 4), (5, 9999)):
        with pytest.raises(Invalid):
            actions.promise_contribution(
                actor=world.actor("linhai", "officer"), project=project, party=party, kind="cash", amount=1,
                since=project.start + timedelta(days=since), until=project.start + timedelta(days=until),
            )  # fmt: skip


@pytest.mark.parametrize("amount", [0, -1, 10**16, 1.5, True, "1", None])
def test_an_amount_is_a_positive_whole_number_of_minor_units(world, project, amount):
    with pytest.raises(Invalid):
        actions.promise_contribution(
            actor=world.actor("linhai", "officer"), project=project, party=project.participations.get(role="partner"),
            kind="cash", since=project.start, until=project.end, amount=amount,
        )  # fmt: skip


@pytest.mark.plain
def test_a_planned_contribution_is_typed_in_the_projects_currency(world):
    project = made.draft(world, currency="JPY")
    party = project.participations.get(role="partner")
    form = {"kind": "in_kind", "since": project.start, "until": project.end, "amount": "1,500", "what": "Staff"}
    browser = world.client("linhai", "officer")
    assert browser.post(f"/projects/{project.uid}/parties/{party.uid}/plan/", form).status_code == 303
    assert Contribution.objects.get(kind="in_kind").amount == 1500
    answer = browser.post(f"/projects/{project.uid}/parties/{party.uid}/plan/", {**form, "amount": "1,500.5"})
    assert [*answer.context["form"].errors] == ["amount"]


def record(world, project, at, role="lead", amount=100, party="partner", days=0):
    day = clock.today("Asia/Shanghai") + timedelta(days=days)
    row = Participation.objects.get(project=project, role=party)
    return actions.record_contribution(actor=world.actor(at, role), party=row, kind="cash", on=day, amount=amount)


@pytest.mark.plain
def test_a_party_says_itself_what_it_has_brought(world):
    project = made.signed(world)
    assert record(world, project, "haoyuan").amount == 100
    for at, role in (("linhai", "officer"), ("haoyuan", "viewer")):
        with pytest.raises(NotAllowed):
            record(world, project, at, role)


@pytest.mark.plain
def test_the_lead_says_it_for_a_party_without_people_here(world):
    project = made.signed(world)
    type(world.haoyuan).objects.filter(pk=world.haoyuan.pk).update(uses_trihelix=False)
    assert record(world, project, "linhai", "officer").amount == 100


@pytest.mark.plain
def test_what_is_taken_back_stays_beside_its_negative_and_only_once(world):
    project = made.signed(world)
    row = record(world, project, "haoyuan")
    actor = world.actor("haoyuan", "lead")
    back = actions.take_back_contribution(actor=actor, contribution=row)
    assert sorted(ContributionMade.objects.values_list("amount", flat=True)) == [-100, 100]
    with pytest.raises(Invalid):
        actions.take_back_contribution(actor=actor, contribution=row)
    with pytest.raises(NotAllowed):
        actions.take_back_contribution(actor=actor, contribution=back)


def test_nothing_is_brought_to_a_draft_or_in_the_future(world, project):
    with pytest.raises(WrongState):
        record(world, project, "linhai", "officer", party="lead")
    with pytest.raises(Invalid):
        record(world, made.signed(world, title="Two"), "haoyuan", days=2)


@pytest.mark.plain
def test_all_parties_see_what_each_brings(world):
    project = made.signed(world)
    record(world, project, "haoyuan")
    for at in ("linhai", "haoyuan"):
        assert ContributionMade.objects.visible_to(world.actor(at, "viewer")).count() == 1
    assert ContributionMade.objects.visible_to(world.actor("stranger", "officer")).count() == 0


def test_the_directory_is_searched_and_a_party_added_by_its_page(world, project):
    browser = world.client("linhai", "officer")
    found = browser.get(f"/projects/{project.uid}/parties/add/?q=beizhou").context["found"]
    assert [*found] == [world.beizhou]
    form = {"institution": str(world.beizhou.uid), "role": "supervisor", "key": "k"}
    codes = [browser.post(f"/projects/{project.uid}/parties/add/", form).status_code for _ in range(2)]
    assert (codes, Project.objects.get(pk=project.pk).participations.count()) == ([303, 303], 3)
