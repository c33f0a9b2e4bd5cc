"""The books are read by finance, approvers, administrators and auditors of their institution."""
from tests.access.table import Page

READS = "finance approver administrator auditor"
OWN = {200: READS, 404: "*"}
ALL = Page(get={200: f"{READS} finance@haoyuan", 403: "*"})

PAGES = {
    "ledger:accounts": ALL,
    "ledger:account": Page(get=OWN, uid="account"),
    "ledger:posting": Page(get=OWN, uid="posting"),
    **{f"api:{name}-list": Page() for name in ("accounts", "postings", "payments")},
    "api:accounts-detail": Page(get=OWN, uid="account"),
    "api:postings-detail": Page(get=OWN, uid="posting"),
    "api:payments-detail": Page(get={200: f"{READS} contributor", 404: "*"}, uid="payment"),  # who was paid
}
