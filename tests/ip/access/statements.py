"""Who reads why an amount is what it is: the person, and staff who may read their institution's money."""
from tests.access.table import Page

MONEY = "finance approver administrator auditor"

PAGES = {
    "ip:why": Page(get={200: f"{MONEY} viewer", 404: "*"}, uid="line"),  # the viewer is the inventor whose line it is
    "ip:why_pdf": Page(get={200: f"{MONEY} viewer", 404: "*"}, uid="line"),
    "ip:person_statement": Page(get={200: f"{MONEY} viewer", 404: "*"}, uid="owed"),
    "ip:distribution_pdf": Page(get={200: MONEY, 404: "*"}, uid="distribution"),
    "api:statements/me-detail": Page(get={200: "viewer", 404: "*"}, uid="line"),
}
