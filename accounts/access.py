"""Who sees whom, and who acts. Names of people are seen where one works together; addresses are not."""
from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django_otp.plugins.otp_totp.models import TOTPDevice

from record import clock
from record.models import Installation, VisibleQuerySet

_shown: list[Callable] = []


def show_people(rule: Callable) -> Callable:
    """An upper floor shows people too: `rule(actor)` gives a Q over persons (registered in its access.py)."""
    _shown.append(rule)
    return rule


class PersonQuerySet(VisibleQuerySet):
    """Oneself, the people of one's own institution, and those whom an upper floor shows (projects: the team)."""

    def seen_by(self, actor) -> Q:
        from accounts.models import Membership

        own = Membership.objects.filter(person=OuterRef("pk"), institution=actor.institution)
        seen = Q(pk=actor.person) | Q(Exists(own))
        for rule in _shown:
            seen |= rule(actor)
        return seen


class MembershipQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return Q(institution=actor.institution)

    def current(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day, person__is_active=True)

    def of(self, person):
        """The memberships between which a person may switch."""
        return self.filter(person=person)


class GrantQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        mine = Q(membership=actor.membership)
        return mine | Q(membership__institution=actor.institution) if actor.may_all("people.read") else mine

    def current(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class InvitationQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        own = Q(institution=actor.institution) if actor.may_all("people.manage") else Q(pk__in=[])
        return own | Q(invited_by=actor.membership)


class TokenQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return Q(membership=actor.membership)


def holders(capability: str, institution, *scopes, day):
    """Memberships of an institution that hold a capability there, or in one of the scopes."""
    from accounts.capabilities import TABLE
    from accounts.models import Grant, Membership

    where = Q(scope=None) | Q(scope__in=[scope for scope in scopes if scope])
    grants = Grant.objects.current(day).filter(where, membership=OuterRef("pk"), role__in=TABLE[capability])
    return Membership.objects.current(day).filter(Exists(grants), institution=institution)


def works_for(person, institution) -> bool:
    """Whether a person (a row) has, or had, a membership at an institution (its key)."""
    from accounts.models import Membership

    return Membership.objects.filter(institution=institution, person=person).exists()


def root_of(person) -> int:
    """The key of the account to which all point that are proven to be this person (a person row)."""
    return person.same_as_id or person.pk


def root_in(path: str = "person") -> Coalesce:
    """The same in a query, of the person at the end of a path."""
    return Coalesce(f"{path}__same_as", path)


def one_person(person) -> Q:
    """All accounts proven to be this person: the one they point to, and those that point there."""
    return Q(pk=root_of(person)) | Q(same_as=root_of(person))


def others(members, *barred):
    """Of memberships those of nobody, by whatever account, whose root is among `barred` (keys, or a query for them)."""
    members = members.alias(root=root_in())
    for roots in barred:
        members = members.exclude(root__in=roots)
    return members


def factor_of(person):
    """The confirmed authenticator of a person, or None."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def demo_people():
    """Memberships that the demo's sign-in page offers: nothing in any other database."""
    from accounts.models import Membership

    if not Installation.is_demo():
        return Membership.objects.none()
    members = Membership.objects.current(clock.today()).select_related("person", "institution")
    return members.prefetch_related("grants").order_by("institution__pk", "pk")


def has_account(email: str) -> bool:
    """Whether somebody signs in under this address: asked only by whoever holds a link that was sent there."""
    from accounts.models import Person

    return Person.objects.filter(email=email.lower()).exists()
