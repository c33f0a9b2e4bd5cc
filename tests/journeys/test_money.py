"""Money comes in, is shared by the published policy, approved by another person, posted, and read by who is owed."""
import pytest

from tests.journeys.hands import faults, fill, follow, press

pytestmark = pytest.mark.browser


@pytest.fixture
def prepared(visit, opened):
    """Finance has recorded ¥250,000.00 and put its distribution before the approver; the page that says so."""
    page = visit("linhai/finance", opened.at("/ip/deals/{}/", "licence"))
    follow(page, "Record a receipt")
    fill(page, banked="250,000.00", bank_reference="ICBC 2026-77")
    press(page, "Record and prepare the distribution")
    return page


def test_from_the_bank_to_the_statement_of_a_contributor(visit, prepared):
    assert prepared.get_by_role("button", name="Approve ¥250,000.00").count() == 0  # who prepared it is not asked
    approver = visit("linhai/approver", prepared.url)
    press(approver, "Approve ¥250,000.00")
    assert approver.locator(".facts .state").first.inner_text() == "Posted"
    approver.go_back()
    approver.reload()
    assert approver.get_by_role("button", name="Approve ¥250,000.00").count() == 0

    person = visit("linhai/contributor", "/ip/statement/", phone=True, language="zh-hans")
    amounts = person.locator("main td .amount").all_inner_texts()
    person.locator("main td a").first.click()
    person.wait_for_url("**/ip/statement/*/")
    assert amounts and amounts[0] in person.locator("h1").inner_text() + person.locator("main").inner_text()
    assert faults(person) == []

    auditor = visit("linhai/auditor", "/audit/distributions/")
    auditor.locator("main td a").first.click()
    auditor.wait_for_url("**/audit/distributions/*-*/")
    assert auditor.get_by_text("equal to the cent").count() == 1


def test_the_auditor_verifies_everything_while_the_worker_counts(visit):
    page = visit("linhai/auditor", "/audit/")
    follow(page, "Cancel")  # somebody began one that no worker has taken up
    press(page, "Cancel the verification")
    page.goto(page.url.partition("/audit/")[0] + "/audit/")
    follow(page, "Verify everything")
    press(page, "Verify everything")
    page.get_by_text("everything holds").wait_for(timeout=60_000)
