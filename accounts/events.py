"""What is recorded of people and roles. Places in braces are filled by record.feed."""
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from record.registry import EventKind, add_event_kinds


def _role(facts: dict) -> dict:
    return {**facts, "role": Role(facts["role"]).label}


add_event_kinds(
    EventKind("institution.opened", _("{subject} was set up"), house=True),
    EventKind("person.joined", _("{subject} joined as {role}"), house=True, words=_role),
    EventKind("person.noted", _("{actor} noted a person without an account"), house=True),
    EventKind("person.invited", _("{actor} invited somebody as {role}"), house=True, words=_role),
    EventKind("invitation.withdrawn", _("{actor} withdrew an invitation"), house=True),
    EventKind("invitation.renewed", _("{actor} sent an invitation again"), house=True),
    EventKind("role.granted", _("{actor} made {person} {role}"), house=True, words=_role),
    EventKind("role.ended", _("{actor} ended {person}’s role as {role}"), house=True, words=_role),
    EventKind("membership.placed", _("{actor} said in which unit {person} works"), house=True),
    EventKind("membership.ended", _("{actor} ended the membership of {person}"), house=True),
    EventKind("profile.changed", _("{subject} changed what they say of themselves"), house=True),
    EventKind("password.changed", _("The password of {subject} was changed"), house=True),
    EventKind("password.renewed", _("The password of {subject} was hashed anew"), house=True),
    EventKind("factor.added", _("{actor} added a second factor"), house=True),
    EventKind("factor.removed", _("{actor} removed the second factor"), house=True),
    EventKind("factor.recovered", _("{subject} signed in with a recovery code"), house=True),
    EventKind("token.made", _("{actor} made an API token"), house=True),
    EventKind("token.revoked", _("{actor} revoked an API token"), house=True),
)
