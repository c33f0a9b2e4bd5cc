"""Proposing, reading and answering an amendment on its pages."""
from datetime import timedelta

import pytest

from governance.sweep import sweep
from projects.models import Amendment, Project
from record import clock
from record.wording import day
from tests.world import projects as made


def begin(world):
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def form(browser, project) -> dict:
    """What stands in the form before anybody types."""
    shown = browser.get(f"/projects/{project.uid}/amend/").context["form"]
    values = {bound.html_name: bound.value() for bound in shown if bound.value() not in (None, False)}
    return {name: value() if callable(value) else value for name, value in values.items()}


def propose(world, project, **new):
    browser = world.client("linhai", "officer")
    said = form(browser, project) | {"reason": "More cells are needed.", "key": "k"} | new
    return browser.post(f"/projects/{project.uid}/amend/", said)


def test_only_what_was_written_over_is_changed(world, project):
    answer = propose(world, project, **{f"project-{project.uid}-budget": "5,000,000.00"})
    amendment = Amendment.objects.get()
    assert (answer.status_code, [(c["field"], c["old"], c["new"]) for c in amendment.changes]) == (
        303, [("budget", 480_000_000, 500_000_000)]
    )  # fmt: skip


def test_a_form_in_which_nothing_was_changed_is_refused(world, project):
    assert (propose(world, project).status_code, Amendment.objects.count()) == (422, 0)


def test_wrong_input_keeps_what_was_typed(world, project):
    name = f"project-{project.uid}-budget"
    answer = propose(world, project, **{name: "-5"})
    assert ([*answer.context["form"].errors], answer.context["form"][name].value()) == ([name], "-5")


def test_sent_twice_it_is_one_amendment(world, project):
    new = {f"project-{project.uid}-budget": "5,000,000.00"}
    browser = world.client("linhai", "officer")
    said = form(browser, project) | {"reason": "More.", "key": "k"} | new
    codes = [browser.post(f"/projects/{project.uid}/amend/", said).status_code for _ in range(2)]
    assert (codes, Amendment.objects.count()) == ([303, 303], 1)


def test_the_parties_read_old_beside_new_and_agree(world, project):
    propose(world, project, **{f"project-{project.uid}-budget": "5,000,000.00"})
    amendment = Amendment.objects.get()
    page = f"/projects/{project.uid}/amendments/{amendment.uid}/"
    for who in (("linhai", "approver"), ("haoyuan", "partner_approver")):
        browser = world.client(*who)
        shown = browser.get(page)
        assert (shown.context["rows"], shown.context["panel"].may_decide) == ([("Budget", "¥4,800,000.00", "¥5,000,000.00")], True)
        seen = browser.get(f"{page}vote/").context["form"]["seen"].value()
        assert browser.post(f"{page}vote/", {"value": "yes", "seen": seen}).status_code == 303
    assert Project.objects.get(pk=project.pk).budget == 500_000_000


def test_a_no_needs_reasons_on_the_page(world, project):
    propose(world, project, **{f"project-{project.uid}-budget": "5,000,000.00"})
    page = f"/projects/{project.uid}/amendments/{Amendment.objects.get().uid}/vote/"
    browser = world.client("haoyuan", "partner_approver")
    answer = browser.post(page, {"value": "no", "seen": browser.get(page).context["form"]["seen"].value()})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["no_reasons"])


def test_a_clause_is_amended_on_its_own_page(world, project):
    said = {"rule": "lead", "reason": "Simpler.", "since": "2026-12-01", "seen": project.version}
    answer = world.client("haoyuan", "lead").post(f"/projects/{project.uid}/amend/ownership/", said)
    assert (answer.status_code, Amendment.objects.get().changes[0]["new"]["terms"]) == (303, {"rule": "lead"})


def test_an_amendment_that_waits_for_my_answer_stands_in_my_inbox_once(world, project):
    propose(world, project, **{f"project-{project.uid}-budget": "5,000,000.00"})
    asked, others = world.client("haoyuan", "partner_approver").get("/"), world.client("linhai", "officer").get("/")
    section = "Amendments under way"
    assert [section in page.content.decode() for page in (asked, others)] == [False, True]
    assert "Amendment 1 of" in asked.content.decode()


def later(world, project, days=30):
    """An amendment of the budget that all agreed to for a later day."""
    propose(world, project, **{f"project-{project.uid}-budget": "5,000,000.00", "since": clock.today("Asia/Shanghai") + timedelta(days=days)})
    for who in (("linhai", "approver"), ("haoyuan", "partner_approver")):
        made.vote(world.actor(*who), Amendment.objects.get())
    return Amendment.objects.get()


def test_the_project_tells_what_will_change_when(world, project):
    amendment = later(world, project)
    for tab in ("", "agreement/"):
        page = world.client("haoyuan", "viewer").get(f"/projects/{project.uid}/{tab}")
        assert page.context["coming"] == [(amendment, [("Budget", "¥4,800,000.00", "¥5,000,000.00")])]
        assert f"From {day(amendment.since)}" in page.content.decode()


def test_what_waits_says_when_it_could_not_be_applied_as_things_stand(world, project):
    amendment = later(world, project)
    page = f"/projects/{project.uid}/amendments/{amendment.uid}/"
    browser = world.client("linhai", "officer")
    assert browser.get(page).context["hindrance"] == ""
    Project.objects.filter(pk=project.pk).update(state="ended_early")
    assert browser.get(page).context["hindrance"] == "The project is over."


def test_a_party_proposes_to_take_back_what_waits(world, project):
    amendment = later(world, project)
    page = f"/projects/{project.uid}/amendments/{amendment.uid}/take-back/"
    browser = world.client("haoyuan", "lead")
    seen = browser.get(page).context["form"]["seen"].value()
    assert browser.post(page, {"reason": " ", "seen": seen}).status_code == 422
    assert browser.post(page, {"reason": "It came otherwise.", "seen": seen}).status_code == 303
    shown = browser.get(f"/projects/{project.uid}/amendments/{Amendment.objects.last().uid}/")
    assert shown.context["rows"] == [("Amendment 1: State", "Agreed, holds later", "Withdrawn")]


def test_what_was_not_applied_is_asked_again_with_what_stands_there_now(world, project):
    lapsed = later(world, project)
    Project.objects.filter(pk=project.pk).update(budget=490_000_000)
    with clock.at(clock.now() + timedelta(days=31)):
        sweep()
        browser = world.client("haoyuan", "lead")
        assert "Amendments under way" in browser.get("/").content.decode()
        page = f"/projects/{project.uid}/amendments/{lapsed.uid}/"
        assert "what stands there is no longer what it was agreed over" in browser.get(page).content.decode()
        shown = browser.get(f"{page}again/")
        assert shown.context["rows"] == [("Budget", "¥4,900,000.00", "¥5,000,000.00")]
        assert browser.post(f"{page}again/", {"seen": shown.context["form"]["seen"].value(), "sure": "yes"}).status_code == 303
    assert Amendment.objects.get(renews=lapsed).state == "proposed"


@pytest.mark.plain
def test_whoever_signs_reads_what_is_due_and_who_pays_whom(world):
    project = made.proposed(world)
    page = world.client("haoyuan", "partner_approver").get(f"/projects/{project.uid}/sign/").content.decode()
    assert all(milestone.title in page for milestone in project.milestones.all())
    assert "Haoyuan Energy pays Linhai University" in page
