"""Each failure has a calm page; the one for an absent database asks no database."""
import pytest
from django import forms
from django.test import Client, RequestFactory
from django.utils.translation import override

from config.errors import page
from projects.models import Project
from tests.world import ip as rights

TITLES = {
    400: "This could not be read",
    403: "Your role does not include this",
    404: "There is nothing here",
    409: "This has changed in the meantime",
    422: "This could not be read",
}


@pytest.mark.parametrize("status", TITLES)
def test_a_failure_has_its_page_and_says_what_the_action_said(status):
    response = page(RequestFactory().get("/"), status, "Said by the action.")
    text = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{TITLES[status]}</h1>" in text
    assert "Said by the action." in text


def test_the_page_without_database_speaks_both_languages(django_assert_num_queries, world):
    request = RequestFactory().get("/")
    request.actor, request.membership = world.actor("linhai", "officer"), world.member("linhai", "officer")
    with django_assert_num_queries(0):
        text = page(request, 503, "away").content.decode()
    assert "Back in a moment" in text
    assert "请稍候片刻" in text


def test_in_a_page_that_asked_for_a_fragment_the_failure_takes_the_whole_page():
    request = RequestFactory().get("/")
    request.htmx = True
    assert page(request, 409, "Stale.").headers["HX-Retarget"] == "body"


def test_a_form_that_was_left_open_while_one_signed_in_anew_is_answered_in_words(world):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/sign-in/", {"username": "x", "password": "y", "csrfmiddlewaretoken": "of another session"})
    assert answer.status_code == 403
    assert "Open it again, then send it." in answer.content.decode()


def test_an_address_that_is_not_there_is_a_page_for_people_and_a_problem_for_programs(world):
    browser = world.client("linhai", "officer")
    page, answer = browser.get("/nowhere/"), browser.post("/api/v1/nowhere/", {})
    assert (page.status_code, "<h1>There is nothing here</h1>" in page.content.decode()) == (404, True)
    assert (answer.status_code, answer.headers["Content-Type"], answer.json()["code"]) == (404, "application/problem+json", "not_found")


def test_a_form_that_is_refused_as_a_whole_gives_back_what_was_typed_and_leads_to_its_page(world):
    """Two people had the deal open: the second one's words are on the page that says so."""
    deal = rights.draft(world, rights.owned(world, stakes=(("linhai", 1),)))
    officer, address = world.client("linhai", "officer"), f"/ip/deals/{deal.uid}/edit/"
    sent = {"seen": "7", "kind": "licence", "scope": "sole", "currency": "CNY", "price_mode": "royalty", "counterparty": str(world.haoyuan.uid),
            "terms_en": "Three per cent of net sales, <b>yearly</b>.", "terms_zh": "短"}  # fmt: skip
    answer = officer.post(address, sent, headers={"Referer": f"http://testserver{address}"})
    text = answer.content.decode()
    assert answer.status_code == 409 and f'href="http://testserver{address}"' in text
    assert text.count("<textarea") == 1 and "Three per cent of net sales, &lt;b&gt;yearly&lt;/b&gt;." in text
    assert "elsewhere.example" not in officer.post(address, sent, headers={"Referer": "https://elsewhere.example/"}).content.decode()


def test_what_is_too_much_is_refused_before_it_is_read_as_a_page_or_as_a_problem(world, settings):
    """Also where it is read before who asks is known: a form of a thousand fields."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    browser, head = world.client("linhai", "officer"), {"HTTP_IDEMPOTENCY_KEY": "k"}
    body = '{"kind": "service", "title_en": "' + "x" * 2000 + '"}'
    answer = browser.post("/api/v1/projects/", body, content_type="application/json", **head)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    for sent in ({"title_en": "x" * 2000}, {f"field-{number}": "" for number in range(1100)}):
        answer = browser.post("/api/v1/projects/", sent, **head)
        assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
        page = browser.post("/projects/log/", sent)
        assert page.status_code == 413 and "This is more than is taken at once." in page.content.decode()
    assert not Project.objects.exists()


def test_a_name_that_this_house_does_not_answer_to_is_refused_in_one_line(capsys, caplog):
    answer = Client(headers={"host": "elsewhere.example"}).get("/sign-in/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode() == "Nothing is served under this name."
    assert [entry.exc_info for entry in caplog.records] == [None]


def test_what_is_wrong_in_a_field_is_said_in_the_voice_of_the_house():
    class Form(forms.Form):
        title = forms.CharField(max_length=5)
        kind = forms.ChoiceField(choices=[("a", "A")])
        on = forms.DateField()

    assert Form({"title": "longer", "kind": "b", "on": "soon"}).errors == {
        "title": ["At most 5 characters: this has 6."], "kind": ["Choose one from the list."],
        "on": ["Give the day as year-month-day, such as 2026-03-31."],
    }  # fmt: skip
    with override("zh-hans"):
        assert Form({}).errors == {"title": ["请填写此项。"], "kind": ["请从列表中选择一项。"], "on": ["请填写此项。"]}
