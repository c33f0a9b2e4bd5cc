"""Every page of a project, by those who may see it and those who may not."""
import pytest
from django.urls import reverse

from governance.models import Decision
from projects.models import Project
from record.feed import feed
from tests.world import projects as made

TABS = ["project", "parties", "team", "results", "agreement", "history"]
READERS = [("linhai", "officer"), ("linhai", "auditor"), ("haoyuan", "viewer"), ("haoyuan", "partner_approver"), ("linhai", "contributor")]


def begin(world):
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def url(name, project, *more):
    return reverse(f"projects:{name}", args=[project.uid, *more])


@pytest.mark.parametrize("tab", TABS)
def test_every_party_reads_every_tab_of_a_signed_project(world, project, tab):
    assert [world.client(*who).get(url(tab, project)).status_code for who in READERS] == [200] * len(READERS)


@pytest.mark.plain
def test_a_draft_is_there_only_for_the_institution_that_leads_it(world):
    project = made.draft(world)
    seen = {tab: [world.client(*who).get(url(tab, project)).status_code for who in READERS] for tab in TABS}
    assert [*seen.values()] == [[200, 200, 404, 404, 200]] * len(TABS)


@pytest.mark.parametrize("tab", TABS)
def test_for_a_stranger_there_is_nothing(world, project, tab):
    assert world.client("stranger", "officer").get(url(tab, project)).status_code == 404
    assert world.client("stranger", "administrator").get(url(tab, project)).status_code == 404


def test_a_contributor_outside_of_the_team_sees_nothing(world, project):
    assert world.client("haoyuan", "contributor").get(url("project", project)).status_code == 404
    assert [*Project.objects.visible_to(world.actor("haoyuan", "contributor"))] == []


@pytest.mark.plain
def test_the_pages_of_a_draft_open_for_its_officer_only(world):
    project = made.draft(world)
    pages = [("edit",), ("add_party",), ("propose",), ("clause", "ownership"), ("join_team",), ("move", "drop")]
    for who, status in ((("linhai", "officer"), 200), (("linhai", "auditor"), 403), (("haoyuan", "lead"), 404)):
        client = world.client(*who)
        assert {page: client.get(url(page[0], project, *page[1:])).status_code for page in pages} == dict.fromkeys(pages, status)


@pytest.mark.parametrize("name, more", [("amend", []), ("amend_clause", ["income"]), ("move", ["suspend"])])
def test_what_follows_signing_opens_for_project_staff(world, project, name, more):
    assert world.client("linhai", "officer").get(url(name, project, *more)).status_code == 200
    assert world.client("linhai", "viewer").get(url(name, project, *more)).status_code == 403


def test_the_list_shows_what_one_may_see(world, project):
    made.draft(world, title="Secret draft")
    count = {who: world.client(*who).get("/projects/").context["page"].paginator.count for who in READERS}
    assert [count[who] for who in READERS] == [2, 2, 1, 1, 2]
    assert world.client("stranger", "officer").get("/projects/").context["page"].paginator.count == 0


@pytest.mark.plain
def test_whoever_is_asked_to_sign_finds_the_way_on_every_tab_and_nobody_else_does(world):
    project = made.proposed(world)
    to, way = url("sign", project), f'href="{url("sign", project)}"'.encode()
    for tab in TABS[:-1]:
        assert way in world.client("haoyuan", "partner_approver").get(url(tab, project)).content
    assert way not in world.client("linhai", "officer").get(url("project", project)).content  # who prepared it
    assert world.client("haoyuan", "partner_approver").get(to).status_code == 200
    made.vote(world.actor("haoyuan", "partner_approver"), project)
    assert way not in world.client("haoyuan", "partner_approver").get(url("project", project)).content


@pytest.mark.plain
def test_the_feed_says_once_that_a_project_was_put_before_the_parties(world):
    project = made.proposed(world)
    told = [line["kind"] for line in feed(world.actor("linhai", "officer"), project.uid)]
    assert (told[0], told.count("decision.opened")) == ("project.proposed", 0)
    decision = Decision.objects.get(subject=project.uid)
    assert [line["kind"] for line in feed(world.actor("linhai", "officer"), decision.uid)] == ["decision.opened"]
