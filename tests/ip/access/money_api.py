"""The same for programs: what one does not read does not exist, what one may not do is refused, bad uids are 422."""
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.table import EVERYBODY, Page
from tests.ip.access.money import BLIND, FINANCE, READS, today

AT_LINHAI_DEALS = "officer lead broker"
OTHERS = " ".join(READS.split()[1:])


def row(uid: str, who: str = READS) -> Page:
    return Page(get={200: who, 404: "*"}, uid=uid)


def done(uid: str, body, *, acts: str = FINANCE, reads: str = READS, status: int = 200) -> Page:
    """A POST about one row."""
    told = " ".join(role for role in reads.split() if role not in acts.split())
    return Page(get={405: "*"}, post={status: acts, 403: told, 404: "*"}, body=body, uid=uid)


def made_of(acts: str, told: str, body) -> Page:
    """A list with its POST: whoever does not see what the body names is told 422."""
    rest = " ".join(who for who in EVERYBODY if who not in f"{acts} {told}".split())
    return Page(get={200: "*"}, post={201: acts, 403: told, 422: rest}, body=body)


def line(made) -> dict:
    return {"deal": str(made["money_deal"].uid), "banked": 100_000, "received_on": today(made)}


def opening(made) -> dict:
    books = SimpleUploadedFile("books.txt", b"The old books.")
    return {"asset": str(made["asset"].uid), "currency": "CNY", "on": today(made), "pool": 5, "note": "The old books.", "evidence": books}


def reasons(name: str, of: str):
    return lambda made: {"seen": str(getattr(made[name], of)), "reasons": "So it is."}


PAGES = {
    "api:receipts-list": made_of(FINANCE, f"{OTHERS} {AT_LINHAI_DEALS}", line),
    "api:receipts-detail": row("receipt"),
    "api:receipts-settle": done("receipt", lambda made: {}),
    "api:receipts-refund": done("refundable", lambda made: {"banked": 100, "received_on": today(made), "reasons": "A credit note.",
                                                            "seen": str(made["refundable"].version)}),
    "api:receipts-reverse": done("receipt", reasons("receipt", "version")),
    "api:costs-list": Page(get={200: "*"}),
    "api:costs-detail": row("cost"),
    "api:costs-reverse": done("cost", lambda made: {}),
    "api:settlements-list": Page(),
    "api:settlements-detail": row("settlement"),
    "api:settlements-reverse": done("settled", reasons("settled", "fingerprint"), reads=f"{READS} finance@haoyuan"),
    "api:distributions-list": made_of(FINANCE, OTHERS, lambda made: {"part": str(made["part"].uid)}),
    "api:distributions-detail": row("distribution"),
    "api:distributions-decide": done("asked", lambda made: {"seen": made["asked"].fingerprint, "value": "return", "reasons": "Again."},
                                     acts="approver"),
    "api:distributions-withdraw": done("asked", lambda made: {}),
    "api:distributions-reverse": done("distribution", reasons("distribution", "fingerprint")),
    "api:holds-list": made_of("finance approver", "administrator auditor viewer",
                              lambda made: {"line": str(made["line"].uid), "reasons": "An objection."}),
    "api:holds-detail": row("hold", f"{READS} investigator"),
    "api:holds-release": done(
        "hold", lambda made: {"seen": str(made["hold"].version), "to": [{"person": str(made["hold"].line.person.uid), "part": "1"}]},
        reads=f"{READS} investigator",
    ),
    "api:forfeitures-list": Page(get={200: "*"}),
    "api:forfeitures-detail": Page(get={404: "*"}, uid="hold"),  # held for another reason
    "api:openings-list": Page(get={200: "*"}, post={201: f"{FINANCE} finance@haoyuan", 403: "*", 422: BLIND}, body=opening),
    "api:openings-detail": row("opening"),
    "api:openings-reverse": done("opening_posted", reasons("opening_posted", "version")),
    "api:payouts-list": Page(get={200: "*"}),
    "api:payouts-detail": row("payment", f"{READS} contributor"),
}  # fmt: skip
