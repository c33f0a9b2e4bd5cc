"""The same results, shares and deals for programs: what one does not see is 404 in the address and 422 in a body."""
from tests.access.table import Page
from tests.ip.access.results import BLIND, DEALS, NO_DEALS, OFFICE, OUT, anybody, deal, deal_fingerprint, departure, seen, today, told


def texts(body):
    """uids as texts: JSON knows no others."""
    return lambda made: {key: str(value) if hasattr(value, "hex") else value for key, value in body(made).items()}


def act(who: str, uid: str, body, out: dict, ok: int = 200) -> Page:
    """A POST about one object; a GET there is nothing."""
    return Page(get={405: "*"}, post={ok: who, 403: "*", **out}, body=texts(body), uid=uid)


def disclosed(made) -> dict:
    said = {key: value for key, value in told(made).items() if not key.startswith("row-")}
    return said | {"ai_used": False, "contributors": [{"person": str(made["inventor"].uid)}]}


def rewritten(made) -> dict:
    return disclosed(made) | {"seen": str(made["told_draft"].version)}


def owners(made) -> dict:
    stakes = [{"institution": str(anybody()), "part": 1}]
    return {"asset": made["asset"].uid, "seen": 1, "since": today(), "whole": 1, "stakes": stakes, "reasons": "Sold."}


def shares(made) -> dict:
    parts = [{"person": str(made["inventor"].uid), "part": 1}]
    return {"asset": made["asset"].uid, "seen": 1, "since": today(), "whole": 1, "parts": parts, "reasons": "Anew."}


def departed(made) -> dict:
    said = {key: value for key, value in departure(made).items() if key not in ("version", "propose") and not key.startswith("row-")}
    return said | {"asset": made["asset"].uid, "person": str(made["mate"].uid), "policy_version": str(made["policy_version"].uid),
                   "seen": 1, "heirs": [{"person": str(made["inventor"].uid), "part": 1}]}  # fmt: skip


def terms(made) -> dict:
    return deal(made) | {"asset": made["asset"].uid}


def of_deal(uid: str, body, ok: int = 200) -> Page:
    return act(DEALS, uid, body, {404: NO_DEALS}, ok)


SEEN = {200: "*"}
PAGES = {
    "api:disclosures-list": Page(post={201: f"{OFFICE} investigator lead@haoyuan", 403: "*", 422: "government"}, body=texts(disclosed)),
    "api:disclosures-detail": Page(get={**SEEN, **OUT}, uid="told"),
    "api:disclosures-change": Page(get={405: "*"}, post={200: "investigator", 404: "*"}, body=texts(rewritten), uid="told_draft"),
    "api:disclosures-submit": Page(get={405: "*"}, post={200: "investigator", 404: "*"}, body=seen("told_draft"), uid="told_draft"),
    "api:disclosures-withdraw": Page(get={405: "*"}, post={200: "investigator", 404: "*"}, body=seen("told_draft"), uid="told_draft"),
    "api:disclosures-accept": act(OFFICE, "told", seen("told", patent_type="invention"), OUT),
    "api:disclosures-give-back": act(OFFICE, "told", seen("told", reasons="More."), OUT),
    "api:disclosures-decline": act(OFFICE, "told", seen("told", reasons="Known."), OUT),
    "api:assets-list": Page(),
    "api:assets-detail": Page(get={**SEEN, 404: BLIND}, uid="asset"),
    "api:assets-file": act(OFFICE, "asset", seen("asset", application_number="17/1", filed_on="2026-01-01", country="US"), {404: BLIND}),
    "api:assets-facts": act(OFFICE, "asset", seen("asset", funding="state", published_on="2026-01-01"), {404: BLIND}),
    "api:assets-grant": act(OFFICE, "older", seen("older", granted_on="2026-01-01"), {404: BLIND}),
    "api:assets-lapse": act(OFFICE, "asset", seen("asset", lapsed_on="2026-01-01"), {404: BLIND}),
    "api:ownership-list": Page(post={201: OFFICE, 403: "*", 422: BLIND}, body=texts(owners)),
    "api:ownership-detail": Page(get={**SEEN, 404: BLIND}, uid="owners"),
    "api:share-sets-list": Page(post={201: f"{OFFICE} investigator", 403: "*", 409: "lead@haoyuan", 422: BLIND}, body=texts(shares)),
    "api:share-sets-detail": Page(get={**SEEN, **OUT}, uid="share_set"),
    "api:shares-list": Page(),
    "api:shares-detail": Page(get={**SEEN, **OUT}, uid="share"),
    "api:shares-sign": act("contributor", "share", lambda made: {"seen": made["share_set"].fingerprint}, OUT),
    "api:shares-send-link": act(OFFICE, "share", lambda made: {}, OUT, 204),
    "api:departures-list": Page(
        post={201: f"{OFFICE} investigator", 403: "*", 422: f"{BLIND} lead@haoyuan finance@haoyuan"}, body=texts(departed)),
    "api:departures-detail": Page(get={**SEEN, **OUT}, uid="departure"),
    "api:departures-confirm": act("approver", "departure", seen("departure"), OUT),
    "api:signatures-list": Page(),
    "api:signatures-detail": Page(get={**SEEN, **OUT}, uid="signature"),
    "api:signed-papers-list": Page(),
    "api:signed-papers-detail": Page(get={**SEEN, **OUT}, uid="paper"),
    "api:signed-papers-confirm": act("approver", "paper", seen("paper"), OUT),
    "api:signed-papers-refuse": act("approver", "paper", seen("paper", reasons="Blurred."), OUT),
    "api:deals-list": Page(post={201: f"{DEALS} lead@haoyuan", 403: "*", 422: BLIND}, body=texts(terms)),
    "api:deals-detail": Page(get={**SEEN, 404: NO_DEALS}, uid="deal"),
    "api:deals-change": of_deal("deal_draft", lambda made: deal(made) | {"seen": str(made["deal_draft"].version)}),
    "api:deals-propose": of_deal("deal_draft", lambda made: {"seen": deal_fingerprint(made["deal_draft"])}, 204),
    "api:deals-withdraw": of_deal("deal_asked", lambda made: {}),
    "api:deals-allocate": of_deal("deal", lambda made: {
        "seen": "0", "since": today(), "reasons": "Amended.",
        "parts": [{"asset": str(made[name].uid), "part": 1} for name in ("asset", "older")]}),
    "api:deals-end": of_deal("deal", seen("deal", ends_on=today())),
}  # fmt: skip
