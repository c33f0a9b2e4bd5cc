"""Who is answered what by the addresses of milestones: Linhai delivers, Haoyuan accepts and pays."""
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import Decision
from projects.delivery import submission_fingerprint
from record import clock
from tests.access.table import AT_HAOYUAN, Page

PARTNER = " ".join(AT_HAOYUAN)
LEADS = "officer lead"
SUBMITS = f"{LEADS} investigator"
PREPARES = f"{SUBMITS} contributor"  # who is in the team
TAKES_PART = f"{LEADS} lead@haoyuan"
DECIDES = "partner_approver@haoyuan"
ALL_PARTIES = f"approver partner_approver {DECIDES}"
SEEN = {200: "*", 404: "government"}
MONEY = "officer lead approver finance administrator auditor lead@haoyuan finance@haoyuan"
FINANCE = "finance"
NOT_HERE = f"government {PARTNER}"  # of what the own party has not yet shown to others


def of(who: str, uid: str, body=None, hidden: str = "government", done: int = 303, get: bool = True) -> Page:
    """For some of those who see it; `hidden` does not."""
    post = {done: who, 403: "*", 404: hidden} if body else None
    return Page(get={200: who, 403: "*", 404: hidden} if get else {405: "*"}, post=post, body=body, uid=uid)


def seen(uid: str) -> Page:
    return Page(get=SEEN, uid=uid)


def planned(made) -> dict:
    return {"title_en": "Last", "due": made["draft"].end.isoformat(), "weight": 5, "responsible": str(made["draft_party"].uid),
            "pay_within": 30, "seen": str(made["draft_milestone"].version)}  # fmt: skip


def files(made) -> dict:
    return {"files": SimpleUploadedFile("new.pdf", b"%PDF-1.4 new"), "criterion": str(made["criterion"].uid)}


def handing(made) -> dict:
    met = {f"met-{criterion.uid}": "yes" for criterion in made["in_work"].criteria.all()}
    return {"seen": str(made["in_work"].version), "ai": "none", **met}


def version(name: str, **more):
    return lambda made: {"seen": str(made[name].version), **more}


def accepting(made) -> dict:
    return {"seen": submission_fingerprint(made["submission"]), "value": "yes"}


def failing(made) -> dict:
    institutions = [p.institution for p in made["in_work"].project.participations.order_by("pk")]
    parts = {f"part-{institution.uid}": part for institution, part in zip(institutions, (60, 40), strict=True)}
    return {"seen": str(made["in_work"].version), "reasons": "r", "lessons": "l", **parts}


def voting(made) -> dict:
    return {"seen": Decision.objects.get(subject=made["failure"].uid).fingerprint, "value": "yes"}


def banked(made) -> dict:
    return {"banked": "5", "received_on": clock.today("Asia/Shanghai").isoformat()}


def sure(made) -> dict:
    return {"sure": "yes"}


MONEY_HIDDEN = "government investigator broker viewer partner_approver contributor partner_approver@haoyuan viewer@haoyuan"
PAGES = {
    "projects:plan": seen("project"),
    "projects:add_milestone": of(LEADS, "draft", planned, NOT_HERE),
    "projects:edit_milestone": of(LEADS, "draft_milestone", planned, NOT_HERE),
    "projects:move_milestone": of(LEADS, "draft_milestone", lambda made: {"to": "2"}, NOT_HERE, get=False),
    "projects:drop_milestone": of(LEADS, "draft_milestone", sure, NOT_HERE),
    "projects:milestone": seen("in_work"),
    "projects:begin_work": of(PREPARES, "planned", sure, get=False),
    "projects:take_up": of(DECIDES, "rejected", lambda made: {"reasons": "Agreed."}),
    "projects:add_files": of(PREPARES, "in_work", files),
    "projects:submit": of(SUBMITS, "in_work", handing),
    "projects:propose_failure": of(TAKES_PART, "in_work", failing),
    "projects:download": seen("submitted_file"),
    "projects:take_away": of(PREPARES, "work_file", sure, NOT_HERE),
    "projects:submission": Page(get=SEEN, post={303: DECIDES, 403: "*", 404: "government"}, body=accepting, uid="submission"),
    "projects:withdraw_submission": of(SUBMITS, "submission", sure),
    "projects:report_condition": of(SUBMITS, "condition", version("condition")),
    "projects:confirm_condition": of(DECIDES, "condition", version("condition")),
    "projects:refuse_condition": of(DECIDES, "reported", version("reported", remark="Page 3 is missing.")),
    "projects:failure": Page(get=SEEN, post={303: ALL_PARTIES, 403: "*", 404: "government"}, body=voting, uid="failure"),
    "projects:withdraw_failure": of(LEADS, "failure", sure),
    "projects:income": Page(),
    "projects:income_of": Page(get={200: MONEY, 404: "*"}, uid="income"),
    "projects:receive_income": of(FINANCE, "income", banked, MONEY_HIDDEN),
    "projects:match_receipt": of(
        FINANCE, "income", lambda made: {"receipt": str(made["project_receipt"].uid), "amount": "5"}, MONEY_HIDDEN
    ),
}  # fmt: skip


