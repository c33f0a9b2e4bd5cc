"""Results are seen by the staff of both owners and by who made them; shares and deals by their own institution's only."""
from django.core.files.uploadedfile import SimpleUploadedFile

from ip.fingerprints import deal_fingerprint
from ip.lambert import fits
from ip.policies import lambert
from partners.models import Institution
from record import clock
from tests.access.table import AT_HAOYUAN, Page
from tests.world.results import PDF

PARTNER = " ".join(AT_HAOYUAN)
OFFICE = "officer lead"
BLIND = "partner_approver government partner_approver@haoyuan viewer@haoyuan"  # see no asset at all
OUT = {404: f"partner_approver government {PARTNER}"}  # of disclosures and share sets
DEALS = "officer broker lead"  # prepare them
OWING = "officer lead investigator contributor viewer broker approver finance administrator auditor"  # see the asset, at Linhai
NO_DEALS = f"investigator contributor viewer {OUT[404]}"


def today() -> str:
    return str(clock.today("Asia/Shanghai"))


def seen(name: str, **more):
    return lambda made: {"seen": str(made[name].version), **more}


def of_asset(who: str, body=None, uid: str = "asset", also: dict | None = None) -> Page:
    """A page of an asset for some of those who see it."""
    post = {303: who, 403: "*", 404: BLIND} | (also or {}) if body else None
    got = " ".join([who, *(also or {}).values()])
    return Page(get={200: got, 403: "*", 404: BLIND}, post=post, body=body, uid=uid)


def inside(uid: str, who: str, body, allowed: str | None = None) -> Page:
    """A page of a disclosure, share or paper: `who` may open it, `allowed` (else all of them) may send it."""
    return Page(get={200: who, 403: "*", **OUT}, post={303: allowed or who, 403: "*", **OUT}, body=body, uid=uid)


def of_deal(uid: str, body) -> Page:
    return Page(get={200: DEALS, 403: "*", 404: NO_DEALS}, post={303: DEALS, 403: "*", 404: NO_DEALS}, body=body, uid=uid)


def owed(body) -> Page:
    return Page(get={200: OWING, 404: "*"}, post={303: OFFICE, 403: OWING, 404: "*"}, body=body, uid="duty")


def merit(made) -> dict:
    said = {"kind": "main_contributors", "counts": "yes", "since": today(), "grounds": "Minutes of 3 March."}
    return said | {"person": str(made["inventor"].uid)}


def closes(body) -> Page:
    return Page(get={405: "*"}, post={200: OFFICE, 403: OWING, 404: "*"}, body=body, uid="duty")


def own_draft(body) -> Page:
    return Page(get={200: "investigator", 404: "*"}, post={303: "investigator", 404: "*"}, body=body, uid="told_draft")


def told(made) -> dict:
    return {"kind": "patent", "title_en": "New", "completed_on": today(), "description": "New.", "project": made["project"].uid,
            "row-0-person": made["inventor"].uid, "row-0-inventor": "on"}  # fmt: skip


def owners(made) -> dict:
    return {"seen": "1", "whole": 1, "since": today(), "reasons": "Sold.", "row-0-who": anybody(), "row-0-part": 1}


def anybody():
    """The directory is common: whoever stands in it may come to own something."""
    return Institution.objects.get(name_en="Haoyuan Energy").uid


def shares(made) -> dict:
    return {"seen": "1", "whole": 1, "since": today(), "reasons": "Anew.", "row-0-who": made["inventor"].uid, "row-0-part": 1}


def departure(made) -> dict:
    """The investigator died, and the contributor is the heir."""
    return {"seen": "1", "person": made["mate"].uid, "what": "died", "on": today(), "version": made["policy_version"].uid,
            "reasons": "The certificate.", "row-0-person": made["inventor"].uid, "row-0-part": 1, "propose": "1"}  # fmt: skip


def deal(made) -> dict:
    return {"counterparty": made["licensee"].uid, "kind": "licence", "scope": "ordinary", "currency": "CNY", "price_mode": "royalty"}


def allocation(made) -> dict:
    return {"seen": "0", "since": today(), "reasons": "Amended.", "row-0-asset": made["asset"].uid, "row-0-part": 1,
            "row-1-asset": made["older"].uid, "row-1-part": 1}


def paper(made) -> dict:
    return {"file": SimpleUploadedFile("scan.pdf", PDF), "signed_on": today()}


