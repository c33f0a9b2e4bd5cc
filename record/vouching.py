"""Rows for which the record vouches: what stands in them is what the last action on them left there.

Every action commits to each column of each such row that it locked, made or spoke of, and to the rows that belong to it: in
the last of its events that names the row, else in its last. A commitment is salted, so that it says nothing to whoever cannot
guess the whole row; whoever alters a row beneath the actions can alter the commitment only by breaking the chain. Filled by
each app's vouching.py.
"""
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from record.prepared import Prepared


@dataclass(frozen=True)
class Part:
    """What belongs to a row. `load`: {pk: uid} of rows → {pk: what belongs to each, in a fixed order}; `tables`: where it stands."""

    load: Callable[[dict], dict]
    tables: frozenset[str]


@dataclass(frozen=True)
class Vouched:
    """`owner` leads from a row to the uid of the institution whose it is; of a `shared` row, such as a person, to all that hold
    it against the record, as does each that had a part in it. `parts` are rows that belong to it, by a name.

    A column that comes later is vouched for from the next action on. What a part is made of never changes: one that is to
    hold more gets another name.
    """

    model: type
    owner: str
    without: tuple[str, ...] = ()  # columns that change without an action on the row
    parts: dict[str, Part] = field(default_factory=dict)
    shared: bool = False
    dropped: str = ""  # the kind of event with which a draft of it may vanish

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def tables(self, name: str) -> frozenset[str]:
        """Where a column or part stands."""
        return self.parts[name].tables if name in self.parts else frozenset({self.table})

    @property
    def columns(self) -> list[str]:
        left = {"id", "uid", "version", *self.without}
        return [f.attname for f in self.model._meta.concrete_fields if f.attname not in left]

    def contents(self, uids: Iterable[UUID] = (), pks: Iterable = ()) -> dict[UUID, dict[str, object]]:
        """{uid: {column or part: value}} of rows by either key: one query each, and one or two for each kind of part."""
        by_pk, by_uid = self._asked
        found = {row[0]: row for row in by_pk(pks)}
        known = {row[1] for row in found.values()}
        found |= {row[0]: row for row in by_uid(uid for uid in uids if uid not in known)}
        rows = {pk: row[1] for pk, row in found.items()}
        parts = {name: part.load(rows) for name, part in self.parts.items()} if rows else {}
        return {
            row[1]: {**dict(zip(self._said, row[2:], strict=True)),
                     **{name: loaded.get(pk, []) for name, loaded in parts.items()}}
            for pk, row in found.items()
        }  # fmt: skip

    def content(self, uid: UUID) -> dict[str, object]:
        """Of one row, as it stands now; empty where it is gone."""
        return self.contents([uid]).get(uid, {})

    @cached_property
    def _said(self) -> dict[str, str]:
        """Where each column is read, by what it is called."""
        return ({} if self.shared else {"owner": self.owner}) | {name: name for name in self.columns}

    @cached_property
    def _asked(self) -> tuple[Prepared, Prepared]:
        rows = self.model._base_manager.values_list("pk", "uid", *self._said.values())
        return Prepared(rows, "pk"), Prepared(rows, "uid")


class Said(NamedTuple):
    """The last commitment to a row: the key of its event, the salt, and a digest for each column and part."""

    event: int
    salt: bytes
    digests: dict[str, str]

    def holds(self, name: str, value: object) -> bool:
        """Whether a column is what was committed to; one that came since, by a migration, has not been said yet."""
        return name not in self.digests or self.digests[name] == digest(self.salt, name, value)

    def wrong(self, values: dict[str, object]) -> list[str]:
        """Names of the columns and parts that are not what was committed to."""
        return [name for name, value in values.items() if not self.holds(name, value)]


_vouched: dict[str, Vouched] = {}


def vouch(*kinds: Vouched) -> None:
    _vouched.update({kind.label: kind for kind in kinds})


def vouch_part(model: type, name: str, part: Part) -> None:
    """What an upper floor adds to a row of a lower one."""
    _vouched[model._meta.label_lower].parts[name] = part


def vouched_as(label: str) -> Vouched | None:
    """How a model, by its label, is vouched for; None where it is not."""
    return _vouched.get(label)


def vouched() -> list[Vouched]:
    return list(_vouched.values())


def belonging(model, key: str, *columns: str, order: str = "pk") -> Part:
    """Rows of `model` whose foreign key `key` names the row."""

    ask = Prepared(model._base_manager.order_by(order).values_list(f"{key}_id", *columns), key)

    def load(rows: dict) -> dict:
        found = defaultdict(list)
        for pk, *values in ask(rows):
            found[pk].append(values)
        return found

    return Part(load, frozenset({model._meta.db_table}))


def digest(salt: bytes, name: str, value: object) -> str:
    """The commitment to one column: half a SHA-256, which nobody finds a second value for."""
    said = json.dumps([name, value], sort_keys=True, separators=(",", ":"), default=_said)
    return hashlib.sha256(salt + said.encode()).hexdigest()[:32]


def plain(values: dict[str, object]) -> dict[str, object]:
    """Columns and parts as their commitments spell them, for whoever hashes them elsewhere (audit/evidence/verify.py)."""
    return json.loads(json.dumps(values, default=_said))


def _said(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def contents(touched: Iterable[tuple[type, object]], spoken_of: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], dict]:
    """{(model, uid): what it holds} of the vouched rows among those that an action held and those that its events are about."""
    held, named = defaultdict(set), defaultdict(set)
    for model, pk in touched:
        held[model._meta.label_lower].add(pk)
    for of, uid in spoken_of:
        named[of].add(uid)
    found = {}
    for label in sorted((held.keys() | named.keys()) & _vouched.keys()):
        contents_of = _vouched[label].contents(named[label], held[label])
        found |= {(label, uid): values for uid, values in contents_of.items()}
    return found


def commitments(rows: dict[tuple[str, UUID], dict], salt: bytes) -> list[list]:
    """[[model, uid, {column: digest}]], as an event holds them."""
    return [[of, str(uid), {name: digest(salt, name, value) for name, value in values.items()}]
            for (of, uid), values in sorted(rows.items(), key=str)]  # fmt: skip
