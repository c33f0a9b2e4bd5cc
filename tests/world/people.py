"""One small world for all tests: institutions that know each other, one that knows nobody, and a person for each role."""
from datetime import date

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actors import actor_of
from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Grant, Membership, Person
from partners.models import Institution

SINCE = date(2024, 1, 1)


class World:
    """`world.actor("linhai", "officer")` acts; `world.member(…)` is the membership; `world.person(…)` the person."""

    def __init__(self):
        self.institutions = {
            "linhai": self._institution("Linhai University", "临海大学", "university"),
            "haoyuan": self._institution("Haoyuan Energy", "浩源能源", "enterprise"),
            "beizhou": self._institution("Beizhou Institute", "北洲研究所", "institute", founder="state"),
            "stranger": self._institution("Stranger College", "陌生学院", "university"),
        }
        self._members: dict[tuple[str, str], Membership] = {}

    def __getattr__(self, name):
        try:
            return self.__dict__["institutions"][name]
        except KeyError:
            raise AttributeError(name) from None

    @staticmethod
    def _institution(en, zh, kind, **more):
        return Institution.objects.create(name_en=en, name_zh=zh, kind=kind, uses_trihelix=True, **more)

    def member(self, at: str, *roles: str, name: str = "") -> Membership:
        """The membership at an institution with these roles; a second person of the same roles has a `name`."""
        key = (at, "+".join(roles) + name)
        if key not in self._members:
            address = f"{name or '-'.join(roles)}@{at}.example"
            person = Person.objects.create(email=address, name_en=f"{name or roles[0]} of {at}".title(), name_zh=f"{at}{name or roles[0]}")
            membership = Membership.objects.create(person=person, institution=self.institutions[at], since=SINCE)
            Grant.objects.bulk_create(Grant(membership=membership, role=Role(role), since=SINCE) for role in roles)
            self._members[key] = membership
        return self._members[key]

    def actor(self, at: str, *roles: str, name: str = ""):
        """An actor, freshly read: what the roles allow at this moment."""
        membership = self.member(at, *roles, name=name)
        return actor_of(Membership.objects.select_related("person", "institution").get(pk=membership.pk))

    def person(self, at: str, *roles: str, name: str = "") -> Person:
        return self.member(at, *roles, name=name).person

    def client(self, at: str, *roles: str, name: str = "") -> Client:
        """A browser in which this member is signed in, with a second factor shown where the roles ask for one."""
        member = self.member(at, *roles, name=name)
        Person.objects.filter(pk=member.person_id).update(acting_in=member)
        client = Client()
        client.force_login(member.person)
        if MONEY_ROLES & set(roles):
            device, _ = TOTPDevice.objects.get_or_create(user=member.person, name="phone")
            session = client.session
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
            session.save()
        return client
