"""Every address, each method, as everybody, with own, foreign and missing objects: nothing foreign is seen or touched."""
import copy
import json
import uuid

import pytest
from django.urls import reverse

from tests.access.place import MARK, state, watched
from tests.access.table import ANONYMOUS, FEWER, TAKEN, addresses, asking, every, rows
from tests.conftest import undone

pytestmark = pytest.mark.django_db
TABLE, ADDRESSES = rows(), addresses()
WALKED = sorted(TABLE.keys() & ADDRESSES.keys())


def test_every_address_has_its_row_in_the_table():
    missing = [f"{name} (path: {', '.join(held) or 'nothing'})" for name, held in sorted(ADDRESSES.items()) if name not in TABLE]
    assert not missing, f"say in PAGES of tests/APP/access.py who is answered what by{said(missing)}\n(docs/testing.md shows a row)"


def test_the_table_names_no_address_that_is_gone():
    gone = sorted(TABLE.keys() - ADDRESSES.keys())
    assert not gone, f"no such address any more, take out of PAGES of tests/APP/access.py:{said(gone)}"


def ask(place, name, page, who, method, made, body=None):
    """One request; whatever it changes is undone, and said: (answer, changed)."""
    path = {key: value(made) if callable(value) else value for key, value in page.path.items()}
    if page.uid:
        path["uid"] = made[page.uid].uid if page.uid in made else uuid.uuid4()
    client, given = place.clients[who], {}
    cookies = copy.deepcopy(client.cookies)
    if method in ("post", "patch"):
        given = {"data": {"csrfmiddlewaretoken": "-", **(body or {})}}  # as a form sends it, never empty
        if name.startswith("api:"):
            files = any(hasattr(value, "read") for value in (body or {}).values())
            given = {"data": body} if files else {"data": json.dumps(body or {}), "content_type": "application/json"}
    with undone(), watched() as sent:
        answer = getattr(client, method)(reverse(name, kwargs=path), HTTP_IDEMPOTENCY_KEY=str(uuid.uuid4()), **given)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.text_shown = text.decode(errors="replace")
        changed = bool(sent) and state() != place.before
    client.cookies = cookies  # signing out is undone, too
    return answer, changed


def body_of(page, method, place) -> dict | None:
    """Made anew for each request: a file is read once."""
    return page.body(place.own) if page.body and method in ("post", "patch") else None


def methods(page) -> tuple[str, ...]:
    return ("get", "post", "patch") if page.patch else ("get", "post")


def everybody(place, name, page, method, made):
    """(who, answer, changed) of each who asks: all whom the table names for the method, and half of the others; a write that it
    leaves open, or of what is foreign, meets the same condition as reading did, and a third tries it. Where no such method is
    (405), it is for nobody: one has asked for all who are in."""
    own = made is place.own
    asked_by = asking(name, page.named(method) if own else ()) if method == "get" or (own and page.said(method)) else every(3, name)
    no_such_method = False
    for who in asked_by:
        if who == ANONYMOUS or not no_such_method:
            answer, changed = ask(place, name, page, who, method, made, body_of(page, method, place))
            no_such_method |= answer.status_code == 405
            yield who, answer, changed


def test_a_change_is_noticed_and_reading_is_none(place):
    name = "projects:move"
    page = TABLE[name]
    answers = [ask(place, name, page, "officer", method, place.own, body_of(page, method, place)) for method in ("get", "post", "get")]
    assert [changed for _answer, changed in answers] == [False, True, False]


def led_away(answer, name) -> bool:
    """What whoever is signed out meets."""
    return answer.status_code == 401 if name.startswith("api:") else answer.status_code == 302 and "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("name", WALKED)
def test_everybody_is_answered_as_the_table_says(place, name):
    page, wrong, served = TABLE[name], [], False
    for method in methods(page):
        for who, answer, changed in everybody(place, name, page, method, place.own):
            expected, status = page.expected(method, who), answer.status_code
            served |= status in TAKEN and who != ANONYMOUS
            if MARK in answer.text_shown:
                wrong.append(f"{method} as {who}: shows something foreign")
            if who == ANONYMOUS and not page.public:
                if not led_away(answer, name):
                    wrong.append(f"{method} signed out: {status}")
            elif expected is not None and status != expected:
                wrong.append(f"{method} as {who}: {status}, the table says {expected}")
            if changed and (status >= 400 or method == "get" or expected is None):
                wrong.append(f"{method} as {who}: {status}, and yet something changed")
    assert not wrong, said(wrong)
    assert served or FEWER or set(page.get) == {404}, "no role was served: the row proves nothing"


@pytest.mark.parametrize("name", [name for name in WALKED if TABLE[name].uid and not TABLE[name].common])
def test_what_is_foreign_answers_as_what_is_missing(place, name):
    page, wrong = TABLE[name], []
    for method in (*methods(page), "delete"):
        for number, (who, answer, changed) in enumerate(everybody(place, name, page, method, place.foreign)):
            if MARK in answer.text_shown or changed:
                wrong.append(f"{method} as {who}: leaks or changes something foreign")
            if not (answer.status_code in (404, 405) or led_away(answer, name)):
                wrong.append(f"{method} as {who}: foreign {answer.status_code}")
            if number == 0:
                missing, _ = ask(place, name, page, who, method, {}, body_of(page, method, place))
                if missing.status_code != answer.status_code:
                    wrong.append(f"{method}: foreign {answer.status_code}, missing {missing.status_code}")
    assert not wrong, said(wrong)


@pytest.mark.parametrize("name", [name for name in WALKED if TABLE[name].body])
def test_a_foreign_key_in_a_body_is_refused(place, name):
    """Each uid that may be posted, one by one, is that of a stranger's object of the same kind: by each whose own is taken, and
    a quarter of the others."""
    page, wrong = TABLE[name], []
    method = "patch" if page.patch else "post"
    asked_by = every(4, name, page.let_in(method))
    own, foreign = page.body(place.own), page.body(place.foreign)
    for key in [key for key in own if own[key] != foreign.get(key) and is_uid(own[key])]:
        for who in asked_by:
            answer, changed = ask(place, name, page, who, method, place.own, {**own, key: foreign[key]})
            taken = answer.status_code in TAKEN and not led_away(answer, name)
            if MARK in answer.text_shown or changed or taken:
                wrong.append(f"{key} as {who}: {answer.status_code}")
    assert not wrong, said(wrong)


@pytest.mark.parametrize("name", [name for name in WALKED if 200 in TABLE[name].get and not (TABLE[name].uid or TABLE[name].path)])
def test_an_export_shows_nothing_foreign(place, name):
    for who in asking(name):
        answer = place.clients[who].get(reverse(name), {"as": "csv"})
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert MARK not in shown.decode(errors="replace")


def said(wrong: list[str]) -> str:
    return "\n" + "\n".join(wrong)


def is_uid(value) -> bool:
    try:
        return bool(uuid.UUID(str(value)))
    except ValueError:
        return False
