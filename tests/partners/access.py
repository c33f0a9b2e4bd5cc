"""Who is answered what by the addresses of partners."""
from tests.access.table import AT_LINHAI, Page

READERS = "officer investigator lead broker approver finance administrator auditor lead@haoyuan finance@haoyuan"
WRITERS = "officer lead broker administrator lead@haoyuan"
OURS = "officer investigator lead broker approver finance administrator auditor"  # of Linhai's book
OUR_WRITERS = "officer lead broker administrator"
OUR_ADMINISTRATOR = "administrator"
HERE = " ".join(AT_LINHAI)
DAY = "2025-05-01"


def new_institution(made) -> dict:
    return {"kind": "enterprise", "name_en": "Blue Harbour Optics", "name_zh": "", "country": "CN", "region": "", "zone": "Asia/Shanghai",
            "currency": "CNY", "founder": "private", "uscc": "", "ror": "", "lei": ""}  # fmt: skip


def institution_said(made) -> dict:
    return {"kind": "enterprise", "name_en": "Blue Harbour Optics"}


def relation(made) -> dict:
    return {"seen": str(made["relation"].version), "standing": "paused", "since": DAY, "notes": "x"}


PAGES = {
    "partners:partners": Page(get={200: READERS, 403: "*"}),
    "partners:directory": Page(),
    "partners:register": Page(get={200: WRITERS, 403: "*"}, post={303: WRITERS, 403: "*"}, body=new_institution),
    "partners:candidates": Page(),
    "partners:partner": Page(uid="partner", common=True),
    "partners:change": Page(get={200: OUR_ADMINISTRATOR, 403: "*"}, uid="institution", common=True),
    "partners:take": Page(
        post={303: "lead@haoyuan", 422: "officer lead broker administrator", 403: "*"}, body=lambda made: {"key": "once"},
        uid="institution", common=True,
    ),
    "partners:relation": Page(
        get={200: OURS, 404: "*"}, post={303: OUR_WRITERS, 403: OURS, 404: "*"}, body=relation, uid="partner", common=True
    ),
    "partners:add_contact": Page(
        get={200: OURS, 404: "*"}, post={303: OUR_WRITERS, 403: OURS, 404: "*"}, body=lambda made: {"name": "Li Na"},
        uid="partner", common=True,
    ),
    "partners:remove_contact": Page(
        get={200: OURS, 404: "*"}, post={303: OUR_WRITERS, 403: OURS, 404: "*"}, body=lambda made: {"sure": "yes"}, uid="contact"
    ),
    "partners:units": Page(),
    "partners:open_unit": Page(
        get={200: OUR_ADMINISTRATOR, 403: "*"}, post={303: OUR_ADMINISTRATOR, 403: "*"},
        body=lambda made: {"name_en": "New lab", "parent": made["unit"].uid, "since": DAY},
    ),
    "partners:change_unit": Page(
        get={200: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, post={303: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, uid="subunit",
        body=lambda made: {"seen": "1", "name_en": "Cell lab", "parent": made["unit"].uid, "since": DAY},
    ),
    "partners:close_unit": Page(
        get={200: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, post={303: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, uid="subunit",
        body=lambda made: {"seen": "1", "until": DAY},
    ),
    "api:institutions-list": Page(post={201: WRITERS, 403: "*"}, body=institution_said),
    "api:institutions-detail": Page(
        patch={200: OUR_ADMINISTRATOR, 403: "*"}, body=lambda made: {"seen": str(made["institution"].version), "region": "北京"},
        uid="institution", common=True,
    ),
    "api:units-list": Page(
        post={201: OUR_ADMINISTRATOR, 403: HERE, 422: "*"},
        body=lambda made: {"name_en": "New lab", "parent": str(made["unit"].uid), "since": DAY},
    ),
    "api:units-detail": Page(get={200: HERE, 404: "*"}, uid="unit"),
    "api:units-change": Page(
        get={405: "*"}, post={200: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, uid="subunit",
        body=lambda made: {"seen": "1", "name_en": "Cell lab", "parent": str(made["unit"].uid), "since": DAY},
    ),
    "api:units-close": Page(
        get={405: "*"}, post={200: OUR_ADMINISTRATOR, 403: HERE, 404: "*"}, uid="subunit",
        body=lambda made: {"seen": "1", "until": DAY},
    ),
    "api:partners-list": Page(),
    "api:partners-detail": Page(get={200: OURS, 404: "*"}, uid="relation"),
    "api:partners-change": Page(
        get={405: "*"}, post={200: OUR_WRITERS, 403: OURS, 404: "*"}, body=relation, uid="relation"
    ),
    "api:contacts-list": Page(
        post={201: OUR_WRITERS, 403: OURS, 422: "*"}, body=lambda made: {"relation": str(made["relation"].uid), "name": "Li Na"}
    ),
    "api:contacts-detail": Page(get={200: OURS, 404: "*"}, uid="contact"),
    "api:contacts-remove": Page(get={405: "*"}, post={204: OUR_WRITERS, 403: OURS, 404: "*"}, body=lambda made: {}, uid="contact"),
}  # fmt: skip
