"""Who is answered what by the API of projects."""
from projects.fingerprint import fingerprint
from tests.access.table import AT_HAOYUAN, Page

PARTNER = " ".join(AT_HAOYUAN)
LEADS, TAKES_PART = "officer lead", "officer lead lead@haoyuan"
OUT = {404: f"government {PARTNER}"}
DAY = "2026-06-01"


def listed(who: str, body) -> Page:
    """A list that all may ask for, and who may add to it. What the actor does not see is 422 in a body."""
    return Page(get={200: "*"}, post={201: who, 422: "government", 403: "*"}, body=body)


def one(uid: str, draft: bool = False, **more) -> Page:
    return Page(get={200: "*", **(OUT if draft else {404: "government"})}, uid=uid, **more)


def act(who: str, uid: str, body=lambda made: {}, draft: bool = False, ok: int = 200) -> Page:
    """A POST about one object; a GET there is nothing."""
    out = OUT if draft else {404: "government"}
    return Page(get={405: "*"}, post={ok: who, 403: "*", **out}, body=body, uid=uid)


def again(made) -> dict:
    return {"seen": str(made["project"].version), "reasons": "So it is."}


def ended(made) -> dict:
    return {"seen": str(made["closing"].version), "reasons": "So it is."}


def clause(made) -> dict:
    return {"project": made["draft"].uid, "kind": "ownership", "terms": {"rule": "lead"}}


def contribution(made) -> dict:
    return {"party": made["party"].uid, "kind": "cash", "since": made["draft"].start.isoformat(),
            "until": made["draft"].end.isoformat(), "amount": 5}  # fmt: skip


def drafted(made) -> dict:
    return {"kind": "service", "title_en": "New"}


def amendment(made) -> dict:
    project = made["project"]
    change = {"of": "project", "uid": str(project.uid), "field": "budget", "new": project.budget + 1}
    return {"project": project.uid, "seen": str(project.version), "reason": "Less.", "since": DAY, "changes": [change]}


def uids(body):
    """The same with uids as texts: JSON knows no others."""
    return lambda made: {key: str(value) if hasattr(value, "hex") and not isinstance(value, float) else value
                         for key, value in body(made).items()}  # fmt: skip


OF_DRAFT = {201: LEADS, 422: f"government {PARTNER}", 403: "*"}
API = {
    "api:projects-list": Page(post={201: TAKES_PART, 403: "*"}, body=drafted),
    "api:projects-detail": Page(
        get={200: "*", **OUT}, patch={200: LEADS, 403: "*", **OUT}, uid="draft",
        body=lambda made: {"seen": str(made["draft"].version), "title_en": "Commons"},
    ),
    "api:projects-standing": one("project"),
    "api:funded-projects-list": Page(),
    "api:funded-projects-detail": Page(get={200: "government", 404: "*"}, uid="project"),
    "api:projects-propose": act(LEADS, "draft", lambda made: {"seen": fingerprint(made["draft"])}, draft=True),
    "api:projects-take-back": act(LEADS, "proposal", lambda made: {"reasons": "Wait."}),
    "api:projects-suspend": act(LEADS, "project", again),
    "api:projects-begin-closing": act(LEADS, "finished", lambda made: {"seen": str(made["finished"].version), "reasons": "Done."}),
    "api:projects-resume": act(LEADS, "closing", ended),
    "api:projects-close": act(LEADS, "closing", lambda made: {**ended(made), "lessons": "Ask earlier."}),
    "api:projects-drop": act(LEADS, "draft", lambda made: {"seen": str(made["draft"].version), "reasons": "No."}, draft=True),
    "api:parties-list": Page(),
    "api:parties-detail": one("running_party"),
    "api:parties-remove": act(LEADS, "party", draft=True, ok=204),
    "api:contributions-list": Page(post=OF_DRAFT, body=uids(contribution)),
    "api:contributions-detail": one("contribution", draft=True),
    "api:contributions-withdraw": act(LEADS, "contribution", draft=True, ok=204),
    "api:contributions-made-list": listed(LEADS, uids(lambda made: {
        "party": made["running_party"].uid, "kind": "cash", "on": made["project"].start.isoformat(), "amount": 5,
    })),
    "api:contributions-made-detail": one("brought"),
    "api:contributions-made-take-back": act(LEADS, "brought"),
    "api:team-members-list": Page(),
    "api:team-members-detail": one("member"),
    "api:team-members-change-roles": act(LEADS, "member", lambda made: {"roles": ["software"]}),
    "api:team-members-leave": act(LEADS, "member", lambda made: {"until": "2030-01-01"}),
    "api:clauses-list": Page(post=OF_DRAFT, body=uids(clause)),
    "api:clauses-detail": one("clause"),
    "api:amendments-list": listed(TAKES_PART, uids(amendment)),
    "api:amendments-detail": one("amendment"),
    "api:amendments-again": act(TAKES_PART, "lapsed", lambda made: {"seen": str(made["later"].version)}),
    "api:amendments-withdraw": act(LEADS, "amendment"),
}  # fmt: skip