def api(who: str, uid: str, body, hidden: str = "government", done: int = 200) -> Page:
    return of(who, uid, body, hidden, done, get=False)


def api_plan(made) -> dict:
    return {name: value for name, value in planned(made).items() if name != "seen"}


def api_handing(made) -> dict:
    assessments = [{"criterion": str(c.uid), "met": "yes"} for c in made["in_work"].criteria.all()]
    return {"seen": str(made["in_work"].version), "ai": "none", "assessments": assessments}


def api_failing(made) -> dict:
    parties = made["in_work"].project.participations.order_by("pk")
    parts = [{"institution": str(p.institution.uid), "part": part} for p, part in zip(parties, (60, 40), strict=True)]
    return {"seen": str(made["in_work"].version), "reasons": "r", "lessons": "l", "parts": parts}


PAGES |= {
    "api:milestones-list": Page(
        post={201: LEADS, 403: "*", 422: NOT_HERE}, body=lambda made: {**api_plan(made), "project": str(made["draft"].uid)}
    ),
    "api:milestones-detail": Page(
        get={200: "*", 404: NOT_HERE}, patch={200: LEADS, 403: "*", 404: NOT_HERE}, body=planned, uid="draft_milestone"
    ),
    "api:milestones-move": api(LEADS, "draft_milestone", lambda made: {"to": 2}, NOT_HERE),
    "api:milestones-drop": api(LEADS, "draft_milestone", lambda made: {}, NOT_HERE, 204),
    "api:milestones-begin": api(PREPARES, "planned", lambda made: {}),
    "api:milestones-files": api(PREPARES, "in_work", files),
    "api:milestones-submit": api(SUBMITS, "in_work", api_handing),
    "api:milestones-take-up": api(DECIDES, "rejected", lambda made: {"reasons": "Agreed."}),
    "api:milestones-fail": api(TAKES_PART, "in_work", api_failing),
    "api:work-files-list": Page(),
    "api:work-files-detail": Page(get={200: "*", 404: NOT_HERE}, uid="work_file"),
    "api:work-files-take-away": api(PREPARES, "work_file", lambda made: {}, NOT_HERE, 204),
    "api:submissions-list": Page(),
    "api:submissions-detail": seen("submission"),
    "api:submissions-decide": api(DECIDES, "submission", accepting),
    "api:submissions-withdraw": api(SUBMITS, "submission", lambda made: {}, done=204),
    "api:submitted-files-list": Page(),
    "api:submitted-files-detail": seen("submitted_file"),
    "api:submitted-files-content": seen("submitted_file"),
    "api:conditions-list": Page(),
    "api:conditions-detail": seen("condition"),
    "api:conditions-report": api(SUBMITS, "condition", version("condition")),
    "api:conditions-confirm": api(DECIDES, "condition", version("condition")),
    "api:conditions-refuse": api(DECIDES, "reported", version("reported", remark="Page 3 is missing.")),
    "api:failures-list": Page(),
    "api:failures-detail": seen("failure"),
    "api:failures-vote": api(ALL_PARTIES, "failure", voting),
    "api:failures-withdraw": api(LEADS, "failure", lambda made: {}, done=204),
    "api:expected-income-list": Page(),
    "api:expected-income-detail": Page(get={200: MONEY, 404: "*"}, uid="income"),
    "api:expected-income-receive": api(
        FINANCE, "income", lambda made: {"banked": 5, "received_on": clock.today("Asia/Shanghai").isoformat()}, MONEY_HIDDEN
    ),
    "api:expected-income-match": Page(  # whoever sees no receipts is told that there is none
        get={405: "*"}, post={200: FINANCE, 403: "approver administrator auditor", 404: MONEY_HIDDEN, 422: "*"}, uid="income",
        body=lambda made: {"receipt": str(made["project_receipt"].uid), "amount": 5},
    ),
}  # fmt: skip
