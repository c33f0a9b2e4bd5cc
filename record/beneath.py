"""What an action goes on from: where a row, or what belongs to it, is not what the record said of it last, or no action made
the row, the record says so before it vouches for what stands there now.

It takes hardly a query more: rows are read when they are locked, and with what belongs to them when the action ends, in any case.
Only parts that the action itself writes to are read once more, just before the first write to their table.
"""
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from record.models import About, LastSaid
from record.prepared import Prepared
from record.vouching import Said, Vouched, vouched_as

Key = tuple[str, UUID]  # a model by its label, and the uid of a row
LAST_SAID = Prepared(LastSaid.objects.values_list("uid", "event", "event__salt", "event__body"), "uid")
WRITES = re.compile(r'(INSERT|UPDATE|DELETE)\b[^"]*"(\w+)"')


class Differs(NamedTuple):
    """A row whose columns or parts were altered; without any: a row that no action made."""

    of: str
    uid: UUID
    columns: list[str]


class Before:
    """How things stood before one outermost action. As a wrapper of its statements it sees which tables it writes to."""

    def __init__(self) -> None:
        self._rows: dict[Key, dict[str, object]] = {}  # the columns of what was locked, and the parts that were written to
        self._keys: dict[str, dict[object, UUID]] = defaultdict(dict)
        self._written: set[str] = set()
        self._inserted: set[str] = set()
        self._made: set[Key] = set()  # or perhaps made: locked after the action had put rows into their table

    def __call__(self, execute, sql, params, many, context):
        if written := WRITES.match(sql):
            verb, table = written.groups()
            if table not in self._written:
                for label, keys in self._keys.items():
                    if kind := vouched_as(label):
                        self._keep_parts(kind, keys, {table})
                self._written.add(table)
            if verb == "INSERT":
                self._inserted.add(table)
        return execute(sql, params, many, context)

    def locked(self, row) -> None:
        """A row, just read under its lock and not made by this action."""
        kind = vouched_as(row._meta.label_lower)
        if kind is None or (kind.label, row.uid) in self._rows:
            return
        self._rows[kind.label, row.uid] = {name: getattr(row, name) for name in kind.columns}
        self._keys[kind.label][row.pk] = row.uid
        if kind.table in self._inserted:
            self._made.add((kind.label, row.uid))
        self._keep_parts(kind, {row.pk: row.uid}, self._written)

    def made(self, row) -> None:
        """A row that this action has put in itself."""
        self._made.add((row._meta.label_lower, row.uid))

    def _keep_parts(self, kind: Vouched, keys: dict[object, UUID], tables: set[str]) -> None:
        for name, part in kind.parts.items():
            if part.tables & tables:
                found = part.load(keys)
                for pk, uid in keys.items():
                    self._rows[kind.label, uid].setdefault(name, found.get(pk, []))

    def differing(self, now: dict[Key, dict]) -> Iterator[Differs]:
        """Of the rows that the action leaves as `now`: those that were not, before it, what the record said of them."""
        rows = LAST_SAID(uid for _of, uid in now)
        said = {uid: _read(uid, event, bytes(salt), bytes(body)) for uid, event, salt, body in rows}
        for key in sorted((key for key in now if key[1] in said), key=str):
            wrong = said[key[1]].wrong(self._stood(key, now[key]))
            if wrong and key not in self._rows:  # not locked: somebody may have acted on it between the two queries
                wrong = said[key[1]].wrong(self._stood(key, vouched_as(key[0]).content(key[1])))
            if wrong:
                yield Differs(*key, wrong)
        yield from self._unknown(key for key in now if key[1] not in said and self._was_there(key))

    def _stood(self, key: Key, now: dict[str, object]) -> dict[str, object]:
        """What a row held: what the action wrote nothing to stands as it stood."""
        kind = vouched_as(key[0])
        return {name: value for name, value in now.items() if not kind.tables(name) & self._written} | self._rows.get(key, {})

    def _was_there(self, key: Key) -> bool:
        return key not in self._made and (key in self._rows or vouched_as(key[0]).table not in self._inserted)

    def _unknown(self, unsaid: Iterable[Key]) -> Iterator[Differs]:
        """Rows of which the record knows nothing; of one made before the record vouched for its kind, it knows at least that."""
        found = {uid: of for of, uid in unsaid}
        named = About.objects.filter(uid__in=found).values_list("uid", flat=True) if found else []
        yield from (Differs(found[uid], uid, []) for uid in sorted(found.keys() - set(named), key=str))


def _read(uid: UUID, event: int, salt: bytes, body: bytes) -> Said:
    """What an event says of a row; nothing where LastSaid was made to name another."""
    rows = json.loads(body)["rows"]
    return Said(event, salt, next((digests for _of, named, digests in rows if named == str(uid)), {}))
