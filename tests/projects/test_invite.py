"""A company joins by invitation from a project; a party without anybody who can sign is shown as what blocks."""
import pytest
from django.test import Client

from accounts import actions as accounts
from accounts.models import Grant, Invitation
from governance import post
from partners.models import Institution
from projects.actions import add_party, join_team
from projects.models import Participation, Project
from projects.views.invite import may_invite
from record.errors import NotAllowed
from record.models import Delivery
from tests.world import projects as made
from tests.world import units


@pytest.fixture
def blocked(world):
    """Before its parties, one of which has nobody here."""
    Institution.objects.filter(pk=world.haoyuan.pk).update(uses_trihelix=False)
    return made.proposed(world)


def page(project):
    return f"/projects/{project.uid}/agreement/"


def test_who_blocks_is_shown_with_the_way_to_invite_somebody(world, blocked):
    panel = world.client("linhai", "officer").get(page(blocked)).context["panel"]
    assert [(line.institution, line.invite) for line in panel.lines if line.blocked and line.invite] == [
        (world.haoyuan, f"/projects/{blocked.uid}/invite/{world.haoyuan.uid}/")
    ]


def test_the_invitation_holds_for_this_project_only(world, blocked):
    form = {"email": "zhou@haoyuan.example", "role": "partner_approver", "language": "zh-hans"}
    answer = world.client("linhai", "officer").post(f"/projects/{blocked.uid}/invite/{world.haoyuan.uid}/", form)
    invitation = Invitation.objects.get()
    assert (answer.status_code, invitation.scope, invitation.institution) == (303, blocked.uid, world.haoyuan)
    mail = post.read(Delivery.objects.get(kind="accounts.invitation"))
    assert f"“{blocked.title_zh}”" in mail.paragraphs[0]
    assert f"“{blocked.title_en}”" in Client().get(mail.url).content.decode()


def test_an_institution_with_people_invites_its_own(world):
    project = made.proposed(world)
    url = f"/projects/{project.uid}/invite/{world.haoyuan.uid}/"
    assert world.client("linhai", "officer").get(url).status_code == 409


@pytest.mark.parametrize("role", ["viewer", "auditor", "approver"])
def test_who_may_not_invite(world, blocked, role):
    url = f"/projects/{blocked.uid}/invite/{world.haoyuan.uid}/"
    assert world.client("linhai", role).get(url).status_code == 403


def test_only_parties_are_invited(world, blocked):
    url = f"/projects/{blocked.uid}/invite/{world.beizhou.uid}/"
    assert world.client("linhai", "officer").get(url).status_code == 404


def test_a_role_that_moves_money_is_not_given_from_outside(world, blocked):
    form = {"email": "zhou@haoyuan.example", "role": "finance", "language": "en"}
    answer = world.client("linhai", "officer").post(f"/projects/{blocked.uid}/invite/{world.haoyuan.uid}/", form)
    assert [*answer.context["form"].errors] == ["role"]


def test_an_officer_of_a_college_invites_the_partners_of_its_laboratories(world):
    laboratory = units.college(world)
    officer, other = units.placed(world, "officer", laboratory.parent), units.placed(world, "officer", units.college(world))
    project = made.draft(world, unit=laboratory)
    assert (may_invite(officer, project), may_invite(other, project)) == (True, False)
    newcomer = Institution.objects.create(kind="enterprise", name_en="Newcomer Ltd")
    add_party(actor=officer, project=project, institution=newcomer, role="partner")
    invited = accounts.invite(actor=officer, institution=newcomer, role="lead", email="first@newcomer.example", scope=project.uid)
    assert invited.institution == newcomer
    with pytest.raises(NotAllowed):  # with a role in all that it will ever take part in
        accounts.invite(actor=officer, institution=newcomer, role="lead", email="second@newcomer.example")


def test_whoever_may_invite_into_one_project_does_not_invite_into_another_that_they_see(world):
    """Seen from the team, and led by others of the house."""
    own, other = made.draft(world), made.signed(world, title="Another")
    lead = world.member("linhai", "lead")
    Grant.objects.filter(membership=lead).update(scope=own.uid)
    join_team(actor=world.actor("linhai", "officer"), project=other, person=lead.person, roles=["investigation"], since=other.start)
    newcomer = Institution.objects.create(kind="enterprise", name_en="Newcomer Ltd")
    Participation.objects.create(project=other, institution=newcomer, role="partner", strand=3)
    actor = world.actor("linhai", "lead")
    assert Project.objects.visible_to(actor).filter(pk=other.pk).exists()
    with pytest.raises(NotAllowed):
        accounts.invite(actor=actor, institution=newcomer, role="lead", email="first@newcomer.example", scope=other.uid)
