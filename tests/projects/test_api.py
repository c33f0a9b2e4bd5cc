"""The same projects, for programs."""
import json

import pytest

from projects.models import Project
from tests.world import projects as made

URL = "/api/v1/projects/"


@pytest.fixture
def post(world):
    def send(path, said, who=("linhai", "officer"), key=None, method="post"):
        body = said if isinstance(said, str) else json.dumps(said)
        headers = {"Idempotency-Key": key or f"{path}{hash(body)}"[:90]}
        call = getattr(world.client(*who), method)
        return call(path, body, content_type="application/json", headers=headers)

    return send


def test_a_program_logs_fills_and_proposes_a_project(world, post):
    project = post(URL, {"kind": "cooperative", "title_en": "Data commons"}).json()
    said = {"seen": "1", "summary": "Open data.", "start": "2026-01-01", "end": "2027-12-31", "budget": 1000}
    said["investigator"] = str(world.person("linhai", "investigator").uid)
    assert post(f"{URL}{project['uid']}/", said, method="patch").status_code == 200
    party = {"project": project["uid"], "institution": str(world.haoyuan.uid), "role": "partner"}
    assert post("/api/v1/parties/", party).status_code == 201
    clause = {"project": project["uid"], "kind": "ownership", "terms": {"rule": "lead"}}
    assert post("/api/v1/clauses/", clause).json()["text_en"] == "Linhai University owns the results of the project."


def test_a_draft_is_not_there_for_the_partner(world):
    project = made.draft(world)
    answer = world.client("haoyuan", "lead").get(f"{URL}{project.uid}/")
    assert (answer.status_code, world.client("haoyuan", "lead").get(URL).json()["results"]) == (404, [])


def test_both_parties_read_what_is_signed(world):
    project = made.signed(world)
    numbers = [world.client(at, "lead").get(f"{URL}{project.uid}/").json()["number"] for at in ("linhai", "haoyuan")]
    assert numbers == [project.number, project.number]


@pytest.mark.parametrize("said, field", [
    ({"budget": -1}, "budget"), ({"budget": 10**30}, "budget"), ({"budget": "much"}, "budget"), ({"currency": "XXX"}, "currency"),
    ({"kind": "transfer"}, "kind"), ({"start": "2026-02-30"}, "start"), ({"start": "2026-05-01", "end": "2026-04-30"}, "end"),
    ({"title_en": "x" * 201}, "title_en"), ({"title_en": ""}, "title_en"), ({"colour": "red"}, "colour"),
    ({"title_en": "\x00"}, "title_en"),
])  # fmt: skip
def test_bad_input_is_named_by_field(world, post, said, field):
    answer = post(URL, {"kind": "service", "title_en": "Test bench", **said})
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (422, [field])
    assert Project.objects.count() == 0


@pytest.mark.parametrize("body", ['{"budget": NaN}', "{", "[]", '"x"', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")])
def test_what_is_no_json_object_is_refused(world, post, body):
    assert post(URL, body).status_code in (400, 422)


def test_a_repeated_post_acts_once(world, post):
    said = {"kind": "service", "title_en": "Test bench"}
    first, second = (post(URL, said, key="same") for _ in range(2))
    assert (first.json(), Project.objects.count()) == (second.json(), 1)


def test_an_amendment_by_a_program(world, post):
    project = made.signed(world)
    change = {"of": "project", "uid": str(project.uid), "field": "budget", "new": 500_000_000}
    said = {"project": str(project.uid), "seen": str(project.version), "reason": "More cells.", "since": "2026-06-01"}
    answer = post("/api/v1/amendments/", {**said, "changes": [change]})
    assert (answer.status_code, answer.json()["changes"][0]["old"]) == (201, 480_000_000)
    assert post("/api/v1/amendments/", {**said, "changes": [{**change, "new": -5}]}, key="b").status_code == 422


def test_the_standing_tells_progress_health_and_fingerprint(world):
    project = made.signed(world)
    answer = world.client("haoyuan", "viewer").get(f"{URL}{project.uid}/standing/").json()
    assert (answer["progress"], answer["health"], len(answer["fingerprint"])) == (0, "on_time", 64)
