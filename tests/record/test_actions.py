"""The rules of an action: one transaction, events at its end, nothing of what failed."""
import contextlib

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners.models import Institution
from record import registry
from record.actions import LockOrder, action, change, fresh, lock, made, record
from record.errors import Stale
from record.models import Chain, Event

registry.add_event_kinds(registry.EventKind("test.renamed", _("{actor} renamed {subject}")))


@action
def rename(*, actor, institution, to, fail=False):
    (institution,) = lock(institution)
    made(institution)  # of the small world, of which no action told
    change(institution, name_en=to)
    record("test.renamed", institution, length=len(to))
    if fail:
        raise ValueError("on purpose")
    return institution


@action
def rename_twice(*, actor, institution):
    rename(actor=actor, institution=institution, to="First")
    with contextlib.suppress(ValueError):
        rename(actor=actor, institution=institution, to="Second", fail=True)


def test_an_action_leaves_one_event_in_the_chain_of_the_acting_institution(world):
    actor = world.actor("linhai", "officer")
    rename(actor=actor, institution=world.haoyuan, to="Haoyuan Power")
    event = Event.objects.get()
    assert event.chain.owner == actor.institution_uid
    assert (event.kind, event.subject, event.seq) == ("test.renamed", world.haoyuan.uid, 1)
    assert bytes(Chain.objects.get(owner=actor.institution_uid).hash) == bytes(event.hash)


def test_what_fails_leaves_no_row_and_no_event(world):
    with pytest.raises(ValueError):
        rename(actor=world.actor("linhai", "officer"), institution=world.haoyuan, to="Nothing", fail=True)
    assert Event.objects.count() == 0
    assert Institution.objects.get(pk=world.haoyuan.pk).name_en == "Haoyuan Energy"


def test_the_events_of_a_failed_inner_action_die_with_it(world):
    rename_twice(actor=world.actor("linhai", "officer"), institution=world.haoyuan)
    assert Event.objects.count() == 1
    assert Institution.objects.get(pk=world.haoyuan.pk).name_en == "First"


def test_an_event_without_a_sentence_is_refused_where_it_is_recorded(world):
    @action
    def wordless(*, actor):
        record("test.wordless", world.haoyuan)

    with pytest.raises(LookupError, match=r"events\.py"):
        wordless(actor=world.actor("linhai", "officer"))


def test_an_event_cannot_be_recorded_inside_a_bare_atomic(world):
    @action
    def careless(*, actor):
        with transaction.atomic():
            record("test.renamed", world.haoyuan)

    with pytest.raises(RuntimeError):
        careless(actor=world.actor("linhai", "officer"))


def test_names_and_free_text_are_refused_as_facts(world):
    @action
    def careless(*, actor):
        record("test.renamed", world.haoyuan, name="Haoyuan Power 有限公司")

    with pytest.raises(ValueError):
        careless(actor=world.actor("linhai", "officer"))


def test_rows_locked_against_the_order_are_refused_by_name(world):
    @action
    def careless(*, actor):
        lock(world.member("linhai", "officer"))
        lock(world.person("linhai", "viewer"), world.linhai)
        lock(world.member("linhai", "officer"), world.member("linhai", "viewer"))

    with pytest.raises(LockOrder):
        careless(actor=world.actor("linhai", "officer"))


@pytest.mark.parametrize("seen, stale", [("1", False), (1, False), ("2", True), ("", True), (None, True)])
def test_what_was_not_read_is_not_fresh(world, seen, stale):
    with pytest.raises(Stale) if stale else contextlib.nullcontext():
        fresh(world.haoyuan, seen)
