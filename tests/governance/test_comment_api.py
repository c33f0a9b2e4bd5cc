"""Programs say, ask and answer as people do on the pages."""
import pytest

from governance.models import Comment
from record.models import new_uid
from tests.world import projects

V1 = "/api/v1/comments/"
OFFICER, THEIRS = ("linhai", "officer"), ("haoyuan", "lead")


@pytest.fixture
def say(world):
    def send(who, **said):
        headers = {"Idempotency-Key": str(new_uid())}
        return world.client(*who).post(V1, said, content_type="application/json", headers=headers)

    return send


def test_a_party_is_asked_and_answers(world, say):
    project = projects.signed(world)
    about = {"of": "projects.project", "subject": str(project.uid)}
    question = say(OFFICER, **about, text="Who runs the tests?", asks=str(world.haoyuan.uid)).json()
    assert (question["institution"], question["speaker"], question["asks"]) == (
        str(world.linhai.uid), world.person(*OFFICER).name, str(world.haoyuan.uid))  # fmt: skip
    answer = say(THEIRS, **about, text="We do.", answers=question["uid"])
    assert (answer.status_code, answer.json()["answers"]) == (201, question["uid"])
    heard = world.client(*OFFICER).get(f"{V1}?subject={project.uid}").json()["results"]
    assert [row["text"] for row in heard] == ["We do.", "Who runs the tests?"]


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_said(world, say):
    project, other = projects.signed(world), projects.signed(world)
    foreign = projects.draft(world, lead="haoyuan", partner="beizhou")
    elsewhere = say(OFFICER, of="projects.project", subject=str(other.uid), text="Elsewhere.").json()["uid"]
    right = {"of": "projects.project", "subject": str(project.uid), "text": "x"}
    wrong = [
        ({"text": " "}, "text"), ({"text": "x" * 4001}, "text"), ({"of": "projects.team"}, "subject"), ({"subject": str(foreign.uid)}, "subject"),
        ({"asks": str(world.stranger.uid)}, "asks"), ({"answers": elsewhere}, "answers"), ({"answers": str(project.uid)}, "answers"),
    ]  # fmt: skip
    for said, field in wrong:
        answer = say(OFFICER, **right | said)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), said
    assert Comment.objects.count() == 1


def test_nobody_else_hears_it(world, say):
    project = projects.signed(world)
    say(OFFICER, of="projects.project", subject=str(project.uid), text="Between us.")
    assert world.client("stranger", "officer").get(V1).json()["results"] == []
