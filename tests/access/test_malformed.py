"""Whatever is sent, to pages and API: an answer that says what is wrong, never a fault of ours, and nothing half-done.

A sample of what can be wrong is tried in each field of each write; WALK=all tries all of it.
"""
import copy
import json
import uuid

import pytest
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator

from tests.access.place import state, watched
from tests.access.table import ALL, rows
from tests.conftest import undone

pytestmark = pytest.mark.django_db
TABLE = rows()
DEEP: list = []
for _level in range(60):
    DEEP = [DEEP]
VALUES = (None, "", -1, 10**30, 1e308, True, "NaN", "a\0b", "\ud800", "x" * 70_000, "9" * 400, "2026-02-30", "0000-01-01", "٣",
          [], {}, DEEP, {"a\0": "\ud800"}, ["\0"], "../../etc/passwd", "<script>", "null", -0.5, [None], 2**63, "9999-12-31")  # fmt: skip
TEXTS = [value for value in VALUES if isinstance(value, str) and value.isprintable()] + ["-1", "1" * 31, "1e308", "a\0b", "True"]
BODIES = (b"", b"null", b"[]", b'"text"', b'{"a": NaN}', b'{"a": 1', b"\xff\xfe{}", b"[" * 100_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000)


def some(values, place: int, many: int = 2):
    """All of them, or a few, other ones in each place."""
    return values if ALL else [values[(place * 7 + step * 5) % len(values)] for step in range(many)]


def writer(page, method: str) -> str:
    """Somebody who is let in to write, so that what is wrong with the body is looked at at all."""
    return next(iter(page.let_in(method)), "officer")


def address(name, page, made) -> str:
    path = {key: value(made) if callable(value) else value for key, value in page.path.items()}
    return reverse(name, kwargs=path | ({"uid": made[page.uid].uid} if page.uid else {}))


def wrong(place, browser, ask, about: str) -> list[str]:
    """What ask(browser) did that it must not: fail on our side, or change something that it then refuses."""
    asking = copy.copy(browser)  # what an answer changes in it ends with it
    asking.cookies, asking.raise_request_exception = copy.deepcopy(browser.cookies), False
    with undone(), watched() as sent:
        answer = ask(asking)
        if answer.status_code >= 500:
            return [f"{about}: {answer.status_code}"]
        if answer.status_code >= 400 and sent and state() != place.before:
            return [f"{about}: {answer.status_code}, and yet something changed"]
    return []


@pytest.fixture(scope="module")
def fields():
    """The fields of each write of the API as its own description names them: (path, method) → names."""
    found, schema = {}, SchemaGenerator().get_schema(request=None, public=True)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            kinds = operation.get("requestBody", {}).get("content", {}).values()
            named = {kind["schema"].get("$ref", "").rpartition("/")[2] for kind in kinds}
            known = [schema["components"]["schemas"][name] for name in named if name]
            found[path, method] = sorted({name for part in known for name in part.get("properties", {})})
            found[path, method, "query"] = sorted(p["name"] for p in operation.get("parameters", []) if p["in"] == "query")
    return found


def described(name, page, made, fields, *more):
    uid = str(made[page.uid].uid) if page.uid else "-"
    return fields.get((address(name, page, made).replace(uid, "{uid}"), *more), [])


WRITES = sorted(name for name, page in TABLE.items() if name.startswith("api:") and page.body)
READS = sorted(name for name, page in TABLE.items() if name.startswith("api:") and 200 in page.get)
FORMS = sorted(name for name, page in TABLE.items() if not name.startswith("api:") and page.body)
LISTS = sorted(name for name, page in TABLE.items() if not name.startswith("api:") and not page.uid and not page.path and 200 in page.get)


@pytest.mark.parametrize("name", WRITES)
def test_a_write_of_the_api_refuses_what_is_malformed(place, fields, name):
    page = TABLE[name]
    method = "patch" if page.patch else "post"
    browser, to, body, found = place.clients[writer(page, method)], address(name, page, place.own), page.body(place.own), []

    def send(data, about):
        key = str(uuid.uuid4())
        found.extend(wrong(place, browser, lambda b: getattr(b, method)(
            to, data=data, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key), about))  # fmt: skip

    if not any(hasattr(value, "read") for value in body.values()):
        for number, field in enumerate(sorted({*body, *described(name, page, place.own, fields, method)})):
            for value in some(VALUES, number):
                send(json.dumps({**body, field: value}, default=str), f"{field} = {str(value)[:40]!r}")
    for data in some(BODIES, len(name)):
        send(data, f"body {data[:20]!r}")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", READS)
def test_a_list_of_the_api_refuses_what_is_malformed(place, fields, name):
    page, found = TABLE[name], []
    for number, field in enumerate(described(name, page, place.own, fields, "get", "query")):
        for value in some(TEXTS, number):
            browser, to = place.clients["officer"], address(name, page, place.own)
            found += wrong(place, browser, lambda b, to=to, said={field: value}: b.get(to, said), f"?{field}={value[:40]!r}")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_refuses_what_is_malformed(place, name):
    page, found = TABLE[name], []
    browser, to, body = place.clients[writer(page, "post")], address(name, page, place.own), page.body(place.own)
    shown = browser.get(to)
    form = (shown.context or {}).get("form") if shown.status_code == 200 else None
    for number, field in enumerate(sorted({*body, *(form.fields if form else ())})):
        for value in some(TEXTS, number + len(name), 1):
            said = {**body, field: value}
            found += wrong(place, browser, lambda b, said=said: b.post(to, said), f"{field} = {value[:40]!r}")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shrugs_at_what_is_malformed(place, name):
    page, found = TABLE[name], []
    browser, to = place.clients["officer"], address(name, page, place.own)
    shown = browser.get(to)
    form = (shown.context or {}).get("form") if shown.status_code == 200 else None
    for number, field in enumerate(sorted({"q", "sort", "page", "as", *(form.fields if form else ())})):
        for value in some(TEXTS, number + len(name), 1):
            found += wrong(place, browser, lambda b, said={field: value}: b.get(to, said), f"?{field}={value[:40]!r}")
    assert not found, "\n" + "\n".join(found)
