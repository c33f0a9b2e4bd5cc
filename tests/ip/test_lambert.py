"""The Lambert decision guide: six questions, what they suggest, and the clause that it becomes."""
import pytest
from django.urls import reverse

from ip.lambert import clause_of
from ip.owners import proposed
from ip.policies import lambert
from projects.actions import propose_project
from projects.fingerprint import fingerprint
from projects.models import Clause, Project
from tests.world import ip as made
from tests.world import projects


def guide(project) -> str:
    return reverse("ip:lambert", args=[project.uid])


def answered(client, project, yes: int):
    return client.get(guide(project), {f"q{n}": "yes" if n <= yes else "no" for n in range(1, 7)})


@pytest.mark.parametrize(("yes", "agreement"), [(0, "3"), (1, "3"), (2, "3"), (3, ""), (4, "2"), (5, "2"), (6, "2")])
def test_the_number_of_yes_suggests_an_agreement_and_three_leave_it_open(yes, agreement):
    assert lambert().suggest(yes).agreement == agreement


def test_five_agreements_are_for_two_and_four_for_several():
    assert {one.key: (one.parties, one.owner) for one in lambert().agreements.values()} == {
        "1": ("two", "university"), "2": ("two", "university"), "3": ("two", "university"), "4": ("two", "sponsor"),
        "5": ("two", "sponsor"), "A": ("several", "each"), "B": ("several", "exploiter"), "C": ("several", "each"),
        "D": ("several", "each"),
    }  # fmt: skip


def test_the_interview_suggests_and_the_clause_is_taken_over_in_one_step(world):
    project = projects.draft(world)
    client = world.client("linhai", "officer")
    assert guide(project) in client.get(reverse("projects:clause", args=[project.uid, "ownership"])).content.decode()
    page = answered(client, project, 5)
    assert "Agreement 2 suggests itself." in page.content.decode()
    assert page.context["form"]["agreement"].initial == "2"
    before = project.clauses.filter(kind="ownership").count()
    assert client.post(guide(project), {"key": "k", "agreement": "4"}).status_code == 303
    clause = Clause.objects.filter(project=project, kind="ownership").latest("number")
    assert (clause.number, clause.terms) == (before + 1, {"rule": "client", "party": str(world.haoyuan.uid)})
    assert clause.text_en.startswith("Haoyuan Energy owns the results of the project; Linhai University may use them")
    assert clause.text_zh.startswith("项目成果归浩源能源所有；临海大学可以")


def test_what_was_taken_over_says_who_owns(world):
    project = projects.draft(world)
    world.client("linhai", "officer").post(guide(project), {"key": "k", "agreement": "2"})
    propose_project(actor=world.actor("linhai", "officer"), project=project, seen=fingerprint(Project.objects.get(pk=project.pk)))
    projects.vote(world.actor("linhai", "approver"), project)
    projects.vote(world.actor("haoyuan", "partner_approver"), project)
    asset = made.asset(world, Project.objects.get(pk=project.pk))
    assert [(owner.name_en, part) for owner, part in proposed(asset).stakes] == [("Linhai University", 1)]


def test_an_agreement_for_several_is_not_offered_to_two_and_answers_must_be_whole(world):
    project = projects.draft(world)
    client = world.client("linhai", "officer")
    assert client.post(guide(project), {"key": "k", "agreement": "B"}).status_code == 422
    assert "suggests itself" not in client.get(guide(project), {"q1": "yes"}).content.decode()
    assert clause_of(project, lambert().agreements["A"])["terms"] == {"rule": "each"}


def test_only_a_draft_has_a_clause_to_write(world):
    project = projects.signed(world)
    assert world.client("linhai", "officer").post(guide(project), {"key": "k", "agreement": "2"}).status_code == 409


def test_a_program_asks_the_guide_and_takes_an_agreement_over(world):
    project, client = projects.draft(world), world.client("linhai", "officer")
    guide = client.get(f"/api/v1/lambert-guides/{project.uid}/").json()
    assert (len(guide["questions"]), [one["agreement"] for one in guide["agreements"]]) == (6, ["1", "2", "3", "4", "5"])
    assert next(one["agreement"] for one in guide["suggests"] if one["from"] <= 5 <= one["to"]) == "2"

    def take(agreement):
        address, said = f"/api/v1/lambert-guides/{project.uid}/take/", {"agreement": agreement}
        return client.post(address, said, content_type="application/json", headers={"Idempotency-Key": agreement})

    assert take("4").status_code == 200
    assert Clause.objects.filter(project=project, kind="ownership").latest("number").terms == {"rule": "client", "party": str(world.haoyuan.uid)}
    assert (take("C").status_code, take("C").json()["errors"][0]["field"]) == (422, "agreement")
