"""Lists of 50 out of 10,000 projects, as pages and by the API, against raw SQL that fetches the same rows, names and sums."""
import re
from datetime import date, timedelta

from place import prepare, say, seconds, size

PROJECTS, HOUSES, MILESTONES, SHOWN = size(10_000, 120), size(20, 2), 4, 50
DAY = date(2026, 1, 1)

# What one would write by hand for this page and this reader: the rows, and how many there are and what they sum to.
SEEN = """p.owner_id = %(house)s OR (p.state = 'in_approval' OR p.number <> '') AND EXISTS (
    SELECT 1 FROM projects_participation m WHERE m.project_id = p.id AND m.institution_id = %(house)s AND (m.joined OR m.until IS NULL))"""
NAMED = """p.title_en LIKE %(word)s OR p.title_zh LIKE %(word)s OR p.number LIKE %(word)s
    OR EXISTS (SELECT 1 FROM projects_participation m JOIN partners_institution i ON i.id = m.institution_id
               WHERE m.project_id = p.id AND (i.name_en LIKE %(word)s OR i.name_zh LIKE %(word)s))
    OR EXISTS (SELECT 1 FROM accounts_person x WHERE (x.name_en LIKE %(word)s OR x.name_zh LIKE %(word)s) AND (x.id = p.investigator_id
               OR EXISTS (SELECT 1 FROM projects_teammember t WHERE t.project_id = p.id AND t.person_id = x.id)))"""
ROWS = f"""SELECT p.uid, p.number, p.title_en, p.title_zh, p.state, p.kind, p.budget, p.currency, p.id,
    (SELECT SUM(weight) FROM projects_milestone s WHERE s.project_id = p.id AND s.state = 'accepted') AS accepted,
    (SELECT MIN(due) FROM projects_milestone s WHERE s.project_id = p.id AND s.state IN ('planned', 'in_work', 'rejected')) AS due
    FROM projects_project p WHERE ({SEEN}) AND {{found}} ORDER BY {{order}} LIMIT {SHOWN}"""
SUMS = f"SELECT p.currency, COUNT(*), SUM(p.budget) FROM projects_project p WHERE ({SEEN}) AND {{found}} GROUP BY p.currency"
NAMES = """SELECT m.project_id, m.strand, i.name_en, i.name_zh FROM projects_participation m
    JOIN partners_institution i ON i.id = m.institution_id WHERE m.project_id IN ({keys}) ORDER BY m.id"""
ASKED = (  # what, page, search, order in SQL
    ("newest first", "/projects/", "", "p.id DESC"),
    ("by next day", "/projects/?sort=due", "", "due ASC NULLS LAST, p.id"),
    ("searched", "/projects/?q=cell+77", "cell 77", "p.id DESC"),
)


def fill():
    """10,000 projects of 20 houses, each with a partner and four milestones; the reader's house has a part in a tenth of them."""
    from partners.models import Institution
    from projects.models import Milestone, Participation, Project

    houses = [Institution.objects.create(name_en=f"House {n}", kind="university", uses_trihelix=True) for n in range(HOUSES)]
    projects = Project.objects.bulk_create((
        Project(owner=houses[n % HOUSES], kind="cooperative", title_en=f"Solid-state cell {n}", budget=n * 100 + 1, number=f"P-{n}",
                start=DAY, end=DAY + timedelta(days=900), signed_on=DAY) for n in range(PROJECTS)
    ), batch_size=1000)  # fmt: skip
    for state in ("in_approval", "signed", "running"):
        Project.objects.update(state=state)
    parties = Participation.objects.bulk_create((
        Participation(project=project, institution=houses[(n + step) % HOUSES], role=role, strand=step + 1)
        for n, project in enumerate(projects) for step, role in enumerate(("lead", "partner"))
    ), batch_size=2000)  # fmt: skip
    Milestone.objects.bulk_create((
        Milestone(project=project, position=k + 1, title_en=f"Step {k + 1}", due=DAY + timedelta(days=(n * 7 + k * 200) % 1500),
                  weight=25, responsible=parties[2 * n]) for n, project in enumerate(projects) for k in range(MILESTONES)
    ), batch_size=2000)  # fmt: skip
    return houses[0]


def reader(house):
    """A project officer of a house, signed in."""
    from django.core.management import call_command
    from django.test import Client

    from accounts.models import Grant, Membership, Person

    person = Person.objects.create(email="officer@bench.example", name_en="Officer")
    membership = Membership.objects.create(person=person, institution=house, since=DAY)
    Grant.objects.create(membership=membership, role="officer", since=DAY)
    call_command("collectstatic", verbosity=0, interactive=False)  # pages name their styles by content
    browser = Client()
    browser.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return browser


def by_hand(house, word, order):
    from django.db import connection

    given, found = {"house": house.pk, "word": f"%{word}%"}, f"({NAMED})" if word else "1 = 1"
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(order=order, found=found), given)
        rows = cursor.fetchall()
        cursor.execute(SUMS.format(found=found), given)
        sums = cursor.fetchall()
        cursor.execute(NAMES.format(keys=", ".join(str(row[8]) for row in rows)))
        return rows, sums, cursor.fetchall()


def asked(browser, address):
    """The answer, and how many queries it took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer, len(queries)


if __name__ == "__main__":
    prepare()
    house = fill()
    browser = reader(house)
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")  # as autovacuum would have by the time somebody looks
    for what, address, word, order in ASKED:
        answer, queries = asked(browser, address)
        rows, _sums, _names = by_hand(house, word, order)
        assert re.findall(r">(P-\d+)<", answer.content.decode()) == [row[1] for row in rows], "not the same rows"
        limit = seconds(lambda word=word, order=order: by_hand(house, word, order))
        ours = seconds(lambda address=address: browser.get(address))
        say(f"List of projects, {what}", ours, limit, f"raw SQL of the same rows; {queries} queries, {ours * 1000:.0f} ms")
    address = f"/api/v1/projects/?limit={SHOWN}"
    _answer, queries = asked(browser, address)
    limit = seconds(lambda: by_hand(house, "", "p.id DESC"))
    ours = seconds(lambda: browser.get(address))
    say("List of projects, API", ours, limit, f"raw SQL of the same rows; {queries} queries, {ours * 1000:.0f} ms")
