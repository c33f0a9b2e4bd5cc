"""Language, light, keyboard, a form sent twice: what people meet on every page."""
import pytest

from tests.journeys.hands import faults, fill, press, shape

pytestmark = pytest.mark.browser


def test_the_language_is_remembered_also_when_signed_out(visit):
    page = visit("linhai/viewer")
    press(page, "简体中文")
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    page.goto(page.url.rstrip("/") + "/projects/")
    assert page.locator("h1").inner_text() == "合作项目"
    press(page, "退出登录")
    assert page.locator("html").get_attribute("lang") == "zh-hans"


def test_dark_is_chosen_at_once_and_stays(visit):
    page = visit("linhai/viewer", "/projects/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark").first.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert (light, dark) == ("rgb(245, 244, 240)", "rgb(17, 21, 26)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert faults(page) == []


def test_a_form_is_filled_and_sent_by_the_keyboard_alone(visit, opened):
    page = visit("linhai/officer", opened.at("/comments/projects.project/{}/", "project"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("Which oven was it?")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("Which oven was it?").count() == 1


def test_a_form_that_is_sent_three_times_at_once_acts_once(visit, opened):
    page = visit("linhai/officer", opened.at("/comments/projects.project/{}/", "amended"))
    fill(page, text="Said once, 只说一次 🙂")
    page.evaluate("""() => {
        const form = document.querySelector("main form"), send = () => fetch(form.action, {method: "POST", body: new FormData(form)});
        return Promise.all([send(), send(), send()]);
    }""")
    page.goto(opened.at("/projects/{}/", "amended"))
    assert page.get_by_text("Said once, 只说一次 🙂").count() == 1


@pytest.mark.parametrize("amount", ["", "-5", "NaN", "1e30", "9" * 31, "12.345", "五百", "🙂"])
def test_an_amount_that_cannot_be_meant_is_answered_at_its_field(visit, opened, amount):
    page = visit("linhai/finance", opened.at("/ip/income/deals/{}/receipt/", "licence"))
    fill(page, banked=amount)
    press(page, "Record only")
    assert page.locator("[name=banked]").get_attribute("aria-invalid") == "true"
    assert page.locator("[name=banked]").input_value() == amount
    assert shape(page) == []
