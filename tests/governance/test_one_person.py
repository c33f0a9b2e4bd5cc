"""One person is one person: whoever has two memberships, or two accounts, does not agree with themselves."""
import pytest

from accounts.actions import accept_invitation
from accounts.actors import actor_of
from accounts.models import Grant, Membership, Person
from governance.access import deciders_of
from governance.actions import cast_vote, request_invitation
from governance.models import Decision
from record.actors import System
from record.errors import NotAllowed
from record.models import Delivery


@pytest.fixture
def before_two(world, renaming):
    """A decision that two institutions take."""
    return renaming(seats=[{"institution": at, "capability": "milestone.decide"} for at in (world.haoyuan, world.linhai)])


def also_at(world, at: str, person: Person):
    """The same person as an approver in another institution, too."""
    member = Membership.objects.create(person=person, institution=world.institutions[at], since="2024-01-01")
    Grant.objects.create(membership=member, role="approver", since="2024-01-01")
    return actor_of(member)


def say_yes(actor, decision):
    return cast_vote(actor=actor, decision=decision, seen=decision.fingerprint, value="yes")


def test_nobody_speaks_for_two_parties_by_two_memberships(world, before_two):
    say_yes(world.actor("haoyuan", "approver"), before_two)
    other = also_at(world, "linhai", world.person("haoyuan", "approver"))
    assert not Decision.objects.decidable_by(other).exists()
    with pytest.raises(NotAllowed):
        say_yes(other, before_two)
    say_yes(world.actor("linhai", "approver"), before_two)
    assert Decision.objects.get(pk=before_two.pk).state == "agreed"


def test_nor_by_two_accounts_proven_to_be_one(world, before_two):
    first, second = world.person("haoyuan", "approver"), world.person("linhai", "approver")
    root = Person.objects.create(name_en="The same person")
    Person.objects.filter(pk__in=[first.pk, second.pk]).update(same_as=root)
    say_yes(world.actor("haoyuan", "approver"), before_two)
    with pytest.raises(NotAllowed):
        say_yes(world.actor("linhai", "approver"), before_two)


def test_who_can_still_decide_leaves_out_whoever_spoke_or_prepared_it_by_any_account(world, renaming):
    spoke, prepared = world.person("haoyuan", "approver"), world.person("haoyuan", "partner_approver")
    one, other = world.person("linhai", "approver"), world.person("linhai", "partner_approver")
    left = world.member("linhai", "approver", name="left")
    for root, accounts in (("first", (spoke, one)), ("second", (prepared, other))):
        Person.objects.filter(pk__in=[account.pk for account in accounts]).update(same_as=Person.objects.create(name_en=root))
    seats = [{"institution": at, "capability": "milestone.decide"} for at in (world.haoyuan, world.linhai)]
    decision = renaming(seats=seats, excluded=[(prepared.pk, "prepared")])
    say_yes(world.actor("haoyuan", "approver"), decision)
    assert list(deciders_of(decision, decision.seats.get(institution=world.linhai))) == [left]


def test_whoever_asked_for_or_confirmed_a_role_does_not_take_it_by_another_account(world):
    first, second = (world.actor("linhai", "administrator", name=name) for name in ("first", "second"))
    asked = request_invitation(actor=first, email="other@linhai.example", role="finance")
    say_yes(second, Decision.objects.get(subject=asked.uid))
    token = Delivery.objects.get(kind="accounts.invitation").facts["url"].split("/")[2]
    Grant.objects.filter(membership=second.membership).update(until="2024-02-02")  # administers no more, so nothing else is in the way
    other = Person.objects.create(email="other@linhai.example", name_en="The same person", same_as_id=second.person)
    with pytest.raises(NotAllowed):
        accept_invitation(actor=System(world.linhai.uid), token=token, person=other)


@pytest.mark.parametrize("ends", ["role", "membership"])
def test_whoever_lost_the_role_since_they_were_asked_does_not_decide(world, renaming, ends):
    decision, actor = renaming(), world.actor("haoyuan", "approver")
    rows = Grant.objects.filter(membership=actor.membership) if ends == "role" else Membership.objects.filter(pk=actor.membership)
    rows.update(until="2024-02-02")
    with pytest.raises(NotAllowed):
        say_yes(actor, decision)
