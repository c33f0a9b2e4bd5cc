"""Disclosures, assets, shares and deals, for programs."""
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ip.models import Signature
from record import clock
from tests.world import ip as made

V1 = "/api/v1"


@pytest.fixture
def post(world):
    def send(path, said, who=("linhai", "officer"), key=None, **more):
        headers = {"Idempotency-Key": key or f"{path}{sorted(said)}{who}"[:100]}
        body = said if more else json.dumps(said)
        return world.client(*who).post(f"{V1}{path}", body, headers=headers, **(more or {"content_type": "application/json"}))

    return send


def people(world):
    return [{"person": str(world.person("linhai", role).uid), "part": 1} for role in made.INVENTORS]


def test_from_a_disclosure_to_a_signed_share(world, post):
    maker, today = ("linhai", "investigator"), str(clock.today("Asia/Shanghai"))
    contributor = {"person": str(world.person(*maker).uid)}
    said = {"kind": "software", "title_en": "A model of cells", "description": "New.", "completed_on": today, "ai_used": True,
            "ai_fields": ["code"], "ai_use": "A model completed lines.", "contributors": [contributor]}  # fmt: skip
    told = post("/disclosures/", said, maker).json()
    told = post(f"/disclosures/{told['uid']}/submit/", {"seen": str(told["version"])}, maker).json()
    asset = post(f"/disclosures/{told['uid']}/accept/", {"seen": str(told["version"])}).json()
    owners = {"asset": asset["uid"], "seen": 0, "since": today, "whole": 1, "reasons": "Ours.",
              "stakes": [{"institution": str(world.linhai.uid), "part": 1}]}  # fmt: skip
    assert post("/ownership/", owners).json()["income_rule"] == "owner"
    shares = post("/share-sets/", {"asset": asset["uid"], "seen": 0, "since": today, "whole": 3, "parts": people(world)}, maker).json()
    mine = shares["shares"][0]["uid"]
    assert post(f"/shares/{mine}/sign/", {"seen": shares["fingerprint"]}, maker).json()["signed_on"] == today
    listed = world.client("linhai", "auditor").get(f"{V1}/signatures/?share_set={shares['uid']}").json()["results"]
    assert [(row["share"], row["how"]) for row in listed] == [(mine, "account")]


def test_a_paper_is_sent_as_a_file(world, post):
    share = made.shared(world, made.owned(world), sign=False).shares.order_by("line").first()
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\ntrailer<<>>\n%%EOF")
    said = {"share": str(share.uid), "file": scan, "signed_on": str(clock.today())}
    paper = post("/signed-papers/", said, format=None).json()
    answer = post(f"/signed-papers/{paper['uid']}/confirm/", {"seen": str(paper["version"])}, ("linhai", "approver"))
    assert (answer.status_code, Signature.objects.get().how) == (200, "paper")


def test_a_deal_is_drafted_and_proposed(world, post):
    asset = made.owned(world)
    said = {"asset": str(asset.uid), "counterparty": str(world.beizhou.uid), "kind": "licence", "scope": "ordinary",
            "currency": "KWD", "price_mode": "royalty", "terms_en": "3 % of net sales."}  # fmt: skip
    deal = post("/deals/", said).json()
    assert post(f"/deals/{deal['uid']}/propose/", {"seen": deal["fingerprint"]}).status_code == 204
    assert world.client("linhai", "auditor").get(f"{V1}/deals/?state=in_approval").json()["results"][0]["uid"] == deal["uid"]


@pytest.mark.parametrize(("said", "code"), [
    ({"whole": 4}, 422), ({"whole": "x"}, 422), ({"whole": None}, 422), ({"parts": []}, 422), ({"seen": 3}, 409),
    ({"more": 1}, 422),
    ({"whole": 10**30}, 422), ({"asset": "00000000-0000-0000-0000-000000000000"}, 422),
])  # fmt: skip
def test_bad_input_gets_a_problem_and_writes_nothing(world, post, said, code):
    asset = made.owned(world)
    good = {"asset": str(asset.uid), "seen": 0, "since": str(asset.completed_on), "whole": 3, "parts": people(world)}
    answer = post("/share-sets/", good | said)
    assert (answer.status_code, answer["Content-Type"], asset.share_sets.count()) == (code, "application/problem+json", 0)


def test_a_repeated_request_acts_once_and_another_body_is_refused(world, post):
    asset = made.owned(world)
    good = {"asset": str(asset.uid), "seen": 0, "since": str(asset.completed_on), "whole": 3, "parts": people(world)}
    first, again = (post("/share-sets/", good, key="one") for _ in range(2))
    assert (first.json(), asset.share_sets.count()) == (again.json(), 1)
    assert post("/share-sets/", good | {"seen": 1}, key="one").status_code == 409


@pytest.mark.parametrize("path", ["disclosures", "assets", "ownership", "share-sets", "shares", "signatures", "signed-papers", "deals"])
def test_a_stranger_reads_nothing(world, path):
    made.whole(world)
    assert world.client("stranger", "officer").get(f"{V1}/{path}/").json()["results"] == []
    assert world.client("linhai", "auditor").get(f"{V1}/{path}/").status_code == 200
