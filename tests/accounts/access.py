"""Who is answered what by the addresses of accounts."""
from datetime import timedelta

from record import clock
from tests.access.table import AT_LINHAI, Page

PROVED_OTHERWISE = {
    ("accounts/api/auth.py", "authenticate"): "the token names its one membership",
    ("accounts/views/account.py", "_mine"): "one's own memberships, in every institution",
    ("accounts/views/people.py", "_cells"): "the roles were read with rows that are seen",
    ("accounts/views/sign_in.py", "_houses"): "the demo's people, before anybody is signed in",
}

MONEY = "approver finance finance@haoyuan"  # of whom every session has shown a code
READERS = "officer approver finance administrator auditor finance@haoyuan"
OUR_READERS = "officer approver finance administrator auditor"
WATCHERS = "officer approver finance auditor"
ADMINISTRATOR = "administrator"
HERE = " ".join(AT_LINHAI)
NOWHERE = "0198c0de-0000-7000-8000-000000000000"


def seen(name: str):
    return lambda made: {"seen": str(made[name].version)}


def sure(made) -> dict:
    return {"sure": "yes"}


def profile(made) -> dict:
    return {"seen": "1", "name_en": "Somebody", "name_zh": "", "orcid": "", "language": "en"}


def token(made) -> dict:
    return {"name": "export", "until": str(clock.today() + timedelta(days=9)), "key": "k"}


def place(made) -> dict:
    return {"seen": str(made["membership"].version), "unit": str(made["unit"].uid), "title": "Lecturer"}


def new_role(made) -> dict:
    return {"membership": str(made["membership"].uid), "role": "lead", "scope": str(made["unit"].uid)}


def new_invitation(made) -> dict:
    place = str(made["unit"].uid)
    return {"institution": str(made["institution"].uid), "email": "else@x.example", "role": "viewer", "scope": place}


def administrators(uid: str, body, others: str = HERE) -> Page:
    """Only administrators are asked, `others` are told that they may not, everybody else that it is not there."""
    return Page(get={200: ADMINISTRATOR, 403: others, 404: "*"}, post={303: ADMINISTRATOR, 403: others, 404: "*"}, body=body, uid=uid)


PAGES = {
    "accounts:sign_in": Page(get={200: "anonymous", 302: "*"}, post={422: "anonymous", 302: "*"}, public=True),
    "accounts:demo_sign_in": Page(get={404: "*"}, post={404: "*"}, path={"uid": NOWHERE}, public=True),
    "accounts:factor": Page(get={302: MONEY, 200: "*"}, post={302: MONEY, 422: "*"}),
    "accounts:sign_out": Page(get={405: "*"}, post={302: "*"}, public=True),
    "accounts:reset_ask": Page(post={422: "*"}, public=True),
    "accounts:reset_asked": Page(post={200: "*"}, public=True),
    "accounts:reset": Page(post={200: "*"}, path={"uidb64": "x", "token": "y"}, public=True),
    "accounts:accept": Page(get={404: "*"}, post={404: "*"}, path={"token": "nonsense"}, public=True),
    "accounts:language": Page(get={405: "*"}, post={302: "*"}, body=lambda made: {"language": "en"}, public=True),
    "accounts:theme": Page(get={405: "*"}, post={302: "*"}, body=lambda made: {"theme": "dark"}, public=True),
    "accounts:account": Page(),
    "accounts:profile": Page(post={303: "*"}, body=profile),
    "accounts:password": Page(post={422: "*"}),
    "accounts:remove_factor": Page(post={422: "*"}),
    "accounts:make_token": Page(post={200: "*"}, body=token),
    "accounts:revoke_token": administrators("token", sure, others=""),
    "accounts:switch": Page(post={404: "*"}),
    "accounts:people": Page(get={200: READERS, 403: "*"}),
    "accounts:invitations": Page(),
    "accounts:withdraw": administrators("invitation", seen("invitation"), others=""),
    "accounts:renew": administrators("invitation", seen("invitation"), others=""),
    "accounts:person": Page(get={200: HERE, 404: "*"}, uid="clerk"),
    "accounts:end_role": administrators("grant", sure, others=WATCHERS),
    "accounts:place_member": administrators("membership", place),
    "accounts:end_membership": administrators("membership", seen("membership")),
    "api:me-list": Page(),
    "api:people-list": Page(),
    "api:people-detail": Page(get={200: HERE, 404: "*"}, uid="clerk"),
    "api:memberships-list": Page(),
    "api:memberships-detail": Page(get={200: HERE, 404: "*"}, uid="membership"),
    "api:memberships-place": Page(get={405: "*"}, post={200: ADMINISTRATOR, 403: HERE, 404: "*"}, body=place, uid="membership"),
    "api:memberships-end": Page(
        get={405: "*"}, post={200: ADMINISTRATOR, 403: HERE, 404: "*"}, body=seen("membership"), uid="membership"
    ),
    "api:roles-list": Page(post={201: ADMINISTRATOR, 403: HERE, 422: "*"}, body=new_role),
    "api:roles-detail": Page(get={200: OUR_READERS, 404: "*"}, uid="grant"),
    "api:roles-end": Page(
        get={405: "*"}, post={200: ADMINISTRATOR, 403: WATCHERS, 404: "*"}, body=lambda made: {}, uid="grant"
    ),
    "api:invitations-list": Page(post={201: ADMINISTRATOR, 422: "lead@haoyuan", 403: "*"}, body=new_invitation),
    "api:invitations-detail": Page(get={200: ADMINISTRATOR, 404: "*"}, uid="invitation"),
    "api:invitations-renew": Page(get={405: "*"}, post={200: ADMINISTRATOR, 404: "*"}, body=seen("invitation"), uid="invitation"),
    "api:invitations-withdraw": Page(get={405: "*"}, post={200: ADMINISTRATOR, 404: "*"}, body=seen("invitation"), uid="invitation"),
}  # fmt: skip
