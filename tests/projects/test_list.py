"""The list: search, filters, totals, exports, and the same number of queries for one row and for three."""
import io

import pytest
from openpyxl import load_workbook

from projects.models import Contribution, Participation, Project
from tests.world import projects as made


def titles(world, query="", who=("linhai", "officer")):
    return [project.title_en for project in world.client(*who).get(f"/projects/{query}").context["page"]]


def begin(world):
    made.signed(world, title="Sodium cells")
    made.draft(world, title="Separator", kind="commissioned", partner="beizhou")
    made.signed(world, title="Data commons", kind="service")


@pytest.fixture
def three(world, beginning):
    return world


@pytest.mark.parametrize("query, found", [
    ("", ["Data commons", "Separator", "Sodium cells"]), ("?q=sodium", ["Sodium cells"]), ("?q=P-20", ["Data commons", "Sodium cells"]),
    ("?q=Beizhou", ["Separator"]), ("?q=Investigator", ["Data commons", "Separator", "Sodium cells"]), ("?q=%25", []),
    ("?state=draft", ["Separator"]), ("?state=open", ["Data commons", "Separator", "Sodium cells"]), ("?kind=service", ["Data commons"]),
    ("?health=on_time", ["Data commons", "Sodium cells"]), ("?health=late", []), ("?year=1990", []),
    ("?sort=title", ["Data commons", "Separator", "Sodium cells"]), ("?sort=-title", ["Sodium cells", "Separator", "Data commons"]),
    ("?sort=nonsense", ["Data commons", "Separator", "Sodium cells"]), ("?page=99", ["Data commons", "Separator", "Sodium cells"]),
])  # fmt: skip
def test_what_is_asked_is_what_is_found(three, query, found):
    assert titles(three, query) == found


def test_titles_are_sorted_as_the_reader_sees_them(three):
    for title, zh in (("Sodium cells", "甲"), ("Separator", "乙"), ("Data commons", "丙")):
        Project.objects.filter(title_en=title).update(title_zh=zh)  # in the order of their code points: 丙乙甲
    assert titles(three, "?sort=title") == ["Data commons", "Separator", "Sodium cells"]  # whoever comes first decides for nobody else
    client = three.client("linhai", "officer")
    client.cookies["trihelix_language"] = "zh-hans"
    assert [project.title_zh for project in client.get("/projects/?sort=title").context["page"]] == ["丙", "乙", "甲"]


def test_numbers_are_sorted_as_people_count(three):
    Project.objects.filter(title_en="Sodium cells").update(number="P-2026-1000")
    Project.objects.filter(title_en="Data commons").update(number="P-2026-999")
    Project.objects.filter(title_en="Separator").update(number="P-2027-001")
    assert titles(three, "?sort=number") == ["Data commons", "Sodium cells", "Separator"]


def test_a_partner_filter_shows_what_runs_with_them(three):
    assert titles(three, f"?partner={three.beizhou.uid}") == ["Separator"]


@pytest.mark.parametrize("query", ["?kind=transfer", "?year=never", "?partner=1", "?q=" + "x" * 101, "?health=good"])
def test_a_filter_that_says_nothing_is_refused_at_its_field(three, query):
    assert three.client("linhai", "officer").get(f"/projects/{query}").status_code == 422


def test_searching_a_foreign_draft_by_its_title_finds_nothing(three):
    assert titles(three, "?q=Separator", who=("haoyuan", "viewer")) == []


def test_the_footer_sums_the_budgets_of_all_that_match(three):
    answer = three.client("linhai", "officer").get("/projects/?kind=service")
    assert answer.context["total"] == "Budgets of all that match: ¥4,800,000.00"


def test_the_exports_hold_what_one_sees_and_no_more(three):
    csv = b"".join(three.client("haoyuan", "viewer").get("/projects/?as=csv").streaming_content).decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 3
    book = load_workbook(io.BytesIO(three.client("linhai", "officer").get("/projects/?as=xlsx").content))
    assert [row[1] for row in book.active.values] == ["Title in English", "Data commons", "Separator", "Sodium cells"]


@pytest.mark.plain
def test_a_title_that_looks_like_a_formula_is_text(world):
    made.draft(world, title="=1+1")
    browser = world.client("linhai", "officer")
    assert ",'=1+1," in b"".join(browser.get("/projects/?as=csv").streaming_content).decode()
    cell = load_workbook(io.BytesIO(browser.get("/projects/?as=xlsx").content)).active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.plain
def test_an_empty_list_says_how_to_begin(world):
    page = world.client("linhai", "officer").get("/projects/").content.decode()
    assert "No project yet" in page and "/projects/log/" in page


@pytest.mark.plain
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_one_row_as_for_three(world, rows, django_assert_num_queries):
    for number in range(rows):
        made.signed(world, title=f"Project {number}")
    browser = world.client("linhai", "officer")
    browser.get("/projects/")
    with django_assert_num_queries(11):
        browser.get("/projects/")


@pytest.mark.plain
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_with_one_party_more(world, rows, django_assert_num_queries):
    project = made.signed(world)
    party = Participation.objects.get(project=project, role="partner")
    for _ in range(rows):
        Contribution.objects.create(participation=party, kind="cash", since=project.start, until=project.end, amount=1)
    browser = world.client("linhai", "officer")
    browser.get(f"/projects/{project.uid}/parties/")
    with django_assert_num_queries(15):
        browser.get(f"/projects/{project.uid}/parties/")
