"""The record: append-only, hash-chained, read back by the verifier."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from record.models import Event
from record.verify import verify
from tests.record.test_actions import rename


@pytest.fixture
def told(world):
    actor = world.actor("linhai", "officer")
    for name in ("One", "Two", "Three"):
        rename(actor=actor, institution=world.haoyuan, to=name)
    return list(Event.objects.order_by("seq"))


def test_an_untouched_record_holds(told):
    assert list(verify()) == []


def test_a_record_that_grows_while_it_is_read_holds(told, world):
    actor, more = world.actor("linhai", "officer"), iter(["Four", "Five"])

    def meanwhile(done, total):
        for name in more:
            rename(actor=actor, institution=world.haoyuan, to=name)
            break
        return True

    assert list(verify(progress=meanwhile)) == []
    assert Event.objects.count() == 5


@pytest.mark.parametrize("sql", [
    "UPDATE record_event SET kind = 'x' WHERE seq = 2",
    "DELETE FROM record_event WHERE seq = 2",
])  # fmt: skip
def test_an_event_can_neither_be_changed_nor_deleted(told, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def beneath(sql, params=()):
    """What somebody with the database in their hands could do: the guards taken down."""
    from record import guards

    guards.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    guards.install(connection)


def test_a_changed_body_is_found_at_its_place(told):
    beneath("UPDATE record_event SET body = %s WHERE id = %s", [b"{}", told[1].pk])
    assert [(b.seq, b.why, b.event) for b in verify()] == [(2, "hash", told[1].uid)]


OTHER = "00000000-0000-7000-8000-000000000001"
SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL refuses what is not of the column's type")


@pytest.mark.parametrize(("column", "value", "why"), [
    ("kind", "test.other", "column"),
    ("of", "test.other", "column"),
    ("uid", OTHER, "column"),
    ("subject", OTHER, "column"),
    ("at", "2001-02-03 04:05:06.5", "column"),
    ("salt", bytes(16), "hash"),
    ("hash", bytes(32), "hash"),
    pytest.param("uid", "nobody's", "column", marks=SQLITE),
    pytest.param("body", "{}", "hash", marks=SQLITE),
    pytest.param("hash", "text", "column", marks=SQLITE),
])  # fmt: skip
def test_a_changed_column_is_found(told, column, value, why):
    beneath(f'UPDATE record_event SET "{column}" = %s WHERE id = %s', [value, told[1].pk])
    assert [(b.seq, b.why) for b in verify()] == [(2, why)]


def test_a_moment_moved_by_the_smallest_step_is_found(told):
    beneath("UPDATE record_event SET at = %s WHERE id = %s", [told[1].at + timedelta(microseconds=1), told[1].pk])
    assert [(b.seq, b.why) for b in verify()] == [(2, "column")]


def test_an_event_cut_from_the_middle_is_found(told):
    beneath("DELETE FROM record_about WHERE event_id = %s", [told[1].pk])
    beneath("DELETE FROM record_event WHERE id = %s", [told[1].pk])
    assert [(b.seq, b.why) for b in verify()] == [(2, "gap")]


def test_a_cut_tail_is_found_by_the_head(told):
    beneath("DELETE FROM record_about WHERE event_id = %s", [told[2].pk])
    beneath("DELETE FROM record_event WHERE id = %s", [told[2].pk])
    assert [(b.seq, b.why) for b in verify()] == [(3, "head")]


def test_an_index_that_hides_an_object_is_found(told):
    beneath("DELETE FROM record_about WHERE event_id = %s", [told[0].pk])
    assert [(b.seq, b.why) for b in verify()] == [(1, "index")]
