"""The one way in which state changes.

An action is a keyword-only function whose first argument is the actor. Its order is always the same:
seen (404) → locked → role and relation (403) → separation of duties (403) → state (409) → fresh (409) → change → event.

    @action
    def submit_milestone(*, actor, milestone, seen): …

The outermost action is one durable transaction; it appends the events of all at its end. Nested actions are
savepoints whose events die with them. Everything may run twice: nothing leaves the database inside an action.
"""
import random
import time
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps

from django.db import OperationalError, connection, transaction

from record import floors, registry
from record.append import Fact, append
from record.beneath import Before
from record.errors import NotAllowed, NotVisible, Stale, WrongState
from record.prepared import Prepared

_open: ContextVar["Frame | None"] = ContextVar("frame", default=None)
_nudge: list[Callable[[], None]] = []
_reads: dict[type, Prepared] = {}  # how a row of each model is read under its lock
_unasked: ContextVar[bool] = ContextVar("unasked", default=False)
TRIES = 3


class LockOrder(RuntimeError):
    """Rows were locked against the one order: lock them together, in the outer action."""


class Frame:
    def __init__(self, actor, outer: "Frame | None" = None):
        self.actor = actor
        self.held: set = set(outer.held) if outer else set()
        self.before: Before = outer.before if outer else Before()
        self.rows: set[tuple[type, object]] = set()  # locked or made here: what may have changed
        self.events: list[Fact] = []
        self.depth = len(connection.savepoint_ids)


def action(write):
    """Make a function an action. The actor of an inner action may differ from the outer's only for the house itself."""

    @wraps(write)
    def run(*, actor, **kwargs):
        outer = _open.get()
        with transaction.atomic(durable=outer is None):
            frame = Frame(actor, outer)
            token = _open.set(frame)
            try:
                with nullcontext() if outer else connection.execute_wrapper(frame.before):
                    result = write(actor=actor, **kwargs)
            finally:
                _open.reset(token)
            if outer is None:
                append(frame.events, frame.rows, frame.before)
                if frame.events and not _unasked.get():
                    transaction.on_commit(nudge, robust=True)
            else:
                outer.events += frame.events
                outer.held |= frame.held
                outer.rows |= frame.rows
        return result

    run.is_action = True
    return _retried(run)


def _retried(run):
    @wraps(run)
    def wrapper(**kwargs):
        if _open.get() is not None:
            return run(**kwargs)
        for attempt in range(1, TRIES + 1):
            try:
                return run(**kwargs)
            except OperationalError as error:
                if attempt == TRIES or not _passing(error) or connection.in_atomic_block:
                    raise
                time.sleep(random.uniform(0.01, 0.1) * attempt)

    return wrapper


def _passing(error: OperationalError) -> bool:
    """Serialization failure, deadlock, or SQLite's busy lock: worth another try."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in ("40001", "40P01") or "database is locked" in str(error)


def record(kind: str, subject, *, about: dict | None = None, **facts) -> None:
    """Say what happened: a kind, the row it happened to, the rows concerned by role, and facts (codes, never names)."""
    frame = _open.get()
    if frame is None:
        raise RuntimeError("record() outside of an action")
    if len(connection.savepoint_ids) != frame.depth:
        raise RuntimeError("record() inside a bare atomic() would survive its rollback")
    registry.event_kind(kind)
    frame.events.append(Fact(kind, subject, about or {}, facts, frame.actor))


def on_nudge(call: Callable[[], None]) -> None:
    """Called after a commit that left events behind; may fail, since the scheduler looks anyway."""
    _nudge.append(call)


def nudge() -> None:
    for call in _nudge:
        call()


@contextmanager
def unasked():
    """Within the block no worker is asked to read on: who acts here lets the consumers run (record/consumers.py)."""
    token = _unasked.set(True)
    try:
        yield
    finally:
        _unasked.reset(token)


def lock(*rows):
    """The only way to a row lock: all rows of an action at once, in the one order. None stays None."""
    frame = _open.get()
    if frame is None:
        raise RuntimeError("lock() outside of an action")
    fresh = {}
    for row in sorted({(r._meta.model, r.pk): r for r in rows if r is not None}.values(), key=floors.rank):
        rank = floors.rank(row)
        if rank not in frame.held and frame.held and rank < max(frame.held):
            raise LockOrder(f"{row!r} after {max(frame.held)}: lock them together in the outer action")
        first = rank not in frame.held
        frame.held.add(rank)
        frame.rows.add((row._meta.model, row.pk))
        found = fresh[row._meta.model, row.pk] = _locked(row._meta.model, row.pk)
        if first:
            frame.before.locked(found)
    return [fresh[r._meta.model, r.pk] if r is not None else None for r in rows]


def _locked(model, pk):
    names = [column.attname for column in model._meta.concrete_fields]
    if model not in _reads:
        _reads[model] = Prepared(model._base_manager.select_for_update(no_key=True).values_list(*names))
    for values in _reads[model]([pk]):
        return model.from_db(connection.alias, names, values)
    raise NotVisible


def commit_to(*rows) -> None:
    """Rows that an action makes beside its subject: its events say what they hold (record/vouching.py)."""
    _open.get().rows.update((row._meta.model, row.pk) for row in rows)


def made(*rows) -> None:
    """Rows that this transaction has inserted are its own: nobody else sees them, so they may be locked at any time."""
    frame = _open.get()
    frame.held |= {floors.rank(row) for row in rows}
    for row in rows:
        frame.before.made(row)
    commit_to(*rows)


def see(actor, row):
    """The row, if the actor may see it; else it does not exist."""
    if actor is None or not _sees(actor, row):
        raise NotVisible
    return row


def _sees(actor, row) -> bool:
    if registry.follows(type(row)):  # to ask what it is about is far cheaper than one condition over all models
        return row.uid in registry.visible({(row._meta.label_lower, row.uid)}, actor)
    return type(row).objects.visible_to(actor).filter(pk=row.pk).exists()


def require(held: bool, message=None) -> None:
    """Role and relation."""
    if not held:
        raise NotAllowed(message)


def refuse(conflict: bool, message=None) -> None:
    """Separation of duties."""
    if conflict:
        raise NotAllowed(message)


def expect(row, *states: str) -> None:
    if row.state not in states:
        raise WrongState


def fresh(row, seen) -> None:
    """`seen` is what the actor had read: the row's version, or its fingerprint where it has one."""
    if not seen or str(seen) not in (str(row.version), getattr(row, "fingerprint", None)):
        raise Stale


def move(row, to: str) -> None:
    """Compare and set the state by the table of moves beside the model."""
    if to not in type(row).MOVES.get(row.state, ()):
        raise WrongState
    changed = type(row)._base_manager.filter(pk=row.pk, state=row.state).update(state=to, version=row.version + 1)
    if not changed:
        raise WrongState
    row.state, row.version = to, row.version + 1


def change(row, **fields) -> None:
    """Set fields of a locked row and count its version up."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version"])
