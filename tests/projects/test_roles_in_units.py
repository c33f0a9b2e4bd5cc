"""A role in a unit holds in all that lies below: who approves for a college signs and decides for its laboratories' projects."""
import pytest

from accounts.models import Membership
from governance.access import deciders_of
from governance.models import Decision, Seat
from projects import actions
from projects.access import units_to_write
from projects.models import Milestone, Project
from record import consumers
from record.errors import Invalid, NotVisible
from record.models import Delivery
from tests.world import milestones, projects, units


def begin(world):
    """A laboratory's project before its parties."""
    laboratory = units.college(world)
    return laboratory, projects.proposed(world, unit=laboratory)


@pytest.fixture
def laboratory(beginning):
    return beginning[0]


@pytest.fixture
def project(beginning):
    return beginning[1]


def asked(project, institution) -> list[Membership]:
    decision = Decision.objects.open().get(subject=project.uid)
    return list(deciders_of(decision, decision.seats.get(institution=institution)))


@pytest.mark.parametrize("where", ["laboratory", "college"])
def test_whoever_approves_for_it_is_asked_and_signs(world, project, laboratory, where):
    dean = units.placed(world, "approver", laboratory if where == "laboratory" else laboratory.parent)
    assert [member.pk for member in asked(project, world.linhai)] == [dean.membership]
    consumers.run_all()
    assert Delivery.objects.filter(kind="decision.asked", recipient=dean.membership_uid).count() == 1
    assert Decision.objects.decidable_by(dean).get().subject == project.uid
    projects.vote(dean, project)
    projects.vote(world.actor("haoyuan", "partner_approver"), project)
    assert Project.objects.get(pk=project.pk).state == Project.State.RUNNING


def test_whoever_approves_for_another_unit_is_not_asked_and_does_not_sign(world, project, laboratory):
    other = units.placed(world, "approver", units.college(world))
    assert asked(project, world.linhai) == [] and not Decision.objects.decidable_by(other).exists()
    with pytest.raises(NotVisible):
        projects.vote(other, project)


def test_in_its_own_unit_a_partner_has_no_say_in_a_project_of_the_leads(world, project, laboratory):
    """The unit is the lead's: to the others the decision does not even name it."""
    seats = {seat.institution: seat.unit for seat in Seat.objects.filter(decision__subject=project.uid)}
    assert seats == {world.linhai: laboratory, world.haoyuan: None}


def test_the_college_decides_on_its_laboratorys_milestones(world, laboratory):
    dean, other = units.placed(world, "approver", laboratory.parent), units.placed(world, "approver", units.college(world))
    submission = milestones.before_two(world, unit=laboratory, signer=dean)
    milestones.decide(world.actor("haoyuan", "partner_approver"), submission)
    with pytest.raises(NotVisible):
        milestones.decide(other, submission)
    milestones.decide(dean, submission)
    assert milestones.again(submission.milestone).state == Milestone.State.ACCEPTED


def test_who_writes_for_a_college_logs_its_projects_there_and_keeps_them_there(world, laboratory):
    college, other = laboratory.parent, units.college(world).parent
    officer = units.placed(world, "officer", college)
    project = actions.log_project(actor=officer, kind="cooperative", title_en="Separators")
    assert project.unit == college
    assert set(units_to_write(officer, project.unit)) == {college, laboratory}
    assert actions.write_draft(actor=officer, project=project, seen=project.version, unit=laboratory).unit == laboratory
    for elsewhere in (other, None):
        with pytest.raises(Invalid) as refused:
            actions.write_draft(actor=officer, project=project, seen=Project.objects.get(pk=project.pk).version, unit=elsewhere)
        assert refused.value.field == "unit"


def test_who_writes_for_the_whole_institution_puts_a_project_where_it_belongs(world, laboratory):
    officer = world.actor("linhai", "officer")
    project = actions.log_project(actor=officer, kind="cooperative", title_en="Separators")
    assert project.unit is None
    assert actions.write_draft(actor=officer, project=project, seen=project.version, unit=laboratory).unit == laboratory