PAGES = {
    "ip:assets": Page(),
    "ip:asset": Page(get={200: "*", 404: BLIND}, uid="asset"),
    "ip:file": of_asset(OFFICE, lambda made: {
        "seen": str(made["asset"].version), "country": "US", "application_number": "17/123456", "filed_on": today()}),
    "ip:grant": of_asset(OFFICE, seen("older", granted_on=today()), "older"),
    "ip:lambert": Page(
        get={200: OFFICE, 403: "*", 404: f"government {PARTNER}"}, post={303: OFFICE, 403: "*", 404: f"government {PARTNER}"},
        body=lambda made: {"agreement": next(one.key for one in lambert().agreements.values() if fits(made["draft"], one))}, uid="draft",
    ),
    "ip:record_merit": of_asset(OFFICE, merit, also={422: "lead@haoyuan"}),
    "api:merits-list": Page(
        post={201: OFFICE, 403: "*", 422: f"{BLIND} lead@haoyuan"}, body=lambda made: {**merit(made), "asset": str(made["asset"].uid), "counts": True},
    ),
    "api:merits-detail": Page(get={200: OWING.replace("viewer ", ""), 404: "*"}, uid="merit"),
    "ip:facts": of_asset(OFFICE, seen("asset", funding="state")),
    "governance:duty": Page(get={200: OWING, 404: "*"}, uid="duty"),
    "api:duties-list": Page(),
    "api:duties-detail": Page(get={200: OWING, 404: "*"}, uid="duty"),
    "api:duties-done": closes(lambda made: {"seen": str(made["duty"].version), "done_on": today()}),
    "api:duties-waive": closes(seen("duty", reasons="Agreed otherwise.")),
    "api:lambert-guides-list": Page(),
    "api:lambert-guides-detail": Page(get={200: "*", 404: f"government {PARTNER}"}, uid="draft"),
    "api:lambert-guides-take": Page(
        get={405: "*"}, post={200: OFFICE, 403: "*", 404: f"government {PARTNER}"},
        body=lambda made: {"agreement": next(one.key for one in lambert().agreements.values() if fits(made["draft"], one))}, uid="draft",
    ),
    "governance:finish_duty": owed(lambda made: {"seen": str(made["duty"].version), "done_on": today()}),
    "governance:waive_duty": owed(seen("duty", reasons="Agreed otherwise.")),
    "ip:lapse": of_asset(OFFICE, seen("asset", lapsed_on=today())),
    "ip:owners": of_asset(OFFICE, owners),
    "ip:propose_shares": of_asset("officer investigator lead", shares, also={422: "lead@haoyuan"}),
    "ip:propose_departure": Page(
        get={200: "officer investigator lead", 403: "*", 404: BLIND, 409: "lead@haoyuan"},
        post={303: "officer investigator lead", 403: "*", 404: BLIND, 409: "lead@haoyuan"}, body=departure, uid="asset",
    ),
    "ip:confirm_departure": inside("departure", "officer approver", seen("departure"), "approver"),
    "ip:draft_deal": of_asset(f"{DEALS} lead@haoyuan", deal),
    "ip:disclosures": Page(),
    "ip:draft_disclosure": Page(
        get={200: f"{OFFICE} investigator lead@haoyuan", 403: "*"}, post={303: f"{OFFICE} investigator lead@haoyuan", 403: "*"},
        body=told,
    ),
    "ip:disclosure": Page(get={200: "*", **OUT}, uid="told"),
    "ip:edit_disclosure": own_draft(lambda made: told(made) | {"seen": str(made["told_draft"].version)}),
    "ip:submit_disclosure": own_draft(seen("told_draft")),
    "ip:withdraw_disclosure": own_draft(seen("told_draft")),
    "ip:accept_disclosure": inside("told", OFFICE, seen("told", patent_type="invention", country="CN")),
    "ip:return_disclosure": inside("told", OFFICE, seen("told", reasons="More.")),
    "ip:decline_disclosure": inside("told", OFFICE, seen("told", reasons="Known.")),
    "ip:share_set": Page(get={200: "*", **OUT}, uid="share_set"),
    "ip:sign_share": Page(get={200: "*", **OUT}, post={303: "contributor", 403: "*", **OUT}, uid="share",
                          body=lambda made: {"seen": made["share_set"].fingerprint}),
    "ip:send_link": inside("share", OFFICE, lambda made: {"seen": ""}),
    "ip:file_paper": inside("share", OFFICE, paper),
    "ip:confirm_paper": inside("paper", "officer approver", seen("paper"), "approver"),
    "ip:refuse_paper": inside("paper", "officer approver", seen("paper", reasons="Blurred."), "approver"),
    "ip:scan": Page(get={200: "*", **OUT}, uid="paper"),
    "ip:deals": Page(get={200: f"{DEALS} approver finance administrator auditor lead@haoyuan finance@haoyuan", 403: "*"}),
    "ip:deal": Page(get={200: "*", 404: NO_DEALS}, uid="deal"),
    "ip:edit_deal": of_deal("deal_draft", lambda made: deal(made) | {"seen": str(made["deal_draft"].version)}),
    "ip:propose_deal": of_deal("deal_draft", lambda made: {"seen": deal_fingerprint(made["deal_draft"])}),
    "ip:withdraw_deal": of_deal("deal_asked", lambda made: {"seen": ""}),
    "ip:end_deal": of_deal("deal", seen("deal", ends_on=today())),
    "ip:allocate_deal": of_deal("deal", allocation),
    "ip:sign": Page(get={200: "*"}, post={200: "*"}, path={"token": lambda made: made.get("signing_token", "none")}, public=True,
                    body=lambda made: {"seen": made["share_set"].fingerprint}),
}  # fmt: skip
