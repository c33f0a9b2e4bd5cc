"""The course of a signed project: suspended, taken up, closing, closed; each move with its reasons."""
import pytest

from projects import actions
from projects.models import Project
from record.errors import Invalid, NotAllowed, Stale, WrongState
from tests.world import milestones
from tests.world import projects as made

S = Project.State


def begin(world):
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def again(project):
    return Project.objects.get(pk=project.pk)


def go(world, project, verb, role="officer", at="linhai", reasons="So it is.", **more):
    act = getattr(actions, verb)
    return act(actor=world.actor(at, role), project=project, seen=again(project).version, reasons=reasons, **more)


def test_a_project_pauses_and_goes_on(world, project):
    go(world, project, "suspend_project")
    assert again(project).state == S.SUSPENDED
    go(world, project, "resume_project")
    assert (again(project).state, [t.to for t in project.turns.all()]) == (S.RUNNING, ["suspended", "running"])


@pytest.mark.plain
def test_a_project_closes_with_what_was_learnt(world):
    project = milestones.finished(world)
    go(world, project, "begin_closing")
    with pytest.raises(Invalid):
        go(world, project, "close_project", lessons=" ")
    go(world, project, "close_project", lessons="Order the separator earlier.")
    assert (again(project).state, project.turns.last().lessons) == (S.CLOSED, "Order the separator earlier.")


@pytest.mark.plain
def test_a_closed_project_moves_no_more(world):
    project = milestones.finished(world)
    go(world, project, "begin_closing")
    go(world, project, "close_project", lessons="None.")
    for verb in ("suspend_project", "resume_project", "begin_closing"):
        with pytest.raises(WrongState):
            go(world, project, verb)


def test_a_move_without_reasons_is_refused(world, project):
    with pytest.raises(Invalid) as error:
        go(world, project, "suspend_project", reasons="  ")
    assert error.value.field == "reasons"


@pytest.mark.parametrize("at, role", [("haoyuan", "lead"), ("linhai", "viewer"), ("linhai", "approver"), ("linhai", "auditor")])
def test_only_project_staff_of_the_lead_move_it(world, project, at, role):
    with pytest.raises(NotAllowed):
        go(world, project, "suspend_project", role, at)


def test_a_stale_move_is_refused(world, project):
    with pytest.raises(Stale):
        actions.suspend_project(actor=world.actor("linhai", "officer"), project=project, seen="1", reasons="Late.")


def test_nobody_starts_a_project_by_hand(world, project):
    with pytest.raises(NotAllowed):
        actions.start_project(actor=world.actor("linhai", "officer"), project=project, on=None)


def test_the_page_of_a_move_says_why_it_does_not_fit(world, project):
    browser = world.client("linhai", "officer")
    assert browser.get(f"/projects/{project.uid}/move/close/").status_code == 409
    assert browser.get(f"/projects/{project.uid}/move/fly/").status_code == 404
    form = {"seen": project.version, "reasons": "The line is down.", "key": "k"}
    assert browser.post(f"/projects/{project.uid}/move/suspend/", form).status_code == 303
    assert again(project).state == S.SUSPENDED
