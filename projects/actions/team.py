"""Who works in a project. Each party names its own people, in a draft the lead its own; the team is not signed."""
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Membership, Person
from projects import access
from projects.models import Credit, Project, TeamMember
from record.actions import action, change, commit_to, expect, lock, record, require, see
from record.errors import Invalid

OPEN = (Project.State.DRAFT, Project.State.IN_APPROVAL, *Project.ALIVE)


@action
def join_team(*, actor, project: Project, person: Person, roles: list[str], since: date) -> TeamMember:
    """Put a person of the actor's own institution into the team, with CRediT roles, from a day on."""
    see(actor, project)
    (project,) = lock(project)
    require(access.takes_part(actor, project), _("Only project staff of a party can change its part of the team."))
    expect(project, *OPEN)
    _check_roles(roles)
    if not Membership.objects.current(since).filter(institution=actor.institution, person=person).exists():
        raise Invalid(_("On that day this person is not a member of your institution."), field="person")
    if project.team.filter(person=person, until=None).exists():
        raise Invalid(_("This person is in the team already."), field="person")
    member = TeamMember.objects.create(
        project=project, institution_id=actor.institution, person=person, roles=roles, since=since
    )
    commit_to(member)
    record("project.joined", project, about={"person": person, "member": member}, roles=roles, since=since)
    return member


@action
def change_roles(*, actor, member: TeamMember, roles: list[str]) -> TeamMember:
    """Other CRediT roles for somebody in the team."""
    project, member = _own(actor, member)
    _check_roles(roles)
    change(member, roles=roles)
    record("project.team_changed", project, about={"person": member.person, "member": member}, roles=roles)
    return member


@action
def leave_team(*, actor, member: TeamMember, until: date) -> TeamMember:
    """The last day of somebody in the team; what they did stays theirs."""
    project, member = _own(actor, member)
    if until < member.since:
        raise Invalid(_("The last day is before the first."), field="until")
    change(member, until=until)
    record("project.left", project, about={"person": member.person, "member": member}, until=until)
    return member


def _own(actor, member: TeamMember) -> list:
    see(actor, member)
    project, member = lock(member.project, member)
    own = member.institution_id == actor.institution and access.takes_part(actor, project)
    require(own, _("Only project staff of a party can change its part of the team."))
    expect(project, *OPEN)
    if member.until:
        raise Invalid(_("This person has left the team."))
    return [project, member]


def _check_roles(roles: list[str]) -> None:
    if not roles or not set(roles) <= set(Credit.values) or len(set(roles)) < len(roles):
        raise Invalid(_("Choose at least one of the CRediT roles, each once."), field="roles")
