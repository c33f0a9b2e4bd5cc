"""A colleague with a role, somebody who is invited, a token."""
from datetime import timedelta

from accounts import actions
from accounts.models import Grant, Membership, Person
from record import clock
from record.actions import action, made, record
from record.actors import System


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """clerk (a person whom only their institution sees), membership, grant, invitation, token (of the administrator)."""
    administrator = world.actor(home, "administrator")
    membership = world.member(home, "contributor", name="clerk")
    Person.objects.filter(pk=membership.person_id).update(name_en=f"Lin Clerk {mark}")
    return {
        "clerk": membership.person, "membership": membership,
        "grant": actions.grant_role(actor=administrator, membership=membership, role="government", scope=made["unit"].uid),
        "invitation": actions.invite(
            actor=administrator, email=f"new@{home}.example", institution=world.institutions[home], role="viewer"
        ),
        "token": actions.make_token(
            actor=administrator, name=f"export {mark}", until=clock.today(administrator.zone) + timedelta(days=30)
        ),
    }  # fmt: skip


def roles_told(world) -> None:
    """The roles of the small world stand there without an action: the record is told of them, as a verification expects."""
    for institution in world.institutions.values():
        _tell(actor=System(institution.uid, institution.zone), institution=institution)


@action
def _tell(*, actor, institution) -> None:
    members = Membership.objects.filter(institution=institution).select_related("person")
    grants = Grant.objects.filter(membership__in=members).select_related("membership__person")
    made(institution, *members, *(member.person for member in members), *grants)
    for grant in grants:
        record("role.granted", grant, about={"person": grant.membership.person, "institution": institution}, role=grant.role, scope=grant.scope)
