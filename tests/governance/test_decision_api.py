"""Programs agree as people do: to projects, policies, deals, under a key and once."""
import json

from governance.models import Decision, Voice
from ip.models import Deal, PolicyVersion
from projects.models import Project
from tests.world import ip as rights
from tests.world import policies, projects

V1 = "/api/v1/decisions/"


def vote(world, subject, who, key, **said):
    row = Decision.objects.get(subject=subject.uid)
    body = json.dumps({"seen": row.fingerprint, "value": "yes"} | said)
    return world.client(*who).post(f"{V1}{row.uid}/vote/", body, headers={"Idempotency-Key": key}, content_type="application/json")


def test_both_parties_sign_a_project(world):
    project = projects.proposed(world)
    waiting = world.client("haoyuan", "partner_approver").get(f"{V1}?waiting=true&state=open").json()["results"]
    assert [(row["subject"], len(row["seats"]), row["may_decide"]) for row in waiting] == [(str(project.uid), 2, True)]
    first = vote(world, project, ("linhai", "approver"), "one").json()
    assert (first["state"], first["may_decide"], sorted(seat["voice"] is None for seat in first["seats"])) == ("open", False, [False, True])
    assert vote(world, project, ("linhai", "approver"), "one").json() == first
    assert vote(world, project, ("haoyuan", "partner_approver"), "two").json()["state"] == "agreed"
    assert Project.objects.get(pk=project.pk).state in ("signed", "running") and Voice.objects.count() == 2


def test_a_policy_is_published_and_a_deal_is_returned_with_reasons(world):
    version = policies.proposed(world)
    assert vote(world, version, ("linhai", "approver"), "policy").status_code == 200
    assert PolicyVersion.objects.get(pk=version.pk).state == "published"
    deal = rights.draft(world, rights.owned(world, stakes=(("linhai", 1),)))
    rights.actions.propose_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=rights.deal_fingerprint(deal))
    refused = vote(world, deal, ("linhai", "approver"), "bare", value="return")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "reasons")
    assert vote(world, deal, ("linhai", "approver"), "told", value="return", reasons="The price is missing.").status_code == 200
    assert Deal.objects.get(pk=deal.pk).state == "draft"


def test_neither_who_prepared_it_nor_what_was_read_before_decides(world):
    version = policies.proposed(world)
    assert vote(world, version, ("linhai", "administrator"), "own").status_code == 403
    assert vote(world, version, ("linhai", "approver"), "stale", seen="0" * 64).status_code == 409
    assert PolicyVersion.objects.get(pk=version.pk).state == "in_approval"


def test_the_list_asks_no_more_for_three_than_for_one(world, django_assert_num_queries):
    client = world.client("linhai", "approver")
    projects.proposed(world)
    client.get(V1)
    with django_assert_num_queries(9) as counted:
        client.get(V1)
    projects.proposed(world, title="Another")
    projects.proposed(world, title="A third")
    with django_assert_num_queries(len(counted)):
        assert len(client.get(V1).json()["results"]) == 3
