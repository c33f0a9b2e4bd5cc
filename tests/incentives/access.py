"""Who gets what at the addresses of incentives. A contributor sees the own rewards; staff in charge those of the house."""
from tests.access.table import Page

SEES = "officer finance approver auditor administrator contributor"


def _seen(name):
    return lambda made: {"seen": made[name].version}


PAGES = {
    "incentives:rewards": Page(get={200: "*"}),
    "incentives:reward": Page(get={200: SEES, 404: "*"}, uid="reward"),
    "incentives:propose": Page(
        get={200: "officer finance finance@haoyuan", 403: "*"}, post={303: "officer finance", 422: "finance@haoyuan", 403: "*"},
        body=lambda made: {
            "person": made["reward"].person.uid, "kind": "money", "basis": "law", "citation": "art. 93", "title_en": "Grant",
            "currency": "CNY", "amount": "4,000.00", "owed_since": "2026-03-02",
        },
    ),
    "incentives:again": Page(
        get={200: SEES, 404: "*"}, post={303: "officer finance", 403: SEES, 404: "*"}, body=_seen("returned"), uid="returned"
    ),
    "incentives:refuse": Page(
        get={200: SEES, 404: "*"}, post={303: "officer finance", 403: SEES, 404: "*"},
        body=lambda made: {"seen": made["reward"].version, "grounds": "Not granted."}, uid="reward",
    ),
    "incentives:confer": Page(
        get={200: SEES, 404: "*"}, post={303: "officer finance", 403: SEES, 404: "*"}, body=_seen("honour"), uid="honour"
    ),
    "incentives:pay": Page(
        get={200: SEES, 404: "*"}, post={303: "finance", 403: SEES, 404: "*"},
        body=lambda made: {"seen": made["approved"].version, "paid_on": "2026-05-01"}, uid="approved",
    ),
    "api:rewards-list": Page(
        get={200: "*"}, post={201: "officer finance", 422: "finance@haoyuan", 403: "*"},
        body=lambda made: {
            "person": str(made["reward"].person.uid), "kind": "money", "basis": "law", "citation": "art. 93", "title_en": "Grant",
            "currency": "CNY", "amount": 400000, "owed_since": "2026-03-02",
        },
    ),
    "api:rewards-detail": Page(get={200: SEES, 404: "*"}, uid="reward"),
    "api:rewards-again": Page(get={405: "*"}, post={200: "officer finance", 403: SEES, 404: "*"}, body=_seen("returned"), uid="returned"),
    "api:rewards-refuse": Page(
        get={405: "*"}, post={200: "officer finance", 403: SEES, 404: "*"},
        body=lambda made: {"seen": made["reward"].version, "grounds": "Not granted."}, uid="reward",
    ),
    "api:rewards-confer": Page(get={405: "*"}, post={200: "officer finance", 403: SEES, 404: "*"}, body=_seen("honour"), uid="honour"),
    "api:rewards-pay": Page(
        get={405: "*"}, post={200: "finance", 403: SEES, 404: "*"},
        body=lambda made: {"seen": made["approved"].version, "paid_on": "2026-05-01"}, uid="approved",
    ),
}  # fmt: skip
