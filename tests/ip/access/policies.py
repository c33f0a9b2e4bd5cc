"""Sharing policies are Linhai's own: published ones for all its members, drafts for who writes or decides; statements."""
import json

from ip.policies import published
from ip.rules import answered
from tests.access.table import AT_HAOYUAN, Page

PARTNER = " ".join(AT_HAOYUAN)
WRITES = "administrator finance"
READS = f"{WRITES} approver auditor"  # drafts
OUT = {404: PARTNER}


def heard(made) -> dict:
    return {"kind": "heard", "on": "2026-01-05", "whom": "The staff council.", "text": "Minutes of 5 January."}


def seen(name: str, **more):
    return lambda made: {"seen": made[name].fingerprint, **more}


def written(uid: str, body) -> Page:
    """A page of a draft: who may not see it learns nothing."""
    return Page(get={200: WRITES, 403: READS, 404: "*"}, post={303: WRITES, 403: "approver auditor", 404: "*"}, body=body, uid=uid)


def api(status: int, uid: str, body) -> Page:
    return Page(get={405: "*"}, post={status: WRITES, 403: "approver auditor", 404: "*"}, body=body, uid=uid)


def versions(made) -> dict:
    return {"policy": str(made["policy"].uid), "document": published()["us-mit"], "applies_by": "received"}


def whole(made) -> dict:
    """The editor with the formula as it travels with the form."""
    return {"document": json.dumps(answered(published()["us-mit"], applies_by="received")), "step": "check", "do": "save"}


PAGES = {
    "ip:policies": Page(),
    "ip:record_hearing": Page(
        get={200: WRITES, 403: "*", **OUT}, post={303: WRITES, 403: "*", **OUT}, uid="policy_version", path={"of": "policy"}, body=heard,
    ),
    "api:hearings-list": Page(
        post={201: WRITES, 403: "*", 422: OUT[404]}, body=lambda made: {**heard(made), "policy": str(made["policy_version"].uid)},
    ),
    "api:hearings-detail": Page(get={200: "*", **OUT}, uid="hearing"),
    "ip:write_policy": Page(get={200: f"{WRITES} finance@haoyuan", 403: "*"}, post={303: f"{WRITES} finance@haoyuan", 403: "*"},
                            body=lambda made: whole(made) | {"deal_kinds": ["assignment"]}),
    "ip:write_version": Page(get={200: WRITES, **OUT, 403: "*"}, post={303: WRITES, **OUT, 403: "*"}, body=whole, uid="policy"),
    "ip:write_draft": written("policy_draft", lambda made: whole(made) | {"seen": made["policy_draft"].fingerprint}),
    "ip:discard_unfinished": Page(get={200: "administrator", 404: "*"}, post={303: "administrator", 404: "*"},
                                  body=lambda made: {"key": "once"}, uid="policy_unfinished"),
    "ip:policy": Page(get={200: "*", **OUT}, uid="policy_version"),
    "ip:compare_policy": Page(get={200: READS, 404: "*"}, uid="policy_draft"),
    "ip:policy_document": Page(get={200: READS, 404: "*"}, uid="policy_draft"),
    "ip:propose_policy": written("policy_draft", seen("policy_draft", since="2029-01-01")),
    "ip:withdraw_policy": written("policy_draft", seen("policy_draft")),
    "ip:take_back_policy": written("policy_asked", lambda made: {"key": "once"}),
    "ip:statement": Page(),
    "ip:statement_pdf": Page(),
    "api:policies-list": Page(
        post={201: f"{WRITES} finance@haoyuan", 403: "*"},
        body=lambda made: {"name_en": "Other", "deal_kinds": ["assignment"], "document": published()["us-mit"]},
    ),
    "api:policies-detail": Page(get={200: "*", **OUT}, uid="policy"),
    "api:policy-versions-list": Page(post={201: WRITES, 403: "*", 422: PARTNER}, body=versions),
    "api:policy-versions-detail": Page(get={200: READS, 404: "*"}, uid="policy_draft"),
    "api:policy-versions-compare": Page(get={200: READS, 404: "*"}, uid="policy_draft"),
    "api:policy-versions-change": api(200, "policy_draft", seen("policy_draft", document=published()["us-mit"])),
    "api:policy-versions-propose": api(200, "policy_draft", seen("policy_draft", since="2029-01-01")),
    "api:policy-versions-withdraw": api(200, "policy_draft", seen("policy_draft")),
    "api:policy-versions-take-back": api(200, "policy_asked", lambda made: {}),
    "api:policy-versions-simulate": Page(
        get={405: "*"}, post={200: "*", 422: PARTNER},
        body=lambda made: {"version": str(made["policy_version"].uid), "gross": 100, "currency": "CNY"},
    ),
    "api:statements/me-list": Page(),
}
