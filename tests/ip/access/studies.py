"""Allocation studies: seen by the staff of all parties; values by project staff; one chosen by who writes clause or owners."""
from tests.access.table import Page
from tests.ip.access.results import BLIND, seen, today

STAFF = "officer lead lead@haoyuan"  # write in the project for a party
WRITERS = f"{STAFF} investigator"  # and in results
NOT_SEEN = "contributor government"


def parties(made) -> list[str]:
    return [str(party.institution.uid) for party in made["study"].parties.select_related("institution").order_by("line")]


def opened(made) -> dict:
    return {"purpose": "Income", "amount": "90,000.00", "currency": "CNY", "parties": parties(made)}


def of_study(who: str, body, ok: int = 303, uid: str = "study") -> Page:
    return Page(get={200: who, 403: "*", 404: NOT_SEEN}, post={ok: who, 403: "*", 404: NOT_SEEN}, body=body, uid=uid)


def by_api(who: str, body, ok: int = 200, uid: str = "study") -> Page:
    return Page(get={405: "*"}, post={ok: who, 403: "*", 404: NOT_SEEN}, body=body, uid=uid)


CHOICE = {"reasons": "Agreed in the meeting."}
PAGES = {
    "ip:studies": Page(get={200: "*"}),
    "ip:study": Page(get={200: "*", 404: NOT_SEEN}, uid="study"),
    "ip:study_of_project": Page(
        get={200: STAFF, 403: "*", 404: "government"}, post={303: STAFF, 403: "*", 404: "government"}, body=opened, uid="project"
    ),
    "ip:study_of_asset": Page(
        get={200: WRITERS, 403: "*", 404: BLIND}, post={303: WRITERS, 403: "*", 404: BLIND}, body=opened, uid="asset"
    ),
    "ip:state_values": Page(
        get={200: STAFF, 403: "*", 404: NOT_SEEN}, post={303: STAFF, 403: "*", 404: NOT_SEEN}, uid="study", path={"kind": "claim"},
        body=lambda made: {"seen": str(made["study"].version), "value-1": "60.00", "value-2": "70.00", "evidence": "Letters."},
    ),
    "ip:state_compared": Page(
        get={200: STAFF, 403: "*", 404: NOT_SEEN}, post={303: STAFF, 403: "*", 404: NOT_SEEN}, uid="judged",
        path={"kind": "judgement", "criterion": 1},
        body=lambda made: {"seen": str(made["judged"].version), "value-3": "5", "evidence": "Letters."},
    ),
    "ip:study_groups": Page(get={200: "*", 404: NOT_SEEN}, uid="study"),
    "ip:state_groups": of_study(STAFF, lambda made: {"seen": str(made["study"].version), "lines": "A\t60.00\tLetters."}),
    "ip:study_unstated": of_study(STAFF, lambda made: {"seen": str(made["study"].version), "rule": "cover"}),
    "ip:study_criteria": of_study(STAFF, lambda made: {"seen": str(made["study"].version), "name-0": "Novelty", "name-1": "Cost"}),
    "ip:adopt_weights": Page(
        get={200: STAFF, 403: "*", 404: NOT_SEEN}, post={303: STAFF, 403: "*", 404: NOT_SEEN}, uid="judged",
        path={"method": "ahp_eigenvector"}, body=seen("judged"),
    ),
    "ip:choose_allocation": Page(
        get={200: STAFF, 403: "*", 404: NOT_SEEN}, post={303: STAFF, 403: "*", 404: NOT_SEEN}, uid="study", path={"method": "proportional"},
        body=lambda made: {"seen": str(made["study"].version), "since": today(), **CHOICE},
    ),
    "ip:withdraw_study": Page(
        get={200: "officer lead", 403: "*", 404: NOT_SEEN}, post={303: "officer lead", 403: "*", 404: NOT_SEEN}, uid="study",
        body=seen("study"),
    ),
    "api:studies-list": Page(
        post={201: STAFF, 403: "*", 422: "government"},
        body=lambda made: {"project": str(made["project"].uid), "purpose": "Income", "amount": 9000, "parties": parties(made)},
    ),
    "api:studies-detail": Page(get={200: "*", 404: NOT_SEEN}, uid="study"),
    "api:studies-state": by_api(STAFF, seen("study", kind="claim", evidence="Letters.", values=[{"group": 1, "amount": 7}])),
    "api:studies-unstated": by_api(STAFF, seen("study", rule="cover")),
    "api:studies-criteria": by_api(STAFF, seen("study", names=["Novelty", "Cost"])),
    "api:studies-weights": by_api(STAFF, seen("judged", method="ahp_eigenvector"), uid="judged"),
    "api:studies-choose": by_api(STAFF, seen("study", method="proportional", **CHOICE)),
    "api:studies-withdraw": by_api("officer lead", seen("study")),
}  # fmt: skip
