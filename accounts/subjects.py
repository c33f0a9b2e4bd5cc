"""How people and memberships are named."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Grant, Invitation, Membership, Person, Token
from record.registry import Subject, add_subjects

add_subjects(
    Subject(Person, _("a person"), lambda p: p.name, lambda p: reverse("accounts:person", args=[p.uid])),
    Subject(
        Membership, _("a membership"), lambda m: m.person.name,
        lambda m: reverse("accounts:person", args=[m.person.uid]), related=("person",),
    ),
    Subject(Grant, _("a role"), lambda g: g.get_role_display()),
    Subject(Invitation, _("an invitation"), lambda i: i.email),
    Subject(Token, _("an API token"), lambda t: t.name),
)  # fmt: skip
