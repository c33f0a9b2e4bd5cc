"""Proving that nothing was changed: every chain from its first event, every index against its body."""
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from django.db.models import F

from record.append import leaf, link
from record.models import About, Chain, Event, Position

PAGE = 2000
COLUMNS = ("pk", "uid", "seq", "kind", "subject", "of", "at", "salt", "body", "hash")
Told = Callable[[int, dict, bytes], None]
EMPTY: set = set()


@dataclass(frozen=True)
class Break:
    """The first place in a chain that does not hold."""

    chain: UUID | None
    seq: int
    event: UUID | None
    why: str  # a code: gap, hash, column, index, head


def verify(
    chains=None, progress: Callable[[int, int], bool] = lambda done, total: True, told: Told = lambda pk, read, salt: None
) -> Iterator[Break]:
    """Every chain's first break. `progress(done, total)` may return False to stop; `told` gets each event that holds (its key,
    body as read, and salt). People go on working meanwhile: a chain is followed to where it ends when its end is read."""
    chains = list((chains if chains is not None else Chain.objects.all()).order_by("pk"))
    total, done = sum(chain.seq for chain in chains), 0
    for chain in chains:
        previous, seq, broken = bytes(32), 0, None
        while broken is None:
            chain.refresh_from_db()  # before the page: what the head counts stands there by then
            page = list(Event.objects.filter(chain=chain, seq__gt=seq).order_by("seq").values_list(*COLUMNS)[:PAGE])
            if not page:
                break
            index = _index(page)
            for row in page:
                read = _read(row[8])
                why = _wrong(row, read, chain.owner, previous, seq + 1, index.get(row[0], EMPTY))
                if why:
                    broken = Break(chain.owner, seq + 1, row[1], why)
                    break
                seq, previous = row[2], bytes(row[-1])
                told(row[0], read, bytes(row[7]))
            done += len(page)
            if not progress(min(done, total), total):
                return
        if broken is None and ((seq, previous) != (chain.seq, bytes(chain.hash)) or _read_further(chain)):
            broken = Break(chain.owner, seq + 1, None, "head")
        if broken:
            yield broken


def _index(page: list[tuple]) -> dict[int, set]:
    rows = About.objects.filter(event__gte=page[0][0], event__lte=page[-1][0])
    found: dict[int, set] = {}
    for event, role, of, uid in rows.values_list("event", "role", "of", "uid"):
        found.setdefault(event, set()).add((role, of, str(uid)))
    return found


def _read(body) -> dict:
    """The body of an event; nothing where it is not one."""
    try:
        read = json.loads(bytes(body))
        return read if {"uid", "kind", "subject", "of", "at", "about", "actor"} <= read.keys() else {}
    except (ValueError, AttributeError):
        return {}


def _read_further(chain: Chain) -> bool:
    """Whether somebody has read events of it that stand there no more: a tail was cut off."""
    return Position.objects.filter(chain=chain, seq__gt=F("chain__seq")).exists()


def _wrong(row: tuple, read: dict, owner: UUID | None, previous: bytes, expected: int, index: set) -> str | None:
    """The code of what is wrong with one event at its place."""
    _pk, uid, seq, kind, subject, of, at, salt, body, hash = row
    if seq != expected:
        return "gap"
    if not read or link(previous, expected, leaf(bytes(salt), bytes(body))) != bytes(hash):
        return "hash"
    columns = {"uid": str(uid), "kind": kind, "subject": str(subject), "of": of, "at": at.astimezone(UTC).isoformat()}
    if any(read[name] != value for name, value in columns.items()) or read["actor"]["institution"] != (str(owner) if owner else None):
        return "column"
    if index != {("subject", read["of"], read["subject"]), *map(tuple, read["about"])}:
        return "index"
    return None


def heads_root() -> str:
    """One hash over all heads, to write down outside: whoever holds it sees a cut tail."""
    digest = hashlib.sha256()
    for owner, seq, hash in Chain.objects.order_by("owner").values_list("owner", "seq", "hash"):
        digest.update(str(owner).encode() + seq.to_bytes(8, "big") + bytes(hash))
    return digest.hexdigest()
