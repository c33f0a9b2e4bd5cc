"""A university logs a project, invites a company that nobody here speaks for, and both sign."""
import pytest

from tests.journeys.hands import choose, fill, follow, press, shape

pytestmark = pytest.mark.browser
COMPANY, ADDRESS, PASSWORD = "Yunfan Films", "an.ran@yunfan.example", "membranes 2027 that last"


def logged(page) -> None:
    page.get_by_label("Commissioned development").check()
    fill(page, title_en="Membranes that last")
    press(page, "Log as a draft")
    fill(page, start="2027-01-04", end="2027-12-31", budget="300,000", summary="Thinner, and they hold.")
    page.locator("[name=investigator]").select_option(index=1)
    press(page, "Save")


def with_company(page) -> None:
    """Nobody of that name stands in the directory: registered on the way, then added."""
    follow(page, "Parties and money")
    follow(page, "Add a party")
    fill(page, q=COMPANY)
    press(page, "Search")
    draft = page.url
    follow(page, "Register an institution")
    choose(page, kind="Enterprise")
    fill(page, name_en=COMPANY)
    press(page, "Register")
    page.goto(draft)
    press(page, "Add")


def planned(page) -> None:
    follow(page, "Plan")
    follow(page, "Write the plan")
    follow(page, "Add a milestone")
    fill(page, title_en="A film of one square metre", due="2027-06-30", weight="100", payment="300,000",
         criterion_0="It holds 1,000 hours.", evidence_0="Test report")  # fmt: skip
    choose(page, responsible="Linhai University", payer=COMPANY, payee="Linhai University")
    page.get_by_label(COMPANY).check()
    press(page, "Save")


def test_from_a_title_to_the_signature_of_an_invited_company(visit, opened):
    office = visit("linhai/officer", "/projects/log/")
    logged(office)
    with_company(office)
    planned(office)
    follow(office, "Agreement")
    agreement = office.url
    follow(office, "Put before the parties")
    press(office, "Put before the parties")
    office.goto(agreement)
    follow(office, "Invite somebody who can")
    fill(office, email=ADDRESS)
    press(office, "Send the invitation")

    company = visit("", opened.mail(ADDRESS, "invites you"), phone=True)
    assert shape(company) == []
    fill(company, name_en="An Ran", new_password1=PASSWORD, new_password2=PASSWORD)
    press(company, "Make the account and join")
    company.goto(agreement)
    follow(company, "Read and answer")
    assert shape(company) == []
    press(company, "Sign for my institution")

    approver = visit("linhai/approver", agreement)
    follow(approver, "Read and answer")
    press(approver, "Sign for my institution")
    company.reload()
    assert company.locator(".facts .state").first.inner_text() == "Signed"
