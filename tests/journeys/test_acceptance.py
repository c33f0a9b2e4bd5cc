"""The approver's two minutes: from the mail to the decision, on a phone, also where scripts are off."""
import pytest

from tests.journeys.hands import faults, fill, press, shape

pytestmark = pytest.mark.browser


def test_a_company_accepts_on_a_phone_by_the_link_in_the_mail(visit, opened):
    page = visit("", opened.mail(opened.told["zhou"], "Acceptance on a phone"), phone=True)
    fill(page, username=opened.told["zhou"], password=opened.told["password"])
    press(page, "Sign in")
    assert page.url.endswith(f"/projects/submissions/{opened.told['uid']['phone']}/")
    assert faults(page) == []
    accept = page.get_by_role("button", name="Accept", exact=True)
    assert page.viewport_size["height"] - 200 < accept.bounding_box()["y"] < page.viewport_size["height"]  # within the thumb's reach
    with page.expect_navigation():
        accept.dblclick()
    assert page.locator(".facts .state").last.inner_text() == "Agreed"
    assert page.locator(".voices").first.inner_text().count("Agreed") == 1
    page.go_back()
    page.reload()
    assert accept.count() == 0


def test_it_can_be_returned_with_reasons_where_scripts_are_off(visit, opened):
    page = visit("haoyuan/partner_approver", opened.at("/projects/submissions/{}/", "script"), phone=True, java_script_enabled=False)
    page.locator("summary", has_text="Return").click()
    assert page.locator("label[for=id_return_reasons]").inner_text() == "What is missing"  # and not: optional
    press(page, "Return it with these reasons")
    assert page.locator("[aria-invalid=true]").count() == 1  # reasons are missing, and it says so where they belong
    fill(page, return_reasons="The raw data are missing.")
    press(page, "Return it with these reasons")
    assert page.locator(".facts .state").last.inner_text() == "Returned"
    assert shape(page) == []
