"""The database, the broker or the cache away, a full disk: requests are answered calmly, and nothing is half-done."""
import pytest

pytestmark = pytest.mark.processes
NOWHERE = "127.0.0.1:9"  # nothing listens there
ASK = """
from django.test import Client
browser = Client(raise_request_exception=False)
browser.cookies["sessionid"] = "a" * 32
for address in ("/", "/sign-in/", "/api/v1/projects/"):
    answer = browser.get(address)
    print(answer.status_code, answer["Content-Type"], b"Traceback" in answer.content)
"""
WRITE = """
from datetime import date
from django.db import connection
from django.test import Client
from accounts.models import Grant, Membership, Person
from partners.models import Institution
from projects.models import Project
from record.models import Event

at = Institution.objects.create(kind="university", name_en="Linhai University", uses_trihelix=True)
person = Person(email="officer@linhai.example", name_en="Officer")
person.set_password("a long quiet sentence")
person.save()
membership = Membership.objects.create(person=person, institution=at, since=date(2024, 1, 1))
Grant.objects.create(membership=membership, role="officer", since=date(2024, 1, 1))
browser = Client(raise_request_exception=False)
SIGN_IN = {"username": person.email, "password": "a long quiet sentence"}
LOG = {"kind": "service", "title_en": "Cells", "currency": "CNY", "summary": "x" * 4000}
print("signed in", browser.post("/sign-in/", SIGN_IN).status_code)
"""
ACT = """
print("logged", browser.post("/projects/log/", LOG).status_code)
print("by the API", browser.get("/api/v1/projects/").status_code, "projects", Project.objects.count(), "events", Event.objects.count())
"""
FULL = """
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    pages = cursor.fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count = {pages}")
seen = [browser.post("/projects/log/", {**LOG, "title_en": f"Cells {n}"}).status_code for n in range(12)]
print("refused", seen[-1], "projects", Project.objects.count() == seen.count(303), "events", Event.objects.count() == seen.count(303))
"""


def lines(house, script: str) -> list[str]:
    return house.python("manage.py", "shell", "-v0", "-c", script).stdout.splitlines()


def test_without_its_database_every_address_says_so_calmly(house):
    house.env["DATABASE_URL"] = f"postgres://nobody@{NOWHERE}/none"
    page, problem = "503 text/html; charset=utf-8 False", "503 application/problem+json False"
    assert lines(house, ASK) == [page, page, problem]


def test_without_broker_and_cache_people_sign_in_and_work_and_the_record_waits(house):
    house.env["REDIS_URL"] = f"redis://{NOWHERE}/0"
    assert lines(house, WRITE + ACT) == ["signed in 302", "logged 303", "by the API 200 projects 1 events 1"]


def test_a_disk_that_is_full_refuses_whole_actions(house):
    """SQLite's own limit of pages: a real “database or disk is full”."""
    if not house.env["DATABASE_URL"].startswith("sqlite"):
        pytest.skip("SQLite's own limit; a full PostgreSQL refuses by the same kind of error")
    assert lines(house, WRITE + FULL) == ["signed in 302", "refused 503 projects True events True"]
