"""Who is answered what by the addresses of governance. The decision is that on a project before its parties."""
from tests.access.table import AT_LINHAI, Page

SIGNERS = "approver partner_approver partner_approver@haoyuan"
PEOPLE_READERS = "officer approver finance administrator auditor"  # of Linhai
HERE = " ".join(AT_LINHAI)


def somebody(made) -> dict:
    return {"email": "else@x.example", "role": "viewer", "language": "en", "unit": made["unit"].uid}


def question(made) -> dict:
    return {"text": "Why now?", "asks": made["partner"].uid, "answers": made["comment"].uid}


PAGES = {
    "governance:inbox": Page(),
    "governance:decisions": Page(),
    "governance:decision": Page(get={200: "*", 404: "government"}, uid="decision"),
    "governance:decide": Page(
        get={200: "*", 404: "government"}, post={303: SIGNERS, 404: "government", 403: "*"},
        body=lambda made: {"seen": made["decision"].fingerprint, "value": "yes"}, uid="decision",
    ),
    "governance:comment": Page(
        get={200: "*", 404: "government"}, post={303: "*", 404: "government"}, body=question,
        path={"of": "projects.project"}, uid="proposal",
    ),
    "governance:duties": Page(),
    "governance:calendar": Page(
        get={200: "administrator", 403: "*"}, post={303: "administrator", 403: "*"},
        body=lambda made: {"day": "2031-10-01", "works": "rest", "source": "Announced."},
    ),
    "governance:mails": Page(get={404: "*"}, post={404: "*"}, public=True),
    "governance:mail": Page(get={404: "*"}, post={404: "*"}, path={"uid": "0198c0de-0000-7000-8000-000000000000"}, public=True),
    "governance:invite": Page(get={200: "administrator", 403: "*"}, post={303: "administrator", 403: "*"}, body=somebody),
    "governance:give_role": Page(
        get={200: "administrator", 403: HERE, 404: "*"}, post={303: "administrator", 403: HERE, 404: "*"},
        body=lambda made: {"role": "lead", "unit": made["unit"].uid}, uid="clerk",
    ),
    "governance:link": Page(
        get={200: "administrator", 403: HERE, 404: "*"}, post={303: "administrator", 403: HERE, 404: "*"},
        body=lambda made: {"other": made["third"].uid, "proof": "x"}, uid="clerk",
    ),
    "governance:role_request": Page(get={200: PEOPLE_READERS, 404: "*"}, uid="role_request"),
    "governance:withdraw_request": Page(
        get={200: "administrator", 403: PEOPLE_READERS, 404: "*"}, post={303: "administrator", 403: PEOPLE_READERS, 404: "*"},
        body=lambda made: {"sure": "yes"}, uid="role_request",
    ),
    "governance:link_request": Page(get={200: "administrator", 404: "*"}, uid="link_request"),
    "api:decisions-list": Page(),
    "api:decisions-detail": Page(get={200: "*", 404: "government"}, uid="decision"),
    "api:decisions-vote": Page(
        get={405: "*"}, post={200: SIGNERS, 404: "government", 403: "*"},
        body=lambda made: {"seen": made["decision"].fingerprint, "value": "yes"}, uid="decision",
    ),
    "api:comments-list": Page(
        post={201: "*", 422: "government"},
        body=lambda made: {"of": "projects.project", "subject": str(made["proposal"].uid),
                           **{name: str(said) for name, said in question(made).items()}},
    ),
    "api:comments-detail": Page(get={200: "*", 404: "government"}, uid="comment"),
    "api:role-requests-list": Page(
        post={201: "administrator", 403: HERE, 422: "*"},
        body=lambda made: {"membership": str(made["membership"].uid), "role": "approver", "scope": str(made["unit"].uid)},
    ),
    "api:role-requests-detail": Page(get={200: PEOPLE_READERS, 404: "*"}, uid="role_request"),
    "api:role-requests-withdraw": Page(
        get={405: "*"}, post={200: "administrator", 403: PEOPLE_READERS, 404: "*"}, body=lambda made: {}, uid="role_request",
    ),
}  # fmt: skip
