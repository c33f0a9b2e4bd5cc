"""Inventors' shares: proposed as one whole, never edited, followed by the next set."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Person
from accounts.outsiders import know_person
from ip import actions
from ip.access import own_inventors
from ip.models import Contributor, Share, ShareSet
from record.errors import Invalid, NotAllowed, NotVisible, Stale
from record.models import new_uid
from tests.world import ip as made
from tests.world import projects


def begin(world):
    return made.owned(world)


@pytest.fixture
def asset(beginning):
    return beginning


def propose(world, asset, parts=(1, 1, 1), *, whole=None, seen=0, people=made.INVENTORS, since=None, reasons="",
            who=("linhai", "investigator")):  # fmt: skip
    pairs = [(world.person("linhai", role), part) for role, part in zip(people, parts, strict=True)]
    return actions.propose_shares(
        actor=world.actor(*who), asset=asset, seen=seen, since=since or asset.completed_on, whole=whole or sum(parts),
        parts=pairs, reasons=reasons,
    )  # fmt: skip


def test_thirds_are_three_ones_of_three(world, asset):
    found = propose(world, asset)
    assert (found.whole, list(found.shares.order_by("line").values_list("part", flat=True))) == (3, [1, 1, 1])


def test_the_order_of_the_people_is_part_of_what_is_signed(world, asset):
    first = propose(world, asset)
    second = propose(world, made.owned(world, title="Another"), people=tuple(reversed(made.INVENTORS)))
    third = propose(world, asset, seen=1, reasons="Again.", people=tuple(reversed(made.INVENTORS)))
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3


@pytest.mark.parametrize(("parts", "whole", "field"), [
    ((1, 1, 1), 4, "parts"), ((0, 1, 1), 2, "parts"), ((-1, 1, 2), 2, "parts"), ((10**9, 10**9, 1), 10**9, "parts"),
])  # fmt: skip
def test_parts_that_do_not_sum_are_refused_with_the_sum(world, asset, parts, whole, field):
    with pytest.raises(Invalid) as refused:
        propose(world, asset, parts, whole=whole)
    assert (refused.value.field, ShareSet.objects.count(), Share.objects.count()) == (field, 0, 0)


def test_nobody_stands_in_it_twice(world, asset):
    with pytest.raises(Invalid):
        propose(world, asset, people=("investigator", "investigator", "viewer"))


def test_shares_are_proposed_when_the_owners_are_confirmed(world):
    with pytest.raises(Invalid) as refused:
        propose(world, made.asset(world))
    assert refused.value.field == "since"


def test_an_institution_that_does_not_own_it_shares_nothing(world):
    asset = made.owned(world, stakes=(("haoyuan", 1),))
    with pytest.raises(Invalid):
        propose(world, asset)


def test_each_owner_has_inventors_of_its_own(world, asset):
    propose(world, asset)
    mate = world.person("haoyuan", "lead")
    other = actions.propose_shares(actor=world.actor("haoyuan", "lead"), asset=asset, seen=0, since=asset.completed_on, whole=1,
                                   parts=[(mate, 1)])  # fmt: skip
    seen = ShareSet.objects.visible_to(world.actor("haoyuan", "lead"))
    assert (other.number, list(seen)) == (1, [other])


def test_each_owner_shares_among_its_own_inventors_and_those_from_outside(world, asset):
    mate, own = world.person("haoyuan", "lead"), world.person("linhai", "contributor")
    outsider = know_person(actor=world.actor("linhai", "officer"), name_en="Ada Byron")
    Contributor.objects.create(disclosure=asset.disclosure, position=9, person=outsider, employer="Else")
    may = Person.objects.filter(own_inventors(world.linhai.pk, asset))
    assert [may.filter(pk=person.pk).exists() for person in (own, outsider, mate)] == [True, True, False]
    asset.disclosure.contributors.create(position=10, person=mate, institution=world.haoyuan)  # now seen by name
    with pytest.raises(Invalid):
        actions.propose_shares(actor=world.actor("linhai", "officer"), asset=asset, seen=0, since=asset.completed_on, whole=1,
                               parts=[(mate, 1)])  # fmt: skip


def test_a_later_set_needs_reasons_and_the_number_that_was_read(world, asset):
    propose(world, asset)
    with pytest.raises(Invalid):
        propose(world, asset, seen=1)
    with pytest.raises(Stale):
        propose(world, asset, seen=0, reasons="Anew.")
    assert propose(world, asset, seen=1, reasons="Anew.").number == 2


def test_the_set_of_a_day_is_the_highest_number_that_has_begun(world):
    start = projects.clock.today("Asia/Shanghai") - timedelta(days=40)
    asset = made.owned(world, completed_on=start)
    propose(world, asset)
    propose(world, asset, (2, 1, 1), seen=1, since=start + timedelta(days=20), reasons="She did more.")
    on = [ShareSet.objects.on(asset, world.linhai, start + timedelta(days=n)).number for n in (0, 19, 20)]
    assert on == [1, 1, 2]
    assert ShareSet.objects.standing().count() == 2  # both hold for some day
    propose(world, asset, (1, 2, 1), seen=2, since=start, reasons="From the beginning.")
    assert [s.number for s in ShareSet.objects.standing()] == [3]


@pytest.mark.parametrize(("who", "error"), [
    (("linhai", "finance"), NotAllowed), (("linhai", "contributor"), NotAllowed), (("linhai", "approver"), NotAllowed),
    (("stranger", "officer"), NotVisible),
])  # fmt: skip
def test_shares_are_proposed_by_officer_and_investigator(world, asset, who, error):
    with pytest.raises(error):
        propose(world, asset, who=who)


def _insert(world, asset, parts, whole, number=1):
    uid = new_uid()
    with transaction.atomic():
        Share.objects.bulk_create(
            Share(share_set_id=uid, line=n, person=world.person("linhai", role), part=p)
            for n, (role, p) in enumerate(zip(made.INVENTORS, parts, strict=False), 1)
        )
        return ShareSet.objects.create(uid=uid, asset=asset, institution=world.linhai, number=number, since=asset.completed_on,
                                       whole=whole, fingerprint="f" * 64, proposed_by=world.member("linhai", "officer"))  # fmt: skip


def test_the_database_keeps_the_sum_the_numbers_and_the_lines(world, asset):
    for parts, whole, number in (((1, 1), 3, 1), ((1,), 1, 2)):
        with pytest.raises(DatabaseError):
            _insert(world, asset, parts, whole, number)
    found = _insert(world, asset, (1, 1), 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Share.objects.create(share_set=found, line=3, person=world.person("linhai", "viewer"), part=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        ShareSet.objects.filter(pk=found.pk).update(since=asset.completed_on - timedelta(days=1))
