"""Two people at the same moment."""
import pytest
from django.db import IntegrityError, connection
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import actions
from accounts.models import Grant, Membership, Person
from governance import actions as governance
from governance.models import Decision
from partners import actions as partners
from partners.models import Institution
from record.actors import System
from record.errors import DomainError, Invalid, WrongState
from record.models import Delivery, Event
from tests.accounts.conftest import PASSWORD
from tests.race import refused, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


@pytest.fixture
def world(transactional_db):
    from tests.world.people import World

    return World()


def test_two_administrators_confirm_at_once_and_the_role_is_given_once(world):
    asks = world.actor("linhai", "administrator", name="asks")
    governance.request_role(actor=asks, membership=world.member("linhai", "viewer"), role="finance")
    decision = Decision.objects.get()
    both = [world.actor("linhai", "administrator", name=name) for name in ("first", "second")]

    def confirm(actor):
        return lambda: governance.cast_vote(actor=actor, decision=decision, seen=decision.fingerprint, value="yes")

    results = together(*map(confirm, both))
    assert len(refused(results)) == 1 and issubclass(refused(results)[0], DomainError)
    assert (Grant.objects.filter(role="finance").count(), Event.objects.filter(kind="role.granted").count()) == (1, 1)


def test_one_link_is_accepted_twice_at_once_and_makes_one_person(world):
    actions.invite(actor=world.actor("linhai", "administrator"), email="new@linhai.example", institution=world.linhai, role="viewer")
    token = Delivery.objects.get(kind="accounts.invitation").facts["url"].split("/")[2]

    def join():
        return actions.accept_invitation(actor=System(world.linhai.uid), token=token, name_en="He Jing", password=PASSWORD)

    assert refused(together(join, join)) == [WrongState]
    assert Person.objects.filter(email="new@linhai.example").count() == 1
    assert Membership.objects.filter(person__email="new@linhai.example").count() == 1


def joins_twice(world, person) -> list:
    """Two invitations to one institution, accepted at the same moment by the one person."""
    administrator = world.actor("linhai", "administrator")
    for role in ("viewer", "officer"):
        actions.invite(actor=administrator, email=person.email, institution=world.linhai, role=role)
    urls = [delivery.facts["url"] for delivery in Delivery.objects.filter(kind="accounts.invitation")]

    def join(url):
        return lambda: actions.accept_invitation(actor=System(world.linhai.uid), token=url.split("/")[2], person=person)

    return together(*map(join, urls))


def test_one_person_accepts_two_invitations_at_once_and_becomes_one_member_with_both_roles(world):
    person = world.person("haoyuan", "lead")
    results = joins_twice(world, person)
    assert refused(results) == []
    assert {result.pk for result in results} == {person.memberships.get(institution=world.linhai).pk}
    assert set(results[0].grants.values_list("role", flat=True)) == {"viewer", "officer"}


def test_without_a_second_look_one_of_two_invitations_meets_the_other(world, monkeypatch):
    """The control: what was read before the institution was held is believed."""
    monkeypatch.setattr(Membership.objects, "get_or_create", lambda defaults, **said: (Membership.objects.create(**said, **defaults), True))
    assert refused(joins_twice(world, world.person("haoyuan", "lead"))) == [IntegrityError]


def test_two_register_one_identifier_at_once_and_one_is_told(world):
    def register(at, name):
        actor = world.actor(at, "lead")
        entry = {"kind": "enterprise", "name_en": name, "uscc": "91110000600037341L"}
        return lambda: partners.register_institution(actor=actor, **entry)

    assert refused(together(register("linhai", "One"), register("haoyuan", "Other"))) == [Invalid]
    assert Institution.objects.filter(uscc="91110000600037341L").count() == 1


def test_of_two_administrators_who_end_each_other_one_stays(world):
    one, other = (world.member("linhai", "administrator", name=name) for name in ("one", "other"))

    def end(actor, member):
        return lambda: actions.end_role(actor=actor, grant=member.grants.get())

    first, second = (world.actor("linhai", "administrator", name=name) for name in ("one", "other"))
    assert refused(together(end(first, other), end(second, one))) == [Invalid]
    assert Grant.objects.filter(role="administrator", until=None).count() == 1


@pytest.fixture
def linked(world):
    """Two memberships of one person, by two accounts."""
    one, other = (world.member("linhai", "viewer", name=name) for name in ("one", "other"))
    Person.objects.filter(pk=other.person_id).update(same_as=one.person)
    return [Membership.objects.get(pk=member.pk) for member in (one, other)]


def confirms(world, decision):
    second = world.actor("linhai", "administrator", name="second")
    return lambda: governance.cast_vote(actor=second, decision=decision, seen=decision.fingerprint, value="yes")


def audits(actor, membership):
    return lambda: actions.grant_role(actor=actor, membership=membership, role="auditor")


def test_one_person_is_not_made_finance_by_one_account_and_auditor_by_the_other_at_once(world, linked):
    one, other = linked
    asks = world.actor("linhai", "administrator", name="asks")
    governance.request_role(actor=asks, membership=one, role="finance")
    assert refused(together(confirms(world, Decision.objects.get()), audits(asks, other))) == [Invalid]
    assert Grant.objects.filter(role__in=["finance", "auditor"]).count() == 1


def test_two_accounts_are_not_made_one_person_while_one_of_them_is_made_auditor(world):
    asks = world.actor("linhai", "administrator", name="asks")
    finance, other = world.member("linhai", "finance"), world.member("linhai", "viewer")
    governance.request_link(actor=asks, person=finance.person, other=other.person, proof="One personnel number")
    assert refused(together(confirms(world, Decision.objects.get()), audits(asks, other))) == [Invalid]


def test_a_code_that_is_typed_in_several_windows_at_once_opens_one(world):
    person = world.person("linhai", "finance")
    device = TOTPDevice.objects.create(user=person, name="app", confirmed=True)
    StaticToken.objects.create(device=StaticDevice.objects.create(user=person, name="recovery"), token="abcdefgh")
    for code in (f"{TOTP(device.bin_key).token():06d}", "abcdefgh"):
        opened = together(*[lambda code=code: actions.show_code(actor=System(), person=person, code=code)] * 4)
        assert len([device for device in opened if device]) == 1
        for kind in (TOTPDevice, StaticDevice):  # the others were wrong codes by then: no pause after them here
            kind.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
