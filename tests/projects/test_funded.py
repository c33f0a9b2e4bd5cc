"""The desk of a public body: how its projects go and what its money came to; the inside of the work stays with the parties."""
import pytest
from django.urls import reverse

from governance.models import Decision
from projects import actions
from projects.fingerprint import fingerprint
from projects.models import Outline, Project
from tests.world import projects as made
from tests.world.projects import vote


@pytest.fixture
def funded(world):
    """Linhai's project with Haoyuan, to which a bureau promises ¥200,000.00; its approver has signed for it."""
    draft, officer = made.draft(world, title="Grid storage"), world.actor("linhai", "officer")
    bureau = actions.add_party(actor=officer, project=draft, institution=world.stranger, role="funder")
    actions.promise_contribution(actor=officer, project=draft, party=bureau, kind="cash", amount=20_000_000, since=draft.start,
                                 until=draft.end, what="Programme 7")  # fmt: skip
    draft = Project.objects.get(pk=draft.pk)
    actions.propose_project(actor=officer, project=draft, seen=fingerprint(draft))
    for at, role in (("linhai", "approver"), ("haoyuan", "partner_approver"), ("stranger", "partner_approver")):
        vote(world.actor(at, role), draft)
    assert not Decision.objects.open().filter(subject=draft.uid).exists()
    actions.record_contribution(actor=world.actor("stranger", "lead"), party=bureau, kind="cash", on=draft.start, amount=5_000_000, what="")
    return Project.objects.get(pk=draft.pk)


def test_the_officer_sees_how_it_goes_and_the_own_money_but_not_the_inside(world, funded):
    client = world.client("stranger", "government")
    desk = client.get(reverse("projects:funded")).content.decode()
    assert ("Grid storage" in desk, "¥50,000.00" in desk, "¥200,000.00" in desk) == (True, True, True)
    page = client.get(reverse("projects:outline", args=[funded.uid])).content.decode()
    assert ("Programme 7" in page, "¥3,000,000.00" in page) == (True, False)  # what Haoyuan promised is not theirs to see
    assert client.get(reverse("projects:project", args=[funded.uid])).status_code == 404
    assert "Grid storage" in client.get(reverse("governance:inbox")).content.decode()


def test_a_draft_and_the_projects_of_others_are_not_there(world):
    made.draft(world)
    made.signed(world)
    assert not Outline.objects.visible_to(world.actor("stranger", "government")).exists()
    assert "No funded project yet" in world.client("stranger", "government").get(reverse("projects:funded")).content.decode()


def test_the_desk_is_exported_as_numbers(world, funded):
    answer = world.client("stranger", "government").get(reverse("projects:funded"), {"as": "csv"})
    line = b"".join(answer.streaming_content).decode().splitlines()[1]
    assert line.split(",")[-2:] == ["200000.00", "50000.00"]


def test_programs_of_the_body_read_the_same_and_those_of_the_parties_nothing(world, funded):
    client, address = world.client("stranger", "government"), "/api/v1/funded-projects/"
    (row,) = client.get(address).json()["results"]
    assert (row["role"], row["promised"], row["brought"], row["owner"]) == ("funder", 20_000_000, 5_000_000, str(world.linhai.uid))
    detail = client.get(f"{address}{funded.uid}/").json()
    assert {name: detail[name] for name in row} == row
    assert (len(detail["milestones"]), len(detail["parties"])) == (funded.milestones.count(), 3)
    for who in (("linhai", "officer"), ("stranger", "lead")):
        assert world.client(*who).get(address).json()["results"] == []
