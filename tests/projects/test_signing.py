"""From draft to signed: every party agrees to the same fingerprint."""
from datetime import timedelta

import pytest

from governance.models import Decision, Due
from governance.sweep import sweep
from projects import actions
from projects.fingerprint import fingerprint
from projects.models import Project
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import projects as made

S = Project.State


def again(project):
    return Project.objects.get(pk=project.pk)


def test_a_project_is_signed_when_every_party_has_agreed(world):
    project = made.proposed(world)
    made.vote(world.actor("linhai", "approver"), project)
    assert again(project).state == S.IN_APPROVAL
    made.vote(world.actor("haoyuan", "partner_approver"), project)
    project = again(project)
    assert (project.state, project.number) == (S.RUNNING, f"P-{project.signed_on.year}-001")


def test_numbers_follow_each_other_without_gaps(world):
    numbers = [made.signed(world, title=f"Project {n}").number[-3:] for n in range(3)]
    assert numbers == ["001", "002", "003"]


def test_who_prepared_it_does_not_sign_it(world):
    both = ("officer", "approver")
    project = made.draft(world)
    actions.propose_project(actor=world.actor("linhai", *both), project=project, seen=fingerprint(project))
    with pytest.raises(NotAllowed):
        made.vote(world.actor("linhai", *both), project)


def test_a_return_brings_it_back_to_draft(world):
    project = made.proposed(world)
    made.vote(world.actor("haoyuan", "partner_approver"), project, "return", "The budget is missing overheads.")
    assert again(project).state == S.DRAFT
    assert Decision.objects.get(subject=project.uid).state == Decision.State.RETURNED


def test_a_return_gives_reasons(world):
    with pytest.raises(Invalid):
        made.vote(world.actor("haoyuan", "partner_approver"), made.proposed(world), "return")


def test_nobody_signs_with_conditions(world):
    with pytest.raises(Invalid):
        made.vote(world.actor("haoyuan", "partner_approver"), made.proposed(world), "conditions", "If …")


def test_what_is_before_the_parties_does_not_change(world):
    project = made.proposed(world)
    with pytest.raises(WrongState):
        actions.write_draft(actor=world.actor("linhai", "officer"), project=project, seen=project.version, budget=1)


def test_a_draft_that_changed_since_it_was_read_is_not_proposed(world):
    project = made.draft(world)
    read = fingerprint(project)
    officer = world.actor("linhai", "officer")
    actions.write_draft(actor=officer, project=project, seen=project.version, budget=490_000_000)
    with pytest.raises(Stale):
        actions.propose_project(actor=officer, project=again(project), seen=read)


def test_an_incomplete_draft_says_what_it_lacks(world):
    officer = world.actor("linhai", "officer")
    project = actions.log_project(actor=officer, kind="service", title_en="Test bench")
    with pytest.raises(Invalid) as error:
        actions.propose_project(actor=officer, project=project, seen=fingerprint(project))
    assert str(error.value).startswith("Say from when to when the project runs.")


def test_the_lead_takes_a_proposal_back_with_reasons(world):
    project = made.proposed(world)
    actions.withdraw_proposal(actor=world.actor("linhai", "officer"), project=project, reasons="A party is missing.")
    assert (again(project).state, Decision.objects.get().state) == (S.DRAFT, Decision.State.VOID)


def test_a_partner_cannot_take_the_proposal_back(world):
    with pytest.raises(NotAllowed):
        actions.withdraw_proposal(actor=world.actor("haoyuan", "lead"), project=made.proposed(world), reasons="No.")


def test_a_stranger_cannot_even_see_that_it_is_there(world):
    with pytest.raises(NotVisible):
        actions.withdraw_proposal(actor=world.actor("stranger", "officer"), project=made.proposed(world), reasons="No.")


def test_a_project_signed_early_begins_on_its_first_day(world):
    start = clock.today("Asia/Shanghai") + timedelta(days=10)
    project = made.signed(world, start=start)
    due = Due.objects.get(subject=project.uid)
    assert (project.state, due.on) == (S.SIGNED, start)
    with clock.at(clock.now() + timedelta(days=11)):
        sweep()
    assert again(project).state == S.RUNNING


def test_a_company_logs_and_leads_a_project_too(world):
    project = made.draft(world, lead="haoyuan", partner="linhai")
    actions.propose_project(actor=world.actor("haoyuan", "officer"), project=project, seen=fingerprint(project))
    made.vote(world.actor("haoyuan", "partner_approver"), project)
    made.vote(world.actor("linhai", "approver"), project)
    assert again(project).state == S.RUNNING
