"""Who is answered what by the addresses of projects: the running project is Linhai's with Haoyuan, the draft Linhai's own."""
import uuid

from projects.fingerprint import fingerprint
from tests.access.table import AT_HAOYUAN, Page
from tests.projects.access_api import API
from tests.projects.milestone_access import PAGES as MILESTONES

PARTNER = " ".join(AT_HAOYUAN)
LEADS = "officer lead"  # may write for the institution that leads
INVITES = f"{LEADS} administrator"
TAKES_PART = f"{LEADS} lead@haoyuan"
SIGNERS = "approver partner_approver partner_approver@haoyuan"
OUT = {404: f"government {PARTNER}"}  # of a draft
SEEN = {200: "*", 404: "government"}
DAY = "2026-06-01"


def led(uid: str, body=None, **more) -> Page:
    """A page of a draft, for those who write it."""
    post = {303: LEADS, 403: "*", **OUT} if body else None
    return Page(get={200: LEADS, 403: "*", **OUT}, post=post, body=body, uid=uid, **more)


def alive(who: str, body=None, uid: str = "project", **more) -> Page:
    """A page of a running project, for some of those who see it."""
    post = {303: who, 403: "*", 404: "government"} if body else None
    return Page(get={200: who, 403: "*", 404: "government"}, post=post, body=body, uid=uid, **more)


def of(name: str):
    """The uid of a further object in the path; of none where there is none."""
    return lambda made: made[name].uid if name in made else uuid.uuid4()


def basics(made) -> dict:
    project = made["draft"]
    return {"kind": "service", "title_en": "Commons", "currency": "CNY", "seen": str(project.version),
            "investigator": project.investigator.uid}  # fmt: skip


def ownership(made) -> dict:
    return {"rule": "lead"}


def reasons(made) -> dict:
    return {"seen": str(made["project"].version), "reasons": "So it is."}


PAGES = {
    **MILESTONES,
    **API,
    "projects:projects": Page(),
    "projects:funded": Page(get={200: "government", 403: "*"}),
    "projects:outline": Page(get={200: "government", 404: "*"}, uid="project"),
    "projects:log": Page(
        get={200: f"{LEADS} lead@haoyuan", 403: "*"}, post={303: f"{LEADS} lead@haoyuan", 403: "*"},
        body=lambda made: {"kind": "service", "title_en": "New", "currency": "CNY"},
    ),
    **{f"projects:{tab}": Page(get=SEEN, uid="project")
       for tab in ("project", "parties", "team", "results", "agreement", "history", "health")},
    "projects:edit": led("draft", basics),
    "projects:keep": led("draft"),
    "projects:add_party": led("draft"),
    "projects:remove_party": led("draft", lambda made: {"sure": "yes"}, path={"party": of("party")}),
    "projects:plan_contribution": led(
        "draft", lambda made: {"kind": "cash", "since": made["draft"].start, "until": made["draft"].end, "amount": "5"},
        path={"party": of("party")},
    ),
    "projects:withdraw_contribution": led("draft", lambda made: {"sure": "yes"}, path={"row": of("contribution")}),
    "projects:contribute": alive(
        LEADS, lambda made: {"kind": "cash", "on": made["project"].start, "amount": "5"},
        path={"party": of("running_party")},
    ),
    "projects:take_back_contribution": alive(LEADS, lambda made: {"sure": "yes"}, path={"row": of("brought")}),
    "projects:invite": Page(
        get={200: INVITES, 403: "*", **OUT}, post={303: INVITES, 403: "*", **OUT}, uid="draft", path={"institution": of("newcomer")},
        body=lambda made: {"email": "he@newcomer.example", "role": "partner_approver", "language": "en"},
    ),
    "projects:join_team": alive(TAKES_PART),
    "projects:change_roles": alive(LEADS, lambda made: {"roles": "software"}, path={"member": of("member")}),
    "projects:leave_team": alive(LEADS, lambda made: {"until": "2030-01-01"}, path={"member": of("member")}),
    "projects:clause": led("draft", ownership, path={"kind": "ownership"}),
    "projects:propose": led("draft", lambda made: {"seen": fingerprint(made["draft"])}),
    "projects:take_back": Page(
        get={200: LEADS, 403: "*", 404: "government"}, post={303: LEADS, 403: "*", 404: "government"},
        body=lambda made: {"reasons": "Wait."}, uid="proposal",
    ),
    "projects:sign": Page(
        get=SEEN, post={303: SIGNERS, 403: "*", 404: "government"},
        body=lambda made: {"seen": made["decision"].fingerprint, "value": "yes"}, uid="proposal",
    ),
    "projects:move": alive(LEADS, reasons, path={"to": "suspend"}),
    "projects:amend": alive(TAKES_PART),
    "projects:amend_clause": alive(
        TAKES_PART, lambda made: {**ownership(made), "reason": "Simpler.", "since": DAY, "seen": str(made["project"].version)},
        path={"kind": "ownership"},
    ),
    "projects:amendment": Page(get=SEEN, uid="amended", path={"amendment": of("amendment")}),
    "projects:vote_amendment": Page(get=SEEN, uid="amended", path={"amendment": of("amendment")}),
    "projects:withdraw_amendment": alive(LEADS, lambda made: {"sure": "yes"}, uid="amended", path={"amendment": of("amendment")}),
    "projects:take_back_amendment": alive(
        TAKES_PART, lambda made: {"reason": "It came otherwise.", "seen": str(made["later"].version)},
        uid="later", path={"amendment": of("waiting")},
    ),
    "projects:ask_again": alive(
        TAKES_PART, lambda made: {"seen": str(made["later"].version), "sure": "yes"}, uid="later", path={"amendment": of("lapsed")},
    ),
}  # fmt: skip
