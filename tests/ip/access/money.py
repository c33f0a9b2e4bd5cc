"""Money is read by finance, approvers, administrators and auditors of the institution that received it; finance acts."""
from django.core.files.uploadedfile import SimpleUploadedFile

from record import clock
from tests.access.table import Page

READS = "finance approver administrator auditor"
FINANCE = "finance"
DEALS = "officer lead broker"  # see a deal, and not its money
BLIND = "government partner_approver partner_approver@haoyuan viewer@haoyuan"  # do not see the asset


def shown(uid: str, who: str = READS, **more) -> Page:
    """A page of one row of money: for others it does not exist."""
    return Page(get={200: who, 404: "*"}, uid=uid, **more)


def typed(uid: str, body, *, reads: str = READS, acts: str = FINANCE, opens: str | None = None, get=None, **more) -> Page:
    """A form about one row: whoever reads the row may open it unless it is finance's own; who may not act is told so."""
    told = " ".join(role for role in reads.split() if role not in acts.split())
    return Page(get=get or {200: opens or reads, 404: "*"}, post={303: acts, 403: told, 404: "*"}, body=body, uid=uid, **more)


def listed() -> Page:
    return Page(get={200: f"{READS} finance@haoyuan", 403: "*"})


def today(made) -> str:
    return str(clock.today("Asia/Shanghai"))


def line(made) -> dict:
    return {"banked": "1,000.00", "received_on": today(made), "key": "once"}


def seen(name: str, of: str, **more):
    return lambda made: {"seen": getattr(made[name], of), "reasons": "So it is.", **more}


def vote(name: str):
    return lambda made: {"seen": made[name].fingerprint, "value": "return", "reasons": "Look again."}


def between(made) -> dict:
    from governance.models import Decision

    decision = Decision.objects.open().get(subject=made["settlement"].uid)
    return {"seen": decision.fingerprint, "value": "yes"}


def opening_vote(made) -> dict:
    from governance.models import Decision

    decision = Decision.objects.open().get(subject=made["opening"].uid)
    return {"seen": decision.fingerprint, "value": "return", "reasons": "Look again."}


DEAL_FORM = {200: FINANCE, 403: f"approver administrator auditor {DEALS}", 404: "*"}

PAGES = {
    **{f"ip:{name}": listed() for name in ("income", "distributions", "settlements", "holds", "owed", "costs", "openings")},
    "ip:receipt": shown("receipt"),
    "ip:receipt_document": shown("receipt"),
    "ip:cost_document": shown("cost"),
    "ip:distribution": shown("distribution"),
    "ip:settlement": shown("settlement"),
    "ip:opening": shown("opening"),
    "ip:opening_evidence": shown("opening"),
    "ip:decide_opening": typed("opening", opening_vote, acts="approver"),
    "ip:reverse_opening": typed("opening_posted", seen("opening_posted", "version")),
    "ip:prepare_opening": Page(
        get={200: f"{FINANCE} finance@haoyuan", 403: "*", 404: BLIND}, post={303: f"{FINANCE} finance@haoyuan", 403: "*", 404: BLIND},
        uid="asset", body=lambda made: {"currency": "CNY", "on": today(made), "pool": "5", "note": "The old books.",
                           "evidence": SimpleUploadedFile("books.txt", b"The old books.")},
    ),
    "ip:hold": shown("hold", f"{READS} investigator"),  # whose share it is
    "ip:what_if": Page(get={200: READS, 403: DEALS, 404: "*"}, uid="money_deal"),
    "ip:record_receipt": Page(get=DEAL_FORM, post={303: FINANCE, 403: f"approver administrator auditor {DEALS}", 404: "*"},
                              body=line, uid="money_deal"),
    "ip:reverse_receipt": typed("receipt", seen("receipt", "version")),
    "ip:refund_receipt": typed("refundable", lambda made: {"banked": "1.00", "received_on": today(made), "reasons": "A credit note.",
                                                           "seen": made["refundable"].version}),
    "ip:settle": typed("receipt", lambda made: {"key": "once"}, get={200: FINANCE, 403: "approver administrator auditor", 404: "*"}),
    "ip:prepare_distribution": typed("part", lambda made: {"key": "once"},
                                     get={200: FINANCE, 403: "approver administrator auditor", 404: "*"}),
    "ip:decide_distribution": typed("asked", vote("asked"), acts="approver"),
    "ip:withdraw_distribution": typed("asked", lambda made: {"key": "once"}),
    "ip:reverse_distribution": typed("distribution", seen("distribution", "fingerprint")),
    "ip:decide_settlement": typed("settlement", between, acts="approver"),
    "ip:reverse_settlement": typed("settled", seen("settled", "fingerprint"), reads=f"{READS} finance@haoyuan"),
    "ip:hold_share": Page(get={200: f"{READS} viewer", 404: "*"}, post={303: "finance approver", 403: f"{READS} viewer", 404: "*"},
                          body=lambda made: {"reasons": "An objection."}, uid="line"),
    "ip:release_share": Page(get={200: f"{READS} investigator", 404: "*"}, post={303: FINANCE, 403: f"{READS} investigator", 404: "*"},
                             body=lambda made: {"part": "1", "seen": made["hold"].version}, uid="hold"),
    "ip:decide_release": Page(get={200: f"{READS} investigator", 404: "*"}, uid="hold"),
    "ip:record_cost": Page(
        get={200: FINANCE, 403: "*", 404: BLIND}, post={303: FINANCE, 403: "*", 404: BLIND}, uid="money_asset",
        body=lambda made: {"amount": "5", "currency": "CNY", "spent_on": today(made), "what": "Fee"},
    ),
    "ip:reverse_cost": typed("cost", lambda made: {}, opens=FINANCE,
                             get={200: FINANCE, 403: "approver administrator auditor", 404: "*"}),
    "ip:record_common_cost": Page(
        get={200: FINANCE, 403: f"approver administrator auditor {DEALS}", 404: "*"},
        post={303: FINANCE, 403: f"approver administrator auditor {DEALS}", 404: "*"}, uid="money_deal",
        body=lambda made: {"amount": "5", "currency": "CNY", "spent_on": today(made), "what": "Fee of all"},
    ),
    "ip:pay_person": Page(
        get={200: "finance finance@haoyuan", 403: "*"}, post={303: FINANCE, 409: "finance@haoyuan", 403: "*"}, uid="owed",
        path={"currency": "CNY"}, body=lambda made: {"paid_on": today(made)},
    ),
    "ip:forfeit": Page(get={200: "finance finance@haoyuan", 403: "*"}, post={409: "finance finance@haoyuan", 403: "*"}, uid="owed",
                       path={"currency": "CNY"}, body=lambda made: {"reasons": "Two letters came back.", "seen": "-"}),
    "ip:pay_institution": Page(get={200: "finance finance@haoyuan", 403: "*"}, post={303: FINANCE, 409: "finance@haoyuan", 403: "*"},
                               body=lambda made: {"paid_on": today(made)}, path={"uid": lambda made: made["money_deal"].counterparty.uid,
                                                                                 "currency": "CNY"}),
}  # fmt: skip
