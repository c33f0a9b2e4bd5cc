"""The desk is for auditors and administrators, over their own institution."""
from tests.access.table import Page

READS = "auditor administrator"
MAY_SEE = "finance approver"  # see the distribution, and have no desk

PAGES = {
    "audit:desk": Page(get={200: READS, 403: "*"}),
    "audit:question": Page(get={200: READS, 403: "*"}, path={"key": "alone"}),
    "audit:distributions": Page(get={200: READS, 403: "*"}),
    "audit:replay": Page(get={200: READS, 403: "*"}),
    "audit:verify": Page(get={200: READS, 403: "*"}, post={409: READS, 403: "*"}, body=lambda made: {}),
    "audit:verification": Page(get={200: READS, 404: "*"}, uid="verification"),
    "audit:cancel": Page(
        get={200: READS, 404: "*"}, post={303: READS, 404: "*"}, body=lambda made: {}, uid="verification"
    ),
    "api:verifications-list": Page(get={200: "*"}, post={409: READS, 403: "*"}, body=lambda made: {}),
    "api:verifications-detail": Page(get={200: READS, 404: "*"}, uid="verification"),
    "api:verifications-cancel": Page(get={405: "*"}, post={200: READS, 404: "*"}, body=lambda made: {}, uid="verification"),
    "api:verifications-questions": Page(get={200: READS, 403: "*"}),
    "audit:recomputation": Page(get={200: READS, 403: MAY_SEE, 404: "*"}, uid="distribution"),
    "audit:evidence": Page(get={302: READS, 403: MAY_SEE, 404: "*"}, post={200: READS, 403: MAY_SEE, 404: "*"},
                           body=lambda made: {}, uid="distribution"),
    "api:recomputations-list": Page(),
    "api:recomputations-detail": Page(get={200: READS, 404: "*"}, uid="distribution"),
}  # fmt: skip
PROVED_OTHERWISE = {
    ("audit/views/desk.py", "desk"): "the head of the actor's own chain, found by the uid of the actor's institution",
}
