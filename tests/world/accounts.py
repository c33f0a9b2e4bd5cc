"""A colleague with a role, somebody who is invited, a token."""
from datetime import timedelta

from accounts import actions
from accounts.models import Person
from record import clock


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
