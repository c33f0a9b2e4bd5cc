"""An inventor without an account signs a share by the personal link."""
import pytest

from tests.journeys.hands import faults, follow, press

pytestmark = pytest.mark.browser


def test_a_share_is_signed_by_the_link_once(visit, opened):
    office = visit("linhai/officer", opened.at("/ip/shares/{}/", "unsigned"))
    follow(office, "Send a link")
    press(office, "Send the link")
    link = opened.mail("investigator@linhai.example", "Cooling plate", into="/ip/sign/")

    inventor = visit("", link, phone=True, language="zh-hans")
    assert faults(inventor) == []
    with inventor.expect_navigation():
        inventor.locator("form.decide button").click()
    assert inventor.locator("form.decide").count() == 0
    again = visit("", link, phone=True)
    assert again.get_by_text("You can close this page.").count() == 1
    office.reload()
    assert office.locator("table .state.ok").count() == 1
